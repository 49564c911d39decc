-- No resolved value without a claim of exactly this value, unless a review set it.
-- Table: modeled.launch_event_values
-- Severity: critical
select
    event_values.launch_event_id,
    event_values.property_code,
    event_values.value_text,
from modeled.launch_event_values as event_values
anti join modeled.launch_event_claims as claims
    on claims.launch_event_id = event_values.launch_event_id
    and claims.property_code = event_values.property_code
    and claims.claimed_value_text = event_values.value_text
where event_values.rule_code <> 'review'
