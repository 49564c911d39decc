-- One sentence.
-- Reads: staged.sentences

select
    sentence_id as node_id,
    article_id,
    'sentence ' || sentence_number || ' · ' || kind_code || ' · characters ' || char_start || '–' || char_end as line_text,
    sentence_text as evidence_text,
    null::varchar as rule_id,
from staged.sentences
where sentence_id = $id
