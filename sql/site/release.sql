-- The one refresh that made this release, with the last day that any of its articles reaches.
-- Grain: one row
-- Reads: history.refreshes, modeled.articles, modeled.launch_events, modeled.claims, modeled.reactions
-- Days without news are counted from the last day of publication, since the site knows no clock.

select
    refreshes.release_number,
    refreshes.run_at,
    refreshes.rules_version,
    (select max(published_date_max) from modeled.articles) as last_published_date,
    (select min(published_date_min) from modeled.articles) as first_published_date,
    (select count(*) from modeled.articles) as article_count,
    (select count(*) from modeled.articles where launch_count > 0) as telling_article_count,
    (select count(distinct origin_id) from modeled.articles where launch_count > 0) as origin_count,
    (select count(*) from modeled.launch_events) as event_count,
    (select count(*) from modeled.claims) as claim_count,
    (select count(*) from modeled.reactions) as reaction_count,
from history.refreshes as refreshes
order by refreshes.release_number desc
limit 1
