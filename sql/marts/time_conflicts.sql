-- One row per pair of times that cannot both be right: inside one article, or between two articles on one launch event.
-- Grain: conflict_code, article_id, char_start, told_text, other_text
-- Reads: modeled.launch_events, modeled.launch_mentions, modeled.launch_event_claims, modeled._event_reports, modeled.articles,
--        modeled.outlets, modeled.unresolved_launches, extracted.article_launches, marts.alert_times
-- Clock times of two articles are compared with the one that heads the event, so a value that nobody else gives is in one row, not in many.

with day_mentions as (
    select *
    from modeled.launch_mentions
    where article_launch_id is not null and launch_date_min = launch_date_max
),

mention_conflicts as (
    select
        'days_in_article' as conflict_code,
        earlier.launch_event_id,
        earlier.article_id,
        later.article_id as other_article_id,
        earlier.launch_date_min::varchar as told_text,
        later.launch_date_min::varchar as other_text,
        date_diff('minute', earlier.launch_date_min, later.launch_date_min) as difference_minutes,
        earlier.char_start,
        earlier.char_end,
        later.char_start as other_char_start,
        later.char_end as other_char_end,
    from day_mentions as earlier
    inner join day_mentions as later
        on later.article_launch_id = earlier.article_launch_id
        and later.char_start > earlier.char_start and later.launch_date_min <> earlier.launch_date_min  -- 1:n
    qualify row_number() over (partition by earlier.article_launch_id order by earlier.char_start, later.char_start) = 1
),

future_conflicts as (
    select
        'flown_after_publication' as conflict_code,
        null::varchar as launch_event_id,
        launches.article_id,
        launches.article_id as other_article_id,
        launches.launch_date_min::varchar as told_text,
        articles.published_date_max::varchar as other_text,
        date_diff('minute', launches.launch_date_min, articles.published_date_max) as difference_minutes,
        launches.evidence_char_start as char_start,
        launches.evidence_char_end as char_end,
        null::integer as other_char_start,
        null::integer as other_char_end,
    from modeled.unresolved_launches as unresolved
    inner join extracted.article_launches as launches
        on launches.article_launch_id = unresolved.article_launch_id  -- 1:1
    inner join modeled.articles as articles
        on articles.article_id = launches.article_id  -- n:1
    where unresolved.reason_code = 'before_its_day'
),

day_conflicts as (
    select
        'days_between_articles' as conflict_code,
        reports.launch_event_id,
        reports.article_id,
        events.first_article_id as other_article_id,
        concat_ws(' to ', reports.launch_date_min, reports.launch_date_max) as told_text,
        concat_ws(' to ', events.launch_date_min, events.launch_date_max) as other_text,
        date_diff('minute', events.launch_date_min, reports.launch_date_min) as difference_minutes,
        reports.char_start,
        reports.char_end,
        null::integer as other_char_start,
        null::integer as other_char_end,
    from modeled._event_reports as reports
    inner join modeled.launch_events as events
        on events.launch_event_id = reports.launch_event_id  -- n:1
    where reports.status_code = 'occurred'
        and (reports.launch_date_min > events.launch_date_max or reports.launch_date_max < events.launch_date_min)
),

clock_conflicts as (
    select
        'clocks_between_articles' as conflict_code,
        claims.launch_event_id,
        claims.article_id,
        heading.article_id as other_article_id,
        claims.claimed_value_text as told_text,
        heading.claimed_value_text as other_text,
        -- the shorter way round the clock: ten to midnight and ten past are twenty minutes apart
        (date_diff('minute', events.launch_time_local_text::time, claims.claimed_value_text::time) + 2160) % 1440 - 720
            as difference_minutes,
        claims.char_start,
        claims.char_end,
        heading.char_start as other_char_start,
        heading.char_end as other_char_end,
    from modeled.launch_event_claims as claims
    inner join modeled.launch_events as events
        on events.launch_event_id = claims.launch_event_id  -- n:1
    inner join modeled.launch_event_claims as heading
        on heading.launch_event_id = claims.launch_event_id
        and heading.property_code = 'launch_time'
        and heading.claimed_value_text = events.launch_time_local_text  -- 1:n; every report of the time that heads the event
    where claims.property_code = 'launch_time' and claims.claimed_value_text <> events.launch_time_local_text
    qualify row_number() over (partition by claims.evidence_id order by heading.known_at, heading.evidence_id) = 1
),

alert_conflicts as (
    select
        'alert_before_launch' as conflict_code,
        launch_event_id,
        article_id,
        article_id as other_article_id,
        clock_time_text as told_text,
        launched_at::varchar as other_text,
        minutes_after_launch as difference_minutes,
        char_start,
        char_end,
        null::integer as other_char_start,
        null::integer as other_char_end,
    from marts.alert_times
    where minutes_after_launch < 0 and alert_kind_code = 'public'  -- ships and aircraft are warned ahead
    qualify row_number() over (partition by article_id, char_start, clock_time_text order by alert_id) = 1
),

conflicts as (
    select * from mention_conflicts
    union all
    select * from future_conflicts
    union all
    select * from day_conflicts
    union all
    select * from clock_conflicts
    union all
    select * from alert_conflicts
)

select
    conflicts.conflict_code,
    conflicts.launch_event_id,
    conflicts.article_id,
    conflicts.other_article_id,
    outlets.outlet_name,
    conflicts.told_text,
    conflicts.other_text,
    conflicts.difference_minutes::integer as difference_minutes,
    articles.known_at,
    conflicts.char_start,
    conflicts.char_end,
    conflicts.other_char_start,
    conflicts.other_char_end,
from conflicts
inner join modeled.articles as articles
    on articles.article_id = conflicts.article_id  -- n:1
left join modeled.outlets as outlets
    on outlets.outlet_id = articles.outlet_id  -- n:1; null when the article names no outlet
