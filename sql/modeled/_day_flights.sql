-- One row per report of a second flight that left one place with one kind of vehicle on one day.
-- Grain: article_launch_id
-- Reads: modeled._day_places
-- Space launches only. Times alone prove nothing, for zones and halves of the day are misread; with another payload and more than an hour
-- between them they are two flights. Reports go by their payload, else by their time; those that give neither stay with the first.

with params as (
    select
        60 as apart_minutes,
        720 as half_day_minutes,  -- 10:46 in the morning for 10:46 in the evening is an error, no second flight
        5 as rounding_minutes,
),

payload_flights as (
    select
        party_code,
        launch_date,
        kind_code,
        group_vehicle_id,
        group_site_id,
        told_payload_id,
        min(day_minute(launch_time_local_text))::integer as flight_minute,
        count(distinct origin_id) as origin_count,
    from modeled._day_places
    where kind_code = 'space' and launch_time_local_text is not null and told_payload_id is not null
    group by party_code, launch_date, kind_code, group_vehicle_id, group_site_id, told_payload_id
),

first_flights as (
    select *
    from payload_flights
    qualify row_number() over (
        partition by party_code, launch_date, kind_code, group_vehicle_id, group_site_id
        order by origin_count desc, flight_minute, told_payload_id
    ) = 1
),

second_flights as (
    select
        payload_flights.*,
        first_flights.told_payload_id as first_payload_id,
    from payload_flights
    cross join params
    inner join first_flights
        on first_flights.party_code = payload_flights.party_code
        and first_flights.launch_date = payload_flights.launch_date
        and first_flights.kind_code = payload_flights.kind_code
        and first_flights.group_vehicle_id = payload_flights.group_vehicle_id
        and first_flights.group_site_id = payload_flights.group_site_id  -- n:1
    where abs(payload_flights.flight_minute - first_flights.flight_minute) > params.apart_minutes
        and abs(abs(payload_flights.flight_minute - first_flights.flight_minute) - params.half_day_minutes) > params.rounding_minutes
)

select
    places.article_launch_id,
    second_flights.told_payload_id as flight_payload_id,
from modeled._day_places as places
cross join params
inner join second_flights
    on second_flights.party_code = places.party_code
    and second_flights.launch_date = places.launch_date
    and second_flights.kind_code = places.kind_code
    and second_flights.group_vehicle_id = places.group_vehicle_id
    and second_flights.group_site_id = places.group_site_id  -- n:m; second flights of the day from the place
where places.told_payload_id = second_flights.told_payload_id
    or (
        places.told_payload_id is distinct from second_flights.first_payload_id
        and abs(day_minute(places.launch_time_local_text) - second_flights.flight_minute) <= params.apart_minutes
    )
qualify row_number() over (
    partition by places.article_launch_id
    order by places.told_payload_id is not distinct from second_flights.told_payload_id desc, second_flights.told_payload_id
) = 1
