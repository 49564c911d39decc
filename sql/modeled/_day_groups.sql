-- One row per report of a launch that flew on one known day, with the group of reports that it goes with.
-- Grain: article_launch_id
-- Reads: modeled._day_places, modeled._day_flights
-- A group is one party, day, kind, listed vehicle and listed site, and one flight where these hold several; two launches that one article
-- tells of one group are numbered apart.

with flight_reports as (
    select
        places.*,
        coalesce(flights.flight_payload_id, '') as flight_payload_id,
    from modeled._day_places as places
    left join modeled._day_flights as flights
        on flights.article_launch_id = places.article_launch_id  -- 1:1; null for all but a second flight of the day from one place
),

numbered_reports as (
    select
        *,
        row_number() over (
            partition by article_id, party_code, launch_date, kind_code, group_vehicle_id, group_site_id, flight_payload_id
            order by launch_time_local_text, outcome_code, evidence_char_start, article_launch_id
        ) as group_number,
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
