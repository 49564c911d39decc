-- One row per report of when a flight passed overhead or came down.
-- Grain: flight_moment_id
-- Reads: extracted.flight_moments, extracted.dates, modeled.articles, modeled.launch_event_mentions, modeled.launch_events,
--        reference.countries
-- North Korean flights are timed by the clocks of Seoul and Tokyo, which report them; others by those of the launching country. A time that
-- does not tell morning from evening is the one that lies nearer to the launch.

with params as (
    select
        'Asia/Seoul' as korean_zone_name,
        24 * 60 as longest_minutes,  -- a time further from the launch is not of its flight
),

told_times as (
    select
        moments.flight_moment_id,
        dates.clock_time_text,
        dates.clock_zone_name,
        dates.date_min as told_date,
        dates.is_half_told,
    from extracted.flight_moments as moments
    inner join extracted.dates as dates
        on dates.article_id = moments.article_id
        and dates.char_start >= moments.char_start
        and dates.char_end <= moments.char_end  -- 1:n; times inside the words
    where dates.clock_time_text is not null
    qualify row_number() over (partition by moments.flight_moment_id order by dates.char_start) = 1
),

timed_moments as (
    select
        moments.*,
        mentions.launch_event_id,
        told_times.clock_time_text,
        told_times.is_half_told,
        events.launched_at,
        timezone(
            coalesce(
                told_times.clock_zone_name,
                case when events.country_code = 'KP' then params.korean_zone_name else countries.timezone_name end
            ),
            coalesce(told_times.told_date, case when events.launch_date_min = events.launch_date_max then events.launch_date_min end)
            + try_cast(told_times.clock_time_text as time)
        ) as told_at,
        case when told_times.clock_time_text >= '12:00' then interval '-12 hours' else interval '12 hours' end as other_half,
    from extracted.flight_moments as moments
    cross join params
    inner join told_times
        on told_times.flight_moment_id = moments.flight_moment_id  -- 1:1
    left join modeled.launch_event_mentions as mentions
        on mentions.article_launch_id = moments.article_launch_id  -- n:1; null when it is of no launch in particular
    left join modeled.launch_events as events
        on events.launch_event_id = mentions.launch_event_id  -- n:1; null with the event
    left join reference.countries as countries
        on countries.country_code = events.country_code and countries.has_one_zone  -- n:1; null when the zone is not certain
),

instants as (
    select
        *,
        case
            when abs(date_diff('minute', launched_at, told_at + other_half)) < abs(date_diff('minute', launched_at, told_at))
                and not is_half_told then told_at + other_half
            else told_at
        end as moment_at,
    from timed_moments
)

select
    instants.flight_moment_id,
    instants.launch_event_id,
    instants.article_launch_id,
    instants.article_id,
    instants.moment_code,
    instants.clock_time_text,
    instants.moment_at,
    case
        when date_diff('minute', instants.launched_at, instants.moment_at) between 0 and params.longest_minutes
            then date_diff('minute', instants.launched_at, instants.moment_at)::integer
    end as minutes_after_launch,
    articles.origin_id,
    articles.known_at,
    instants.char_start,
    instants.char_end,
    instants.evidence_text,
    instants.rule_id,
from instants
cross join params
inner join modeled.articles as articles
    on articles.article_id = instants.article_id  -- n:1
