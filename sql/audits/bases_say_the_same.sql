-- An article rests only on a speaker of its own who gives the same value, and then counts as from that speaker's origin.
-- Table: modeled.launch_event_claims
-- Severity: critical
select
    claims.evidence_id,
    claims.property_code,
    claims.basis_claim_id,
from modeled.launch_event_claims as claims
left join modeled.launch_event_claims as bases
    on bases.evidence_id = claims.basis_claim_id
    and bases.property_code = claims.property_code
    and bases.article_id = claims.article_id
    and bases.claimed_value_text = claims.claimed_value_text
    and bases.origin_id = claims.origin_id
    and bases.route_code = 'speaker'  -- n:1; null would be a basis that says something else
where claims.basis_claim_id is not null and bases.evidence_id is null
