-- One row per state in the life of a launch event, with when it held and when it was known.
-- Grain: launch_event_id, state_number
-- Reads: modeled._event_reports, modeled.articles, modeled.launch_windows, modeled.launch_event_value_versions
-- A plan is a state when it is first known and whenever its window changes; "this year" is no window. What is called off, and what flew, is
-- one state each; then each outcome that came to head the event, and each other kind. A plan known only after the flight adds no state.

with params as (
    select 62 as widest_day_count,  -- as for `launch_windows`
),

told_reports as (
    select
        reports.*,
        articles.published_date_min,
        min(reports.known_at) filter (where reports.status_code = 'occurred') over (
            partition by reports.launch_event_id
        ) as flight_known_at,
    from modeled._event_reports as reports
    inner join modeled.articles as articles
        on articles.article_id = reports.article_id  -- n:1
),

first_reports as (
    select told_reports.*
    from told_reports
    cross join params
    where (status_code = 'occurred' or flight_known_at is null or known_at <= flight_known_at)
        and (status_code in ('occurred', 'called_off') or coalesce(day_count > params.widest_day_count, true))
    qualify row_number() over (
        partition by launch_event_id, status_code
        order by known_at, day_count, article_launch_id
    ) = 1
),

report_states as (
    select
        first_reports.launch_event_id,
        first_reports.status_code as state_code,
        null::varchar as property_code,
        null::varchar as value_text,
        first_reports.launch_date_min as state_date_min,
        first_reports.launch_date_max as state_date_max,
        case
            when first_reports.status_code = 'occurred' then first_reports.launch_date_min
            else first_reports.published_date_min
        end as held_from_date,
        first_reports.known_at as known_from_at,
        first_reports.article_launch_id,
    from first_reports
    left join modeled.launch_windows as windows
        on windows.launch_event_id = first_reports.launch_event_id
        and windows.window_number = 1  -- n:1; null when no report gives a window
    where first_reports.status_code in ('occurred', 'called_off')
        or windows.known_from_at is null
        or first_reports.known_at < windows.known_from_at
),

window_states as (
    select
        windows.launch_event_id,
        case windows.revision_code when 'first' then windows.status_code when 'slip' then 'postponed' else 'revised' end as state_code,
        null::varchar as property_code,
        null::varchar as value_text,
        windows.window_date_min as state_date_min,
        windows.window_date_max as state_date_max,
        told_reports.published_date_min as held_from_date,
        windows.known_from_at,
        windows.article_launch_id,
    from modeled.launch_windows as windows
    inner join told_reports
        on told_reports.article_launch_id = windows.article_launch_id  -- 1:1
),

assessments as (
    select
        versions.launch_event_id,
        case when versions.version_number = 1 then 'assessed' else 'reassessed' end as state_code,
        versions.property_code,
        versions.value_text,
        null::date as state_date_min,
        null::date as state_date_max,
        versions.known_from_at::date as held_from_date,
        versions.known_from_at,
        null::varchar as article_launch_id,
    from modeled.launch_event_value_versions as versions
    semi join (select launch_event_id from told_reports where flight_known_at is not null) as flown
        on flown.launch_event_id = versions.launch_event_id
    where versions.property_code = 'outcome'
        or (versions.property_code = 'launch_class' and versions.version_number > 1)
),

all_states as (
    select *, 1 as state_rank from report_states where state_code not in ('occurred', 'called_off')
    union all
    select *, 2 as state_rank from window_states
    union all
    select *, 3 as state_rank from report_states where state_code = 'called_off'
    union all
    select *, 4 as state_rank from report_states where state_code = 'occurred'
    union all
    select *, 5 as state_rank from assessments
)

select
    launch_event_id,
    row_number() over by_knowledge::integer as state_number,
    state_code,
    property_code,
    value_text,
    state_date_min,
    state_date_max,
    held_from_date,
    lead(held_from_date) over by_knowledge as held_to_date,
    known_from_at,
    lead(known_from_at) over by_knowledge as known_to_at,
    article_launch_id,
from all_states
window by_knowledge as (
    partition by launch_event_id
    order by known_from_at, state_rank, state_date_min, state_date_max, property_code desc, state_code, value_text
)
