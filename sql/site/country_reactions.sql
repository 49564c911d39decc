-- One row per country or body, launch event and kind of reaction.
-- Grain: country_code, launch_event_id, reaction_type_code
-- Reads: marts.reactions_by_country
-- The latest launches first.

select
    country_code,
    launch_event_id,
    launch_date_min,
    launch_date_max,
    reaction_type_code,
    reaction_count,
    actor_count,
    article_count,
    shortest_delay_days,
from marts.reactions_by_country
order by country_code, launch_date_max desc nulls last, launch_event_id, reaction_type_code
