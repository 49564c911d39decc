-- One row per report of a launch that flew on one known day, with the group of reports that it goes with.
-- Grain: article_launch_id
-- Reads: modeled._day_places, modeled._day_flights, modeled._launch_reports
-- A group is one party, day, kind, listed vehicle and listed site, and one flight where these hold several; two launches that one article
-- tells of one group are numbered apart, but for one of which it gives nothing else: that is the first, told again.

with flight_reports as (
    select
        places.*,
        coalesce(flights.flight_payload_id, '') as flight_payload_id,
        places.launch_time_local_text is not null
        or coalesce(reports.vehicle_id, reports.site_id, reports.told_payload_id) is not null
        or places.outcome_code in ('success', 'failure') as is_told_apart,
    from modeled._day_places as places
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = places.article_launch_id  -- 1:1
    left join modeled._day_flights as flights
        on flights.article_launch_id = places.article_launch_id  -- 1:1; null for all but a second flight of the day from one place
),

numbered_reports as (
    select
        *,
        case
            when is_told_apart then row_number() over (
                partition by
                    article_id, party_code, launch_date, kind_code, group_vehicle_id, group_site_id, flight_payload_id, is_told_apart
                order by launch_time_local_text, outcome_code, evidence_char_start, article_launch_id
            )
            else 1
        end as group_number,
    from flight_reports
),

groups as (
    select
        *,
        hash_id('day', [
            party_code, launch_date::varchar, kind_code, group_vehicle_id, group_site_id, flight_payload_id, group_number::varchar
        ]) as day_group_id,
    from (
        select distinct party_code, launch_date, kind_code, group_vehicle_id, group_site_id, flight_payload_id, group_number
        from numbered_reports
    )
)

select
    numbered_reports.article_launch_id,
    numbered_reports.article_id,
    groups.day_group_id,
    groups.party_code,
    groups.launch_date,
    groups.kind_code,
    nullif(groups.group_vehicle_id, 'none') as group_vehicle_id,
    nullif(groups.group_site_id, 'none') as group_site_id,
    groups.group_number::integer as group_number,
from numbered_reports
inner join groups using (
    party_code, launch_date, kind_code, group_vehicle_id, group_site_id, flight_payload_id, group_number
)  -- n:1
