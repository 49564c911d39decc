-- One row per window of days that reports gave for one planned launch, with what it revised and where the flight lies.
-- Grain: launch_event_id, window_number
-- Reads: modeled._event_reports, modeled._event_days
-- Reports that repeat a window are one row. Windows that became known after the flight was known are recollections and count for nothing;
-- nor do "this year", and wider days about a window known before, that open earlier or are a month: they only tell it less exactly. A
-- flight of uncertain day is inside when it may have been.

with params as (
    select
        62 as widest_day_count,
        28 as month_day_count,
        2 as vaguer_factor,
),

flights as (
    select
        launch_event_id,
        min(known_at) as flight_known_at,
    from modeled._event_reports
    where status_code = 'occurred'
    group by launch_event_id
),

told_windows as (
    select
        reports.launch_event_id,
        reports.launch_date_min as window_date_min,
        reports.launch_date_max as window_date_max,
        min(reports.known_at) as known_from_at,
        max(reports.known_at) as last_known_at,
        count(distinct reports.origin_id)::integer as origin_count,
        arg_min(reports.status_code, (reports.known_at, reports.article_launch_id)) as status_code,
        arg_min(reports.article_launch_id, (reports.known_at, reports.article_launch_id)) as article_launch_id,
    from modeled._event_reports as reports
    cross join params
    left join flights
        on flights.launch_event_id = reports.launch_event_id  -- n:1; null when no flight is known
    where reports.status_code in ('announced', 'expected')
        and reports.day_count <= params.widest_day_count
        and (flights.flight_known_at is null or reports.known_at <= flights.flight_known_at)
    group by reports.launch_event_id, reports.launch_date_min, reports.launch_date_max
),

windows as (
    select told_windows.*
    from told_windows
    cross join params
    anti join told_windows as exact
        on exact.launch_event_id = told_windows.launch_event_id
        and exact.known_from_at < told_windows.known_from_at
        and exact.window_date_min <= told_windows.window_date_max
        and told_windows.window_date_min <= exact.window_date_max
        and (
            (exact.window_date_min > told_windows.window_date_min and exact.window_date_max <= told_windows.window_date_max)
            or day_count(told_windows.window_date_min, told_windows.window_date_max) >= greatest(
                params.month_day_count, params.vaguer_factor * day_count(exact.window_date_min, exact.window_date_max)
            )
        )
),

revisions as (
    select
        *,
        row_number() over by_knowledge as window_number,
        lag(window_date_min) over by_knowledge as earlier_date_min,
        window_date_min >= lag(window_date_min) over by_knowledge as is_later_opening,
        window_date_min <= lag(window_date_min) over by_knowledge as is_earlier_opening,
        window_date_max >= lag(window_date_max) over by_knowledge as is_later_closing,
        window_date_max <= lag(window_date_max) over by_knowledge as is_earlier_closing,
    from windows
    window by_knowledge as (partition by launch_event_id order by known_from_at, window_date_min, window_date_max)
)

select
    revisions.launch_event_id,
    revisions.window_number::integer as window_number,
    revisions.status_code,
    revisions.window_date_min,
    revisions.window_date_max,
    case
        when revisions.window_number = 1 then 'first'
        when revisions.is_later_opening and revisions.is_earlier_closing then 'firmed'
        when revisions.is_earlier_opening and revisions.is_later_closing then 'loosened'
        when revisions.is_later_opening and revisions.is_later_closing then 'slip'
        when revisions.is_earlier_opening and revisions.is_earlier_closing then 'pull_in'
    end as revision_code,
    date_diff('day', revisions.earlier_date_min, revisions.window_date_min)::integer as slip_days,
    revisions.known_from_at,
    revisions.last_known_at,
    revisions.origin_count,
    revisions.article_launch_id,
    case when days.status_code = 'occurred' then days.launch_date_min end as launch_date_min,
    case when days.status_code = 'occurred' then days.launch_date_max end as launch_date_max,
    case
        when days.status_code <> 'occurred' or days.launch_date_min is null then 'not_flown'
        when days.launch_date_max < revisions.window_date_min then 'early'
        when days.launch_date_min > revisions.window_date_max then 'late'
        else 'inside'
    end as flight_code,
    case
        when days.status_code <> 'occurred' then null
        when days.launch_date_max < revisions.window_date_min then -date_diff('day', days.launch_date_max, revisions.window_date_min)
        when days.launch_date_min > revisions.window_date_max then date_diff('day', revisions.window_date_max, days.launch_date_min)
        when days.launch_date_min is not null then 0
    end::integer as outside_days,
from revisions
inner join modeled._event_days as days
    on days.launch_event_id = revisions.launch_event_id  -- n:1
