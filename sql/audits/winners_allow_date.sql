-- Words that together date an article all allow the days that it got; where they do not, one of them was misread.
-- Table: staged.publication_date_candidates
-- Severity: warning
select
    candidates.article_id,
    candidates.candidate_number,
    candidates.candidate_text,
    candidates.date_min,
    candidates.date_max,
    articles.published_date_min,
    articles.published_date_max,
from staged.publication_date_candidates as candidates
inner join staged.articles as articles
    on articles.article_id = candidates.article_id  -- n:1
where candidates.is_chosen
    and (articles.published_date_min < candidates.date_min or articles.published_date_max > candidates.date_max)
