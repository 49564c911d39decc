-- One row per country or body: its name.
-- Grain: country_code
-- Reads: reference.countries

select
    country_code,
    country_name,
from reference.countries
order by country_code
