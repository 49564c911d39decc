-- One row per launch event, with its status and the days on which it flew or is to fly.
-- Grain: launch_event_id
-- Reads: modeled._event_reports
-- A launch that flew has the most precise days that a report of the flight gives; one that has not has the last known plan. Planned is
-- not occurred: no number of announcements makes a flight.

with statuses as (
    select
        launch_event_id,
        status_code,
    from modeled._event_reports
    qualify row_number() over (
        partition by launch_event_id
        order by status_code = 'occurred' desc, known_at desc, status_code, article_launch_id
    ) = 1
),

flight_days as (
    select
        reports.launch_event_id,
        reports.launch_date_min,
        reports.launch_date_max,
        reports.article_launch_id,
        row_number() over (
            partition by reports.launch_event_id
            order by
                reports.rule_code in ('same_instant', 'told_again', 'follow_up'),  -- a day in the outlet's own time zone, or of the article
                case when statuses.status_code = 'occurred' then reports.day_count end,
                reports.known_at desc,
                reports.day_count,
                reports.launch_date_min,
                reports.article_launch_id
        ) as day_rank,
    from modeled._event_reports as reports
    inner join statuses
        on statuses.launch_event_id = reports.launch_event_id  -- n:1
    where reports.launch_date_min is not null
        and (reports.status_code = 'occurred') = (statuses.status_code = 'occurred')
)

select
    statuses.launch_event_id,
    statuses.status_code,
    flight_days.launch_date_min,
    flight_days.launch_date_max,
    case
        when flight_days.launch_date_min is null then 'unknown'
        when day_count(flight_days.launch_date_min, flight_days.launch_date_max) = 1 then 'day'
        when day_count(flight_days.launch_date_min, flight_days.launch_date_max) <= 7 then 'week'
        when day_count(flight_days.launch_date_min, flight_days.launch_date_max) <= 31 then 'month'
        when day_count(flight_days.launch_date_min, flight_days.launch_date_max) <= 366 then 'year'
        else 'longer'
    end as launch_date_precision_code,
    flight_days.article_launch_id as dated_by_article_launch_id,
from statuses
left join flight_days
    on flight_days.launch_event_id = statuses.launch_event_id
    and flight_days.day_rank = 1  -- 1:1; null when no report gives a date
