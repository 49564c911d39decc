-- One row per report of a launch that flew on one known day, with the kind of launch that it is grouped under.
-- Grain: article_launch_id
-- Reads: modeled._launch_reports, modeled._moved_days, modeled._report_days
-- Reports that leave the class open go with the class that most origins report for the day. A "missile" and a "satellite" of one day are
-- one launch only with evidence: somebody disputes the nature of that day's launch, or both flew from one site or at one time. Two kinds of
-- missile are one launch where they flew at one time.

with day_reports as (
    select
        reports.article_launch_id,
        reports.article_id,
        reports.origin_id,
        reports.party_code,
        coalesce(moved_days.launch_date, reports.launch_date_min) as launch_date,
        reports.launch_class_code,
        reports.vehicle_class_code,
        reports.site_id,
        reports.launch_time_local_text,
        reports.is_nature_disputed,
    from modeled._launch_reports as reports
    semi join modeled._report_days as days
        on days.party_code = reports.party_code
        and days.told_date = reports.launch_date_min
        and days.is_anew
    left join modeled._moved_days as moved_days
        on moved_days.article_launch_id = reports.article_launch_id  -- 1:1; null when the report gives the day at the site
    where not reports.is_planned and reports.is_possible and reports.launch_date_min = reports.launch_date_max
),

disputed_days as (
    select distinct
        party_code,
        launch_date,
    from day_reports
    where is_nature_disputed
),

days_told_apart as (
    select distinct
        party_code,
        launch_date,
    from day_reports
    where launch_class_code in ('space', 'ballistic', 'cruise', 'artillery')
    group by party_code, launch_date, article_id
    having count(distinct launch_class_code) > 1
),

commonest_missiles as (
    select
        party_code,
        launch_date,
        launch_time_local_text,
        launch_class_code,
    from day_reports
    where launch_class_code in ('ballistic', 'cruise', 'artillery') and launch_time_local_text is not null
    group by party_code, launch_date, launch_time_local_text, launch_class_code
    qualify row_number() over (
        partition by party_code, launch_date, launch_time_local_text
        order by count(distinct origin_id) desc, count(*) desc, launch_class_code
    ) = 1
),

space_days as (
    select
        party_code,
        launch_date,
        array_agg(distinct site_id) filter (where site_id is not null) as site_ids,
        array_agg(distinct launch_time_local_text) filter (where launch_time_local_text is not null) as time_texts,
    from day_reports
    where launch_class_code = 'space'
    group by party_code, launch_date
),

known_kinds as (
    select
        day_reports.article_launch_id,
        day_reports.origin_id,
        day_reports.party_code,
        day_reports.launch_date,
        case
            when day_reports.launch_class_code = 'ballistic'
                and day_reports.vehicle_class_code is distinct from 'ballistic'
                and space_days.party_code is not null
                and days_told_apart.party_code is null
                and (
                    disputed_days.party_code is not null
                    or coalesce(list_contains(space_days.site_ids, day_reports.site_id), false)
                    or coalesce(list_contains(space_days.time_texts, day_reports.launch_time_local_text), false)
                ) then 'space'
            when day_reports.launch_class_code in ('ballistic', 'cruise', 'artillery') and days_told_apart.party_code is null
                then coalesce(commonest_missiles.launch_class_code, day_reports.launch_class_code)
            else day_reports.launch_class_code
        end as kind_code,
    from day_reports
    left join days_told_apart
        on days_told_apart.party_code = day_reports.party_code
        and days_told_apart.launch_date = day_reports.launch_date  -- n:1; null when no article tells two launches of the day
    left join commonest_missiles
        on commonest_missiles.party_code = day_reports.party_code
        and commonest_missiles.launch_date = day_reports.launch_date
        and commonest_missiles.launch_time_local_text = day_reports.launch_time_local_text  -- n:1; null when it gives no time
    left join disputed_days
        on disputed_days.party_code = day_reports.party_code
        and disputed_days.launch_date = day_reports.launch_date  -- n:1; null when nobody disputes the nature
    left join space_days
        on space_days.party_code = day_reports.party_code
        and space_days.launch_date = day_reports.launch_date  -- n:1; null when no report of the day is of a space launch
),

commonest_kinds as (
    select
        party_code,
        launch_date,
        kind_code,
    from known_kinds
    where kind_code <> 'unknown'
    group by party_code, launch_date, kind_code
    qualify row_number() over (
        partition by party_code, launch_date
        order by count(distinct origin_id) desc, count(*) desc, kind_code
    ) = 1
)

select
    known_kinds.article_launch_id,
    known_kinds.party_code,
    known_kinds.launch_date,
    case
        when known_kinds.kind_code = 'unknown' then coalesce(commonest_kinds.kind_code, 'unknown')
        else known_kinds.kind_code
    end as kind_code,
from known_kinds
left join commonest_kinds
    on commonest_kinds.party_code = known_kinds.party_code
    and commonest_kinds.launch_date = known_kinds.launch_date  -- n:1; null when every report leaves the class open
