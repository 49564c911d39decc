-- Claims about one launch of one article.
-- Reads: extracted.claims

select
    claim_id as node_id,
    article_id,
    concat_ws(
        ' · ',
        speaker_name || coalesce(' (' || country_code || ')', ''),
        'via ' || via_name,
        topic_code || coalesce(' = ' || claimed_value_code, ''),
        certainty_text
    ) as line_text,
    evidence_text,
    rule_id,
from extracted.claims
where article_launch_id = $id
order by char_start, claim_id
