-- One row per step of an alert, or of a notice of a launch, that one article tells, with system, areas, clock times and window.
-- Grain: alert_id
-- Reads: extracted.alerts, extracted.article_launches, extracted.dates, extracted.names, modeled.articles, modeled._actor_mentions,
--        modeled.launch_event_mentions, modeled.launch_windows, reference.alert_systems, staged.sentences
-- A ledger of reports: competing times stand beside each other. Where the words name no place, those of the sentence count, then those of
-- the alert that they go back to. Seas and places of another side are no areas of an alarm.

with alert_places as (
    select
        alerts.alert_id,
        names.entity_name as area_name,
        names.char_start >= alerts.char_start and names.char_end <= alerts.char_end as is_inside,
    from extracted.alerts as alerts
    inner join staged.sentences as sentences
        on sentences.article_id = alerts.article_id
        and sentences.char_start <= alerts.char_start and sentences.char_end >= alerts.char_end  -- n:1
    inner join extracted.names as names
        on names.article_id = alerts.article_id
        and names.char_start >= sentences.char_start and names.char_end <= sentences.char_end  -- 1:n; names of the sentence
        and names.kind_code = 'place'
        and (alerts.alert_kind_code <> 'public' or names.country_code = alerts.country_code)
),

told_areas as (
    select
        alert_id,
        coalesce(
            array_agg(distinct area_name order by area_name) filter (where is_inside),
            array_agg(distinct area_name order by area_name)
        ) as area_names,
    from alert_places
    group by alert_id
),

clock_times as (
    select
        alerts.alert_id,
        array_agg(distinct dates.clock_time_text order by dates.clock_time_text) as clock_time_texts,
    from extracted.alerts as alerts
    inner join extracted.dates as dates
        on dates.article_id = alerts.article_id
        and dates.char_start >= alerts.char_start
        and dates.char_end <= alerts.char_end  -- 1:n; times inside the words
    where dates.clock_time_text is not null
    group by alerts.alert_id
)

select
    alerts.alert_id,
    mentions.launch_event_id,
    alerts.article_launch_id,
    alerts.article_id,
    actors.actor_id,
    alerts.actor_name,
    alerts.country_code,
    alerts.alert_kind_code,
    alerts.alert_step_code,
    alerts.error_code,
    alerts.alert_system_id,
    systems.alert_system_name,
    coalesce(told_areas.area_names, followed_areas.area_names, []::varchar[]) as area_names,
    coalesce(clock_times.clock_time_texts, []::varchar[]) as clock_time_texts,
    alerts.follows_alert_id,
    windows.window_number,
    articles.published_date_min,
    articles.published_date_max,
    articles.known_at,
    coalesce(actors.voice_id, articles.origin_id) as origin_id,
    alerts.char_start,
    alerts.char_end,
    alerts.evidence_text,
    alerts.rule_id,
from extracted.alerts as alerts
inner join modeled.articles as articles
    on articles.article_id = alerts.article_id  -- n:1
left join reference.alert_systems as systems
    on systems.alert_system_id = alerts.alert_system_id  -- n:1; null when no system is named
left join modeled._actor_mentions as actors
    on actors.article_id = alerts.article_id
    and actors.actor_text = alerts.actor_name
    and actors.side_code = coalesce(alerts.country_code, 'none')  -- n:1; null when nobody is named
left join told_areas
    on told_areas.alert_id = alerts.alert_id  -- 1:1; null when the sentence names no place
left join told_areas as followed_areas
    on followed_areas.alert_id = alerts.follows_alert_id  -- n:1; null when it goes back to none
left join clock_times
    on clock_times.alert_id = alerts.alert_id  -- 1:1; null when the words give no time
left join modeled.launch_event_mentions as mentions
    on mentions.article_launch_id = alerts.article_launch_id  -- n:1; null when it warns of no launch in particular
left join extracted.article_launches as launches
    on launches.article_launch_id = alerts.article_launch_id  -- n:1; null with the launch
left join modeled.launch_windows as windows
    on windows.launch_event_id = mentions.launch_event_id
    and windows.window_date_min = launches.launch_date_min
    and windows.window_date_max = launches.launch_date_max
    and alerts.alert_kind_code <> 'public'  -- n:1; null for alarms, and where the article gives no window that counts
