-- When the article that a release knows last was known: one row; null where it holds none.
-- Reads: modeled.articles

select max(known_at) as known_at
from modeled.articles
