-- The words of every mention of a launch stand in the document of its article where its offsets say.
-- Table: extracted.launch_mentions
-- Severity: critical
select
    evidence.article_id,
    evidence.char_start,
    evidence.surface_text,
from extracted.launch_mentions as evidence
left join staged.articles as articles
    on articles.article_id = evidence.article_id  -- n:1; null would be wrong, too
where evidence.surface_text is distinct from substring(
    articles.title_text || chr(10) || chr(10) || articles.body_text,
    evidence.char_start + 1,
    evidence.char_end - evidence.char_start
)
