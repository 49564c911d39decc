-- The reactions of an article.
-- Reads: extracted.reactions

select
    reaction_id as node_id,
    article_id,
    concat_ws(' · ', actor_name || coalesce(' (' || country_code || ')', ''), reaction_type_code) as line_text,
    evidence_text,
    rule_id,
from extracted.reactions
where article_id = $id
order by char_start, reaction_id
