-- One row per plan or expectation of one report whose horizon passed without the flight.
-- Grain: article_launch_id
-- Reads: modeled._event_reports, modeled._event_days, modeled.articles
-- Horizons are judged at the end of what the articles know, not by a clock. A plan that gives no day is held to the two weeks that such
-- news is about.

with params as (
    select 14 as undated_horizon_days,  -- as for `_core_windows`
),

reach as (
    select max(known_at)::date as last_known_date
    from modeled.articles
),

called_off as (
    select
        launch_event_id,
        max(known_at) as called_off_at,
    from modeled._event_reports
    where status_code = 'called_off'
    group by launch_event_id
),

predictions as (
    select
        reports.article_launch_id,
        reports.launch_event_id,
        reports.article_id,
        reports.status_code,
        reports.known_at,
        coalesce(reports.launch_date_min, articles.published_date_min) as opening_date,
        coalesce(reports.launch_date_max, articles.published_date_max + params.undated_horizon_days) as horizon_date,
        case when reports.launch_date_max is null then 'assumed' else 'stated' end as horizon_rule_code,
    from modeled._event_reports as reports
    cross join params
    inner join modeled.articles as articles
        on articles.article_id = reports.article_id  -- n:1
    where reports.status_code in ('announced', 'expected')
),

judged as (
    select
        predictions.*,
        case when days.status_code = 'occurred' then days.launch_date_min end as launch_date_min,
        case when days.status_code = 'occurred' then days.launch_date_max end as launch_date_max,
        called_off.called_off_at > predictions.known_at as is_called_off,
    from predictions
    inner join modeled._event_days as days
        on days.launch_event_id = predictions.launch_event_id  -- n:1
    left join called_off
        on called_off.launch_event_id = predictions.launch_event_id  -- n:1; null when nobody says that it was called off
)

select
    judged.article_launch_id,
    judged.launch_event_id,
    judged.article_id,
    judged.status_code,
    judged.known_at,
    judged.horizon_date,
    judged.horizon_rule_code,
    case
        when judged.launch_date_min > judged.horizon_date then 'flew_late'
        when judged.launch_date_max < judged.opening_date then 'flew_early'
        when judged.is_called_off then 'called_off'
        else 'nothing_known'
    end as result_code,
    judged.launch_date_min,
    case
        when judged.launch_date_min > judged.horizon_date then date_diff('day', judged.horizon_date, judged.launch_date_min)
        when judged.launch_date_max < judged.opening_date then -date_diff('day', judged.launch_date_max, judged.opening_date)
    end::integer as late_days,
from judged
cross join reach
where judged.horizon_date < reach.last_known_date
    and (
        judged.launch_date_min is null
        or judged.launch_date_min > judged.horizon_date
        or judged.launch_date_max < judged.opening_date
    )
