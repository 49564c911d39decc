-- Entries of a calendar: one row for each launch whose day is known, and one for each window that a plan had.
-- Reads: modeled.launch_events, modeled.launch_windows, modeled.sites, modeled.articles
-- A launch that is still a plan is told by its windows, of which only the last one stands. What spans more than a month is left out.

with params as (
    select 31 as widest_days,  -- a launch "in March" is of use in a calendar, one "in 2023" covers it all
),

events as (
    select
        launch_events.*,
        sites.latitude_deg,
        sites.longitude_deg,
        articles.url_text,
    from modeled.launch_events as launch_events
    left join modeled.sites as sites
        on sites.site_id = launch_events.site_id  -- n:1; null when no report names a site
    left join modeled.articles as articles
        on articles.article_id = launch_events.first_article_id  -- n:1
),

last_windows as (
    select
        launch_event_id,
        max(window_number) as window_number,
    from modeled.launch_windows
    group by launch_event_id
),

entries as (
    select
        'launch' as entry_kind_code,
        events.launch_event_id,
        events.launch_date_min as first_date,
        events.launch_date_max as last_date,
        events.launched_at,
        null::integer as window_number,
        null as revision_code,
        null::integer as slip_days,
        case events.status_code when 'occurred' then 'CONFIRMED' when 'called_off' then 'CANCELLED' else 'TENTATIVE' end as standing_code,
        events.first_known_at as created_at,
        events.last_known_at as changed_at,
    from events
    where events.status_code in ('occurred', 'called_off')
        or events.launch_event_id not in (select launch_event_id from last_windows)
    union all
    select
        'window',
        windows.launch_event_id,
        windows.window_date_min,
        windows.window_date_max,
        null,
        windows.window_number,
        windows.revision_code,
        windows.slip_days,
        case
            when events.status_code in ('announced', 'expected') and windows.window_number = last_windows.window_number then 'TENTATIVE'
            else 'CANCELLED'
        end,
        windows.known_from_at,
        greatest(windows.last_known_at, events.last_known_at),
    from modeled.launch_windows as windows
    inner join events
        on events.launch_event_id = windows.launch_event_id  -- n:1
    inner join last_windows
        on last_windows.launch_event_id = windows.launch_event_id  -- n:1
)

select
    entries.*,
    events.status_code,
    events.launch_class_code,
    events.country_code,
    events.launch_date_min,
    events.launch_date_max,
    events.site_name,
    events.vehicle_name,
    events.payload_name,
    events.outcome_code,
    events.article_count,
    events.origin_count,
    events.latitude_deg,
    events.longitude_deg,
    events.url_text,
from entries
cross join params
inner join events
    on events.launch_event_id = entries.launch_event_id  -- n:1
where entries.last_date - entries.first_date < params.widest_days
order by entries.first_date, entries.last_date, entries.launch_event_id, entries.entry_kind_code, entries.window_number
