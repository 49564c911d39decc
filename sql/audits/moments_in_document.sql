-- The words of every timed moment stand in the document of its article where its offsets say.
-- Table: extracted.flight_moments
-- Severity: critical
with documents as materialized (
    select
        article_id,
        title_text || chr(10) || chr(10) || body_text as document_text,
    from staged.articles
)

select
    evidence.article_id,
    evidence.char_start,
    evidence.evidence_text,
from extracted.flight_moments as evidence
left join documents
    on documents.article_id = evidence.article_id  -- n:1; null would be wrong, too
where evidence.evidence_text is distinct from substring(
    documents.document_text,
    evidence.char_start + 1,
    evidence.char_end - evidence.char_start
)
