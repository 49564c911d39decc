-- Every document, title and body as they are kept, has the hash that all offsets into it rest on.
-- Table: staged.articles
-- Severity: critical
select
    article_id,
    0 as char_start,
    title_text,
from staged.articles
where document_sha256 <> sha256(title_text || chr(10) || chr(10) || body_text)
