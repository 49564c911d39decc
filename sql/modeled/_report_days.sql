-- One row per day of a party on which reports tell of a flight, by the day that they give.
-- Grain: party_code, told_date
-- Reads: modeled._launch_reports, history._report_days, history.refreshes
-- Reports whose days lie four or more apart cannot meet: each is moved by a day at most, and so are the groups that they make. Days nearer
-- to each other are an island; where no report of an island has changed, and no rule, it keeps what the release before made of it.

with params as (
    select 3 as reach_days,
),

days as (
    select
        party_code,
        launch_date_min as told_date,
        -- differs between versions of the database too, which makes all days new once
        bit_xor(hash(
            article_launch_id, article_id, origin_id, launch_class_code, launch_time_local_text, site_id, vehicle_id, vehicle_class_code,
            payload_id, told_payload_id, outcome_code, is_focus, launch_timezone_name, outlet_timezone_name, evidence_char_start,
            is_nature_disputed, published_date_min
        ))::varchar as reports_hash,
    from modeled._launch_reports
    where not is_planned and is_possible and launch_date_min = launch_date_max
    group by party_code, launch_date_min
),

compared as (
    select
        coalesce(days.party_code, earlier.party_code) as party_code,
        coalesce(days.told_date, earlier.told_date) as told_date,
        days.reports_hash,
        days.reports_hash is distinct from earlier.reports_hash as has_changed,
    from days
    full join history._report_days as earlier
        on earlier.party_code = days.party_code
        and earlier.told_date = days.told_date  -- 1:1; null where there are no reports any more, or were none
),

shores as (
    select
        compared.*,
        coalesce(date_diff('day', lag(compared.told_date) over by_day, compared.told_date) <= params.reach_days, false) as is_near_last,
    from compared
    cross join params
    window by_day as (partition by compared.party_code order by compared.told_date)
),

islands as (
    select
        *,
        count(*) filter (where not is_near_last) over (partition by party_code order by told_date) as island_number,
    from shores
),

rules as (
    select
        coalesce(bool_or(
            model_version is distinct from earlier_model_version or reference_version is distinct from earlier_reference_version
        ), false) as have_changed,
    from history.refreshes
),

judged as (
    select
        islands.*,
        bool_or(islands.has_changed) over (partition by islands.party_code, islands.island_number) or rules.have_changed as is_anew,
    from islands
    cross join rules
)

select
    party_code,
    told_date,
    reports_hash,
    is_anew,
from judged
where reports_hash is not null
