-- One row per person, body, state or unnamed source that claims something about launches.
-- Grain: actor_id
-- Reads: marts.claimants

select
    actor_id,
    actor_name,
    kind_code,
    country_code,
    claim_count,
    event_count,
    article_count,
    nature_count,
    outcome_count,
    plan_count,
    flight_count,
    capability_count,
    compared_count,
    upheld_count,
    contradicted_count,
    retracted_count,
    first_count,
    first_known_at,
    last_known_at,
from marts.claimants
order by claim_count desc, actor_name, actor_id
