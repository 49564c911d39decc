-- Launches that were announced or expected on a day, as far as was known by its end, and whose window was not over: one row an event.
-- Reads: modeled.launch_states, modeled.launch_events, modeled.launch_windows, modeled.claims, marts.launch_timeline
-- Parameter: the day. What was known only later, a flight among it, counts for nothing; names are those of today.
-- A plan without days is held to the two weeks that such news is about, as in modeled.unfulfilled_plans.

with params as (
    select 14 as undated_horizon_days,
),

plans as (
    select launch_states.*
    from modeled.launch_states as launch_states
    cross join params
    where launch_states.known_from_at < $day + 1
        and (launch_states.known_to_at is null or launch_states.known_to_at >= $day + 1)
        and launch_states.state_code in ('expected', 'announced', 'revised', 'postponed')
        and coalesce(
            launch_states.state_date_max,
            coalesce(launch_states.held_from_date, launch_states.known_from_at::date) + params.undated_horizon_days
        ) >= $day
),

last_windows as (
    select *
    from modeled.launch_windows
    where known_from_at < $day + 1
    qualify row_number() over (partition by launch_event_id order by window_number desc) = 1
),

speakers as (
    select
        launch_event_id,
        list_sort(list(distinct speaker_name)) as speaker_names,
    from modeled.claims
    where topic_code = 'plan'
        and known_at < $day + 1
    group by launch_event_id
),

outlets as (
    select
        launch_event_id,
        list_sort(list(distinct outlet_name)) as outlet_names,
    from marts.launch_timeline
    where entry_kind_code = 'report'
        and outlet_name is not null
        and known_at < $day + 1
    group by launch_event_id
)

select
    plans.launch_event_id,
    plans.state_code,
    plans.state_date_min as window_date_min,
    plans.state_date_max as window_date_max,
    launch_events.country_code,
    launch_events.launch_class_code,
    launch_events.vehicle_name,
    launch_events.payload_name,
    launch_events.site_name,
    speakers.speaker_names,
    outlets.outlet_names,
    last_windows.window_number as window_count,
    last_windows.revision_code,
    last_windows.slip_days,
    plans.known_from_at,
from plans
inner join modeled.launch_events as launch_events
    on launch_events.launch_event_id = plans.launch_event_id  -- n:1
left join last_windows
    on last_windows.launch_event_id = plans.launch_event_id  -- n:1; null where no report gives days
left join speakers
    on speakers.launch_event_id = plans.launch_event_id  -- n:1; null where nobody is named
left join outlets
    on outlets.launch_event_id = plans.launch_event_id  -- n:1; null where no outlet is named
order by plans.state_date_min nulls last, plans.state_date_max, plans.launch_event_id
