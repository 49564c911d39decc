-- One row per report that fixes no single day, or tells of a plan, and flight that it may mean, with what agrees between them.
-- Grain: article_launch_id, core_id
-- Reads: modeled._core_windows, modeled._launch_reports, modeled._told_flights, modeled._stray_flights, modeled._day_cores,
--        modeled._near_sites
-- Of one party, of days that the report allows, and contradicted by nothing. Launches that one article tells apart are never joined, but
-- for an attempt that was called off: of the flight that came of it the article tells another day. A "missile" may be a "satellite" of
-- its days where the report itself tells both views.

with params as (
    select
        'UTC' as unknown_timezone_name,  -- for outlets whose zone is not known
        3 as short_day_count,  -- "on Tuesday or Wednesday"
        2 as slip_days,  -- as for `_core_windows`
        7 as news_days,  -- an article about a launch appears within a week of it
        366 as plan_days,  -- a plan told a year ahead without any name may be for anything
),

-- the month is there to join by: every window against every launch of its party would be too many pairs
window_months as (
    select
        *,
        unnest(generate_series(date_trunc('month', window_date_min - 1), window_date_max + 1, interval 1 month))::date as month_date,
    from modeled._core_windows
),

meetings as (
    select
        windows.article_launch_id,
        flights.core_id,
    from window_months as windows
    inner join modeled._told_flights as flights
        on flights.party_code = windows.party_code
        and date_trunc('month', flights.launch_date) = windows.month_date  -- n:m; every flight of the party in a month of the window
    where flights.launch_date between windows.window_date_min - 1 and windows.window_date_max + 1
    union
    select article_launch_id, core_id from modeled._stray_flights
),

pairs as (
    select
        windows.*,
        flights.core_id,
        coalesce(stray_flights.rule_code = 'late_payload', false) as is_late,
        coalesce(stray_flights.rule_code = 'day_behind', false) as is_day_behind,
        flights.launch_date,
        flights.launched_at is null and flights.launch_date not between windows.window_date_min and windows.window_date_max as is_guessed,
        -- an article may tell the day that it was where its outlet is; without an hour that is a guess
        case
            when flights.launch_date between windows.window_date_min and windows.window_date_max then flights.launch_date
            when flights.launched_at is null then flights.launch_date + windows.outlet_day_shift
            else timezone(coalesce(windows.outlet_timezone_name, params.unknown_timezone_name), flights.launched_at)::date
        end as told_date,
        flights.kind_code,
        flights.is_subject,
        windows.launch_class_code = flights.kind_code as is_same_class,
        (windows.launch_class_code, flights.kind_code) in (('space', 'ballistic'), ('ballistic', 'space'))
        and not windows.is_planned
        and windows.vehicle_class_code is null
        and windows.launch_date_min is not null
        and reports.is_nature_disputed as is_disputed_class,
        coalesce(is_one_thing(windows.vehicle_id, flights.vehicle_id), false) as is_same_vehicle,
        coalesce(not is_one_thing(windows.vehicle_id, flights.vehicle_id), false) as is_other_vehicle,
        coalesce(is_one_thing(windows.payload_id, flights.payload_id), false)
        or coalesce(stray_flights.rule_code = 'late_payload', false) as is_same_payload,
        near_sites.site_id is not null as is_same_site,
        windows.site_id is not null and flights.site_id is not null and near_sites.site_id is null as is_other_site,
        coalesce(windows.outcome_code = flights.outcome_code, false) as is_same_outcome,
        windows.outcome_code in ('success', 'failure')
        and coalesce(windows.outcome_code <> flights.outcome_code, false) as is_other_outcome,
    from modeled._core_windows as windows
    inner join meetings
        on meetings.article_launch_id = windows.article_launch_id  -- 1:n
    inner join modeled._told_flights as flights
        on flights.core_id = meetings.core_id  -- n:1
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = windows.article_launch_id  -- 1:1
    cross join params
    left join modeled._stray_flights as stray_flights
        on stray_flights.article_launch_id = windows.article_launch_id
        and stray_flights.core_id = flights.core_id  -- 1:1; null when the flight is within the days that the report allows
    left join modeled._near_sites as near_sites
        on near_sites.site_id = windows.site_id
        and near_sites.near_site_id = flights.site_id  -- n:1; null when one of them names no site, or they lie apart
    anti join modeled._day_cores as told_apart
        on told_apart.core_id = flights.core_id
        and told_apart.article_id = case when windows.status_code <> 'called_off' then windows.article_id end
)

select
    pairs.article_launch_id,
    pairs.article_id,
    pairs.core_id,
    pairs.launch_date,
    pairs.kind_code,
    pairs.is_subject,
    pairs.is_planned,
    pairs.day_count,
    pairs.is_called_off,
    pairs.is_late
    or coalesce(pairs.is_called_off and pairs.launch_date > pairs.launch_date_max + params.slip_days, false) as is_put_off,
    pairs.is_same_class,
    pairs.is_disputed_class,
    pairs.is_same_vehicle,
    pairs.is_same_payload,
    pairs.is_same_site,
    pairs.is_same_outcome,
    coalesce(pairs.told_date between pairs.launch_date_min and pairs.launch_date_max, false) and not pairs.is_guessed as is_told_day,
    coalesce(pairs.is_focus and case
        when pairs.is_planned then pairs.told_date >= pairs.published_date_min - 1
        else pairs.told_date between pairs.published_date_min - params.news_days and pairs.published_date_max
    end, false) as is_news,
from pairs
cross join params
where (pairs.is_late or pairs.told_date between pairs.window_date_min and pairs.window_date_max)
    -- a payload without a number may be of a series
    and (not pairs.is_late or pairs.is_same_vehicle or pairs.is_same_site or regexp_matches(pairs.payload_id, '[0-9]$'))
    and (pairs.launch_class_code in ('unknown', pairs.kind_code) or pairs.kind_code = 'unknown' or pairs.is_disputed_class)
    and (not pairs.is_other_vehicle or (pairs.kind_code = 'space' and pairs.vehicle_class_code <> 'space'))
    and not pairs.is_other_site
    and (not pairs.is_other_outcome or pairs.day_count <= params.short_day_count)
    -- too weak for missiles of any kind, of which several fly in a month
    and (
        not pairs.is_guessed or pairs.kind_code = 'space' or pairs.is_same_vehicle
        or (pairs.is_day_behind and pairs.vehicle_id is null)
        or (pairs.outcome_code = 'failure' and pairs.is_same_outcome)
    )
    and (
        pairs.is_same_vehicle or pairs.is_same_payload or pairs.is_same_site
        or case
            when pairs.launch_date_min is null then pairs.is_focus  -- what is told in passing without a day needs a name
            when not pairs.is_planned then true
            -- so do plans told long before, and flights outside the days of a plan that its article is not about
            else pairs.launch_date <= pairs.published_date_max + params.plan_days
                and (pairs.is_focus or pairs.told_date between pairs.launch_date_min and pairs.launch_date_max)
        end
    )
    and (pairs.status_code <> 'called_off' or pairs.launch_date_min is not null)
    -- what has flown is no longer planned; that it was called off before may be told afterwards
    and (
        not pairs.is_planned
        or pairs.status_code = 'called_off'
        or pairs.published_date_min is null
        or pairs.told_date >= pairs.published_date_min - 1
    )
