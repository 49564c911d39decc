-- One outlet.
-- Reads: modeled.outlets

select
    outlet_id as node_id,
    null::varchar as article_id,
    concat_ws(
        ' · ',
        outlet_name,
        country_code,
        'owner ' || owner_name,
        case when is_state_media then 'state media' end,
        article_count || ' articles'
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from modeled.outlets
where outlet_id = $id
