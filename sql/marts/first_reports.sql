-- One row per launch event, with the report that was known first, and how long before the flight its preparations were reported.
-- Grain: launch_event_id
-- Reads: modeled._event_reports, modeled.launch_events, modeled.articles, modeled.outlets
-- The lead runs from the last day on which the first report of a plan may have been published: it is at least so long.

with first_known as (
    select
        launch_event_id,
        article_id,
        article_launch_id,
        status_code,
        known_at,
    from modeled._event_reports
    qualify row_number() over (
        partition by launch_event_id
        order by known_at, article_id, article_launch_id
    ) = 1
),

known_times as (
    select
        reports.launch_event_id,
        min(reports.known_at) filter (where reports.status_code <> 'occurred') as first_planned_at,
        min(reports.known_at) filter (where reports.status_code = 'occurred') as first_flown_at,
        min(articles.published_date_max) filter (where reports.status_code <> 'occurred') as first_planned_date,
    from modeled._event_reports as reports
    inner join modeled.articles as articles
        on articles.article_id = reports.article_id  -- n:1
    group by reports.launch_event_id
)

select
    events.launch_event_id,
    events.country_code,
    events.launch_date_min,
    events.launch_date_max,
    events.status_code,
    first_known.known_at as first_known_at,
    first_known.status_code as first_status_code,
    first_known.article_id as first_article_id,
    first_known.article_launch_id as first_article_launch_id,
    outlets.outlet_name as first_outlet_name,
    known_times.first_planned_at,
    known_times.first_flown_at,
    case
        when events.status_code = 'occurred' and known_times.first_planned_date <= events.launch_date_min
            then date_diff('day', known_times.first_planned_date, events.launch_date_min)::integer
    end as lead_days,
from modeled.launch_events as events
inner join first_known
    on first_known.launch_event_id = events.launch_event_id  -- 1:1
inner join known_times
    on known_times.launch_event_id = events.launch_event_id  -- 1:1
inner join modeled.articles as articles
    on articles.article_id = first_known.article_id  -- n:1
left join modeled.outlets as outlets
    on outlets.outlet_id = articles.outlet_id  -- n:1; null when the article names no outlet
