-- The text of every sentence stands in the document of its article where its offsets say.
-- Table: staged.sentences
-- Severity: critical
select
    sentences.article_id,
    sentences.sentence_number,
    sentences.sentence_text,
from staged.sentences as sentences
left join staged.articles as articles
    on articles.article_id = sentences.article_id  -- n:1; null would be wrong, too
where sentences.sentence_text is distinct from substring(
    articles.title_text || chr(10) || chr(10) || articles.body_text,
    sentences.char_start + 1,
    sentences.char_end - sentences.char_start
)
