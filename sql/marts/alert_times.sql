-- One row per clock time that a report gives for a step of an alert, and one for a report without any: the ledger of alerts.
-- Grain: reaction_id, time_number
-- Reads: modeled.alerts, modeled.launch_events, modeled.articles, modeled.outlets, extracted.dates, reference.countries
-- Times are those of the place that was alerted. Where one sentence tells of an alert and its end ("from 3:54 to 4:07"), its last time is
-- that of the end. Competing times stand beside each other; none is chosen.

with params as (
    select 24 * 60 as longest_minutes,  -- a time further from the launch is not that of its alert
),

sentence_times as (
    select
        alerts.reaction_id,
        alerts.article_id,
        alerts.char_start as evidence_char_start,
        alerts.alert_step_code,
        dates.clock_time_text,
        dates.date_min,
        row_number() over (partition by alerts.reaction_id order by dates.char_start)::integer as time_number,
        row_number() over (partition by alerts.reaction_id order by dates.char_start desc) = 1 as is_last_time,
        count(*) over (partition by alerts.reaction_id) as time_count,
    from modeled.alerts as alerts
    inner join extracted.dates as dates
        on dates.article_id = alerts.article_id
        and dates.char_start >= alerts.char_start
        and dates.char_end <= alerts.char_end  -- 1:n; times inside the evidence
    where dates.clock_time_text is not null
),

two_steps as (
    select
        article_id,
        char_start,
    from modeled.alerts
    group by article_id, char_start
    having count(distinct alert_step_code) = 2
),

step_times as (
    select sentence_times.*
    from sentence_times
    left join two_steps
        on two_steps.article_id = sentence_times.article_id
        and two_steps.char_start = sentence_times.evidence_char_start  -- n:1; null when the sentence tells of one step
    where two_steps.article_id is null
        or sentence_times.time_count = 1
        or sentence_times.is_last_time = (sentence_times.alert_step_code = 'lifted')
),

timed_alerts as (
    select
        alerts.*,
        coalesce(step_times.time_number, 1) as time_number,
        step_times.clock_time_text,
        timezone(
            countries.timezone_name,
            coalesce(step_times.date_min, case when events.launch_date_min = events.launch_date_max then events.launch_date_min end)
            + try_cast(step_times.clock_time_text as time)
        ) as alerted_at,
        events.country_code as launch_country_code,
        events.launch_date_min,
        events.launch_date_max,
        events.launched_at,
    from modeled.alerts as alerts
    left join step_times
        on step_times.reaction_id = alerts.reaction_id  -- 1:n; null when the evidence gives no time
    left join modeled.launch_events as events
        on events.launch_event_id = alerts.launch_event_id  -- n:1; null when it answers no launch in particular
    left join reference.countries as countries
        on countries.country_code = alerts.country_code and countries.has_one_zone  -- n:1; null when the zone is not certain
)

select
    timed_alerts.reaction_id,
    timed_alerts.time_number,
    timed_alerts.launch_event_id,
    timed_alerts.launch_country_code,
    timed_alerts.launch_date_min,
    timed_alerts.launch_date_max,
    timed_alerts.country_code,
    timed_alerts.system_names,
    timed_alerts.area_names,
    timed_alerts.alert_step_code,
    timed_alerts.clock_time_text,
    timed_alerts.alerted_at,
    timed_alerts.launched_at,
    case
        when abs(date_diff('minute', timed_alerts.launched_at, timed_alerts.alerted_at)) <= params.longest_minutes
            then date_diff('minute', timed_alerts.launched_at, timed_alerts.alerted_at)::integer
    end as minutes_after_launch,
    count(distinct timed_alerts.clock_time_text) over (
        partition by timed_alerts.launch_event_id, timed_alerts.country_code, timed_alerts.alert_step_code
    )::integer as told_time_count,
    outlets.outlet_name,
    timed_alerts.article_id,
    timed_alerts.known_at,
    timed_alerts.char_start,
    timed_alerts.char_end,
    timed_alerts.evidence_text,
from timed_alerts
cross join params
inner join modeled.articles as articles
    on articles.article_id = timed_alerts.article_id  -- n:1
left join modeled.outlets as outlets
    on outlets.outlet_id = articles.outlet_id  -- n:1; null when the article names no outlet
