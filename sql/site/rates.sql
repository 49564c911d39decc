-- One row per launching country, kind of launch and side whose word is taken.
-- Grain: country_code, launch_class_code, view_code
-- Reads: marts.success_rates

select
    country_code,
    launch_class_code,
    view_code,
    attempt_count,
    success_count,
    failure_count,
    disputed_count,
    open_count,
    success_ratio,
from marts.success_rates
order by country_code, launch_class_code, view_code
