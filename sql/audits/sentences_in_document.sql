-- The text of every sentence stands in the document of its article where its offsets say.
-- Table: staged.sentences
-- Severity: critical
with documents as materialized (
    select
        article_id,
        title_text || chr(10) || chr(10) || body_text as document_text,
    from staged.articles
)

select
    sentences.article_id,
    sentences.sentence_number,
    sentences.sentence_text,
from staged.sentences as sentences
left join documents
    on documents.article_id = sentences.article_id  -- n:1; null would be wrong, too
where sentences.sentence_text is distinct from substring(
    documents.document_text,
    sentences.char_start + 1,
    sentences.char_end - sentences.char_start
)
