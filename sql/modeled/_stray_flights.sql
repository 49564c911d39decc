-- One row per report and flight outside the days that it allows, which it may mean all the same.
-- Grain: article_launch_id, core_id
-- Reads: modeled._core_windows, modeled._told_flights, modeled._day_cores, modeled._launch_reports
-- News of missiles without a day, from behind: where few outlets have it and more tell of the day after, on which alone the party flew, it
-- is that flight's. A payload of which reports know one flight is flown by that one, however late.

with params as (
    select
        2 as near_day_count,
        3 as enough_origin_count,  -- who tell of the same two days tell of a flight of those days, as in `_told_flights`
        183 as late_days,
),

telling_days as (
    select
        reports.party_code,
        reports.launch_class_code,
        reports.origin_id,
        unnest(generate_series(reports.launch_date_min, reports.launch_date_max, interval 1 day))::date as told_date,
    from modeled._launch_reports as reports
    cross join params
    where not reports.is_planned and reports.is_possible and reports.day_count <= params.near_day_count
),

lone_flights as (
    select
        flights.core_id,
        flights.party_code,
        flights.launch_date,
        flights.kind_code,
        count(distinct telling_days.origin_id) as origin_count,
    from modeled._told_flights as flights
    cross join params
    inner join telling_days
        on telling_days.party_code = flights.party_code
        and telling_days.told_date = flights.launch_date
        and telling_days.launch_class_code in (flights.kind_code, 'unknown')  -- 1:n; reports that allow its day
    anti join modeled._told_flights as others
        on others.party_code = flights.party_code
        and others.core_id <> flights.core_id
        and others.launch_date between flights.launch_date - params.near_day_count and flights.launch_date + params.near_day_count
    group by flights.core_id, flights.party_code, flights.launch_date, flights.kind_code
),

dayless_news as (
    select
        windows.article_launch_id,
        windows.party_code,
        windows.launch_class_code,
        windows.launch_date_max,
        windows.outlet_day_shift,
        reports.origin_id,
    from modeled._core_windows as windows
    cross join params
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = windows.article_launch_id  -- 1:1
    where not windows.is_planned
        and windows.is_focus
        and windows.day_count = params.near_day_count
        and windows.launch_date_max = windows.published_date_max
),

news_counts as (
    select
        party_code,
        launch_class_code,
        launch_date_max,
        count(distinct origin_id) as origin_count,
    from dayless_news
    group by party_code, launch_class_code, launch_date_max
),

payload_flights as (
    select distinct
        flights.core_id,
        flights.party_code,
        flights.launch_date,
        reports.payload_id,
    from modeled._told_flights as flights
    inner join modeled._day_cores as day_cores
        on day_cores.core_id = flights.core_id  -- 1:n
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = day_cores.article_launch_id  -- 1:1
    where reports.payload_id is not null and flights.kind_code = 'space'
    qualify count(distinct flights.core_id) over (partition by reports.payload_id) = 1
)

select
    news.article_launch_id,
    flights.core_id,
    'day_behind' as rule_code,
from dayless_news as news
cross join params
inner join news_counts
    on news_counts.party_code = news.party_code
    and news_counts.launch_class_code = news.launch_class_code
    and news_counts.launch_date_max = news.launch_date_max  -- n:1
inner join lone_flights as flights
    on flights.party_code = news.party_code
    and flights.kind_code = news.launch_class_code
    and flights.launch_date + news.outlet_day_shift = news.launch_date_max  -- n:m; the flight of the next day
where news.outlet_day_shift < 0
    and flights.origin_count >= params.enough_origin_count
    and news_counts.origin_count < params.enough_origin_count
union all
select
    plans.article_launch_id,
    flights.core_id,
    'late_payload' as rule_code,
from modeled._core_windows as plans
cross join params
inner join payload_flights as flights
    on flights.payload_id = plans.payload_id
    and flights.party_code = plans.party_code
    and flights.launch_date between plans.window_date_max + 2 and plans.window_date_max + params.late_days  -- n:1; its flight
where plans.is_planned
