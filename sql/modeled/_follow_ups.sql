-- One row per report of a space launch without a day of its own that comes after a flight which far more outlets tell of.
-- Grain: article_launch_id
-- Reads: modeled._core_windows, modeled._core_matches, modeled._told_flights, modeled._day_cores, modeled._launch_reports
-- News without a day is dated by its article, so what is told of a flight weeks later would found another one. It joins the flight within
-- a month, or within two where a name or the outcome agrees; else it stays without an event. Missiles, and sides that go to space every few
-- weeks, fly too often for that.

with params as (
    select
        30 as news_horizon_days,
        62 as follow_horizon_days,
        366 as year_days,
        4 as rare_flight_count,  -- in a year
        2 as near_day_count,
        3 as enough_origin_count,
        2 as outweighing_factor,  -- times as many origins as tell of other flights in that time, or have such news
),

dayless_reports as (
    select
        windows.*,
        reports.origin_id,
        coalesce(windows.launch_date_min, windows.published_date_max - 1) as opening_date,
    from modeled._core_windows as windows
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = windows.article_launch_id  -- 1:1
    left join modeled._core_matches as matches
        on matches.article_launch_id = windows.article_launch_id  -- 1:1; null when no flight comes into question
    where not windows.is_planned
        and windows.is_focus
        and windows.launch_class_code = 'space'
        and coalesce(matches.rule_code, 'too_weak') = 'too_weak'
        and (
            windows.launch_date_min is null
            or (windows.launch_date_min = windows.published_date_min - 1 and windows.launch_date_max = windows.published_date_max)
        )
),

dayless_counts as (
    select
        dayless_reports.article_launch_id,
        count(distinct others.origin_id) as origin_count,
    from dayless_reports
    cross join params
    inner join dayless_reports as others
        on others.party_code = dayless_reports.party_code
        and abs(date_diff('day', others.opening_date, dayless_reports.opening_date)) < params.near_day_count  -- n:m; news of those days
    group by dayless_reports.article_launch_id
),

tellings as (
    select core_id, article_launch_id from modeled._day_cores
    union all
    select matches.core_id, matches.article_launch_id
    from modeled._core_matches as matches
    cross join params
    inner join modeled._core_windows as windows
        on windows.article_launch_id = matches.article_launch_id  -- 1:1
    inner join modeled._told_flights as told_flights
        on told_flights.core_id = matches.core_id  -- n:1
    where matches.rule_code = 'day_within'
        and (
            windows.day_count <= params.near_day_count
            or (
                windows.launch_date_min is null
                and windows.is_focus
                and windows.published_date_max <= told_flights.launch_date + params.near_day_count
            )
        )
),

flights as (
    select
        told_flights.*,
        count(distinct reports.origin_id) as origin_count,
        array_agg(distinct reports.article_id) as article_ids,
    from modeled._told_flights as told_flights
    inner join tellings
        on tellings.core_id = told_flights.core_id  -- 1:n
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = tellings.article_launch_id  -- 1:1
    where told_flights.kind_code = 'space'
    group by all
),

pairs as (
    select
        dayless_reports.article_launch_id,
        flights.core_id,
        flights.origin_count,
        greatest(
            sum(flights.origin_count)
                filter (where flights.launch_date >= dayless_reports.opening_date - params.follow_horizon_days)
                over (partition by dayless_reports.article_launch_id)
            - flights.origin_count,
            dayless_counts.origin_count
        ) as other_origin_count,
        count(*) over (partition by dayless_reports.article_launch_id) as flight_count,
        date_diff('day', flights.launch_date, dayless_reports.opening_date) as after_days,
        coalesce(not is_one_thing(dayless_reports.vehicle_id, flights.vehicle_id) and dayless_reports.vehicle_class_code = 'space', false)
        or coalesce(not is_one_thing(dayless_reports.payload_id, flights.payload_id), false)
        or coalesce(dayless_reports.site_id <> flights.site_id, false)
        or list_contains(flights.article_ids, dayless_reports.article_id) as is_another,
        coalesce(
            dayless_reports.vehicle_id = flights.vehicle_id, dayless_reports.payload_id = flights.payload_id,
            dayless_reports.site_id = flights.site_id,
            dayless_reports.outcome_code = flights.outcome_code and flights.outcome_code = 'failure', false
        ) as is_agreed,
    from dayless_reports
    cross join params
    inner join dayless_counts
        on dayless_counts.article_launch_id = dayless_reports.article_launch_id  -- 1:1
    inner join flights
        on flights.party_code = dayless_reports.party_code
        and flights.launch_date < dayless_reports.opening_date
        and flights.launch_date >= dayless_reports.opening_date - params.year_days  -- n:m; flights of the year before
)

select
    pairs.article_launch_id,
    pairs.core_id,
    pairs.origin_count::integer as origin_count,
    pairs.other_origin_count::integer as other_origin_count,
    case when pairs.is_agreed or pairs.after_days <= params.news_horizon_days then 'follow_up' else 'perhaps_follow_up' end as rule_code,
from pairs
cross join params
where not pairs.is_another
    and pairs.after_days <= params.follow_horizon_days
    and pairs.flight_count <= params.rare_flight_count
    and pairs.origin_count >= params.enough_origin_count
    and pairs.origin_count >= params.outweighing_factor * pairs.other_origin_count
