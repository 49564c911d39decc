-- One row per party that goes to space so often that a plan without a day or a name may mean any of its flights.
-- Grain: party_code
-- Reads: modeled._told_flights
-- Of a party that flies seldom such a plan means the next flight. Missiles count not: all who test them fire several in a year.

with params as (
    select 4 as rare_flight_count,  -- in a year, of the flights that articles tell
),

years as (
    select
        party_code,
        year(launch_date) as launch_year,
        count(*) as flight_count,
    from modeled._told_flights
    where kind_code = 'space'
    group by party_code, launch_year
)

select
    years.party_code,
    max(years.flight_count)::integer as flight_count,
from years
cross join params
where years.flight_count > params.rare_flight_count
group by years.party_code
