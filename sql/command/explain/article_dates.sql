-- The publication dates that came into question for an article, the chosen one first.
-- Reads: staged.publication_date_candidates

select
    article_id || ' ' || candidate_number as node_id,
    article_id,
    concat_ws(
        ' · ',
        method_code,
        case when date_min = date_max then date_min::varchar else date_min || ' to ' || date_max end,
        '“' || nullif(candidate_text, '') || '”',
        case when is_chosen then 'chosen' else 'lost: ' || coalesce(rejected_because_text, 'another ranks higher') end
    ) as line_text,
    null::varchar as evidence_text,
    null::varchar as rule_id,
from staged.publication_date_candidates
where article_id = $id
order by is_chosen desc, candidate_number
