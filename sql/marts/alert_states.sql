-- One row per state of an alert or notice of one launch: what became of it, by system and area, over all reports.
-- Grain: alert_state_id
-- Reads: marts.alert_times
-- Competing times are kept as lists, with how many origins carry the state. A report that names no system, or no area, is a row of its own:
-- it is not taken for one that does. Alerts that warn of no launch in particular are kept by article.

with area_times as (
    select
        alert_times.*,
        unnest(case when len(alert_times.area_names) = 0 then [null::varchar] else alert_times.area_names end) as area_name,
    from marts.alert_times as alert_times
)

select
    hash_id('als', [
        coalesce(launch_event_id, article_id), country_code, alert_kind_code, alert_system_id, area_name, alert_step_code
    ]) as alert_state_id,
    launch_event_id,
    launch_country_code,
    launch_date_min,
    launch_date_max,
    country_code,
    alert_kind_code,
    alert_system_id,
    alert_system_name,
    area_name,
    alert_step_code,
    coalesce(array_agg(distinct error_code order by error_code) filter (where error_code is not null), []::varchar[]) as error_codes,
    coalesce(array_agg(distinct actor_name order by actor_name) filter (where actor_name is not null), []::varchar[]) as actor_names,
    coalesce(
        array_agg(distinct clock_time_text order by clock_time_text) filter (where clock_time_text is not null), []::varchar[]
    ) as clock_time_texts,
    min(alerted_at) as first_alerted_at,
    max(alerted_at) as last_alerted_at,
    min(minutes_after_launch)::integer as shortest_minutes,
    max(minutes_after_launch)::integer as longest_minutes,
    coalesce(
        array_agg(distinct window_number order by window_number) filter (where window_number is not null), []::integer[]
    ) as window_numbers,
    count(distinct alert_id)::integer as report_count,
    count(distinct origin_id)::integer as origin_count,
    min(known_at) as known_from_at,
    max(known_at) as last_known_at,
    arg_min(alert_id, (known_at, alert_id)) as first_alert_id,
from area_times
group by
    coalesce(launch_event_id, article_id),
    launch_event_id,
    launch_country_code,
    launch_date_min,
    launch_date_max,
    country_code,
    alert_kind_code,
    alert_system_id,
    alert_system_name,
    area_name,
    alert_step_code
