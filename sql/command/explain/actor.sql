-- One person, body, state or unnamed source.
-- Reads: modeled.actors

select
    actor_id as node_id,
    null::varchar as article_id,
    concat_ws(' · ', actor_name, kind_code, country_code, article_count || ' articles') as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from modeled.actors
where actor_id = $id
