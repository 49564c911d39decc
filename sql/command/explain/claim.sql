-- One claim in one line.
-- Reads: extracted.claims

select
    claim_id as node_id,
    article_launch_id as launch_id,
    article_id,
    concat_ws(
        ' · ',
        speaker_name || coalesce(' (' || country_code || ')', ''),
        'via ' || via_name,
        topic_code || coalesce(' = ' || claimed_value_code, ''),
        certainty_text,
        'characters ' || char_start || '–' || char_end
    ) as line_text,
    evidence_text,
    rule_id,
from extracted.claims
where claim_id = $id
