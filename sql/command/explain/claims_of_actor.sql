-- The claims of one actor, in the order in which they became known.
-- Reads: modeled.claims

select
    claim_id as node_id,
    article_id,
    concat_ws(
        ' · ',
        'known ' || known_at::date,
        topic_code || coalesce(' = ' || claimed_value_code, ''),
        'about ' || launch_event_id
    ) as line_text,
    evidence_text,
    rule_id,
from modeled.claims
where actor_id = $id
order by known_at, claim_id
