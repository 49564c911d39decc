-- The words of every repair stand in the document of its article where its offsets say.
-- Table: staged.text_edits
-- Severity: critical
with documents as materialized (
    select
        article_id,
        title_text || chr(10) || chr(10) || body_text as document_text,
    from staged.articles
)

select
    edits.article_id,
    edits.char_start,
    edits.original_text,
from staged.text_edits as edits
left join documents
    on documents.article_id = edits.article_id  -- n:1; null would be wrong, too
where edits.original_text is distinct from substring(
    documents.document_text,
    edits.char_start + 1,
    edits.char_end - edits.char_start
)
