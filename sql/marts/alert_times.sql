-- One row per clock time that a report gives for a step of an alert or notice, and one for a report without any.
-- Grain: alert_id, time_number
-- Reads: modeled.alerts, modeled.launch_events, modeled.launch_windows, modeled.articles, modeled.outlets,
--        modeled.flight_moments, extracted.dates, reference.countries
-- Times are those of the place that was alerted, unless the words name a zone. A time that does not tell morning from evening is read as
-- whichever lies nearer to the launch; what was said is kept. Competing times stand beside each other; none is chosen.

with params as (
    select 24 * 60 as longest_minutes,  -- a time further from the launch is not that of its alert
),

told_times as (
    select
        alerts.alert_id,
        row_number() over (partition by alerts.alert_id order by dates.char_start)::integer as time_number,
        dates.clock_time_text,
        dates.clock_zone_name,
        dates.date_min as told_date,
        dates.is_half_told,
    from modeled.alerts as alerts
    inner join extracted.dates as dates
        on dates.article_id = alerts.article_id
        and dates.char_start >= alerts.char_start
        and dates.char_end <= alerts.char_end  -- 1:n; times inside the words
    where dates.clock_time_text is not null
),

timed_alerts as (
    select
        alerts.*,
        coalesce(told_times.time_number, 1) as time_number,
        told_times.clock_time_text,
        told_times.is_half_told,
        timezone(
            coalesce(told_times.clock_zone_name, countries.timezone_name),
            coalesce(told_times.told_date, case when events.launch_date_min = events.launch_date_max then events.launch_date_min end)
            + case when alerts.alert_kind_code <> 'launch_notice' then try_cast(told_times.clock_time_text as time) end
        ) as told_at,  -- none for a notice, whose times are those of its window
        case when told_times.clock_time_text >= '12:00' then interval '-12 hours' else interval '12 hours' end as other_half,
        events.country_code as launch_country_code,
        events.launch_date_min,
        events.launch_date_max,
        events.launched_at,
    from modeled.alerts as alerts
    left join told_times
        on told_times.alert_id = alerts.alert_id  -- 1:n; null when the words give no time
    left join modeled.launch_events as events
        on events.launch_event_id = alerts.launch_event_id  -- n:1; null when it warns of no launch in particular
    left join reference.countries as countries
        on countries.country_code = alerts.country_code and countries.has_one_zone  -- n:1; null when the zone is not certain
),

flight_ends as (
    select
        launch_event_id,
        moment_code,
        moment_at,
    from modeled.flight_moments
    where minutes_after_launch is not null
    group by launch_event_id, moment_code, moment_at
    qualify row_number() over (
        partition by launch_event_id, moment_code
        order by count(distinct origin_id) desc, min(known_at), moment_at
    ) = 1
),

resolved_alerts as (
    select
        *,
        abs(date_diff('minute', launched_at, told_at + other_half)) < abs(date_diff('minute', launched_at, told_at))
            and not is_half_told as is_other_half,
    from timed_alerts
),

instants as (
    select
        *,
        case when is_other_half then told_at + other_half else told_at end as alerted_at,
    from resolved_alerts
)

select
    instants.alert_id,
    instants.time_number,
    instants.launch_event_id,
    instants.launch_country_code,
    instants.launch_date_min,
    instants.launch_date_max,
    instants.country_code,
    instants.actor_name,
    instants.alert_kind_code,
    instants.alert_step_code,
    instants.error_code,
    instants.alert_system_id,
    instants.alert_system_name,
    instants.area_names,
    instants.clock_time_text,
    instants.alerted_at,
    case
        when instants.alerted_at is null then null
        when instants.is_other_half then 'nearer_launch'
        else 'as_told'
    end as clock_rule_code,
    instants.launched_at,
    case
        when abs(date_diff('minute', instants.launched_at, instants.alerted_at)) <= params.longest_minutes
            then date_diff('minute', instants.launched_at, instants.alerted_at)::integer
    end as minutes_after_launch,
    case
        when instants.alert_kind_code = 'public' and instants.alert_step_code = 'issued'
            and abs(date_diff('minute', overflights.moment_at, instants.alerted_at)) <= params.longest_minutes
            then date_diff('minute', instants.alerted_at, overflights.moment_at)::integer
    end as minutes_before_overflight,
    case
        when instants.alert_kind_code = 'public' and instants.alert_step_code = 'issued'
            and abs(date_diff('minute', landings.moment_at, instants.alerted_at)) <= params.longest_minutes
            then date_diff('minute', instants.alerted_at, landings.moment_at)::integer
    end as minutes_before_landing,
    count(distinct instants.clock_time_text) over (
        partition by instants.launch_event_id, instants.country_code, instants.alert_kind_code, instants.alert_step_code
    )::integer as told_time_count,
    instants.window_number,
    windows.window_date_min,
    windows.window_date_max,
    windows.revision_code,
    outlets.outlet_name,
    instants.article_id,
    instants.origin_id,
    instants.known_at,
    instants.char_start,
    instants.char_end,
    instants.evidence_text,
from instants
cross join params
inner join modeled.articles as articles
    on articles.article_id = instants.article_id  -- n:1
left join modeled.outlets as outlets
    on outlets.outlet_id = articles.outlet_id  -- n:1; null when the article names no outlet
left join flight_ends as overflights
    on overflights.launch_event_id = instants.launch_event_id
    and overflights.moment_code = 'overflight'  -- n:1; null when no report times it
left join flight_ends as landings
    on landings.launch_event_id = instants.launch_event_id
    and landings.moment_code = 'landing'  -- n:1; null when no report times it
left join modeled.launch_windows as windows
    on windows.launch_event_id = instants.launch_event_id
    and windows.window_number = instants.window_number  -- n:1; null when it is tied to no window
