-- One reaction in one line.
-- Reads: extracted.reactions

select
    reactions.reaction_id as node_id,
    reactions.article_launch_id as launch_id,
    reactions.article_id,
    concat_ws(
        ' · ',
        reactions.actor_name || coalesce(' (' || reactions.country_code || ')', ''),
        'via ' || reactions.via_name,
        reactions.reaction_type_code,
        'characters ' || reactions.char_start || '–' || reactions.char_end
    ) as line_text,
    reactions.evidence_text,
    reactions.rule_id,
from extracted.reactions as reactions
where reactions.reaction_id = $id
