-- Every claim stands in a relation to the others of its property, and each relation is between claims of one event and property.
-- Table: modeled.claim_relations
-- Severity: critical
select
    claims.evidence_id,
    claims.property_code,
    relations.relation_code,
    relations.other_evidence_id,
from modeled.launch_event_claims as claims
left join modeled.claim_relations as relations
    on relations.evidence_id = claims.evidence_id
    and relations.property_code = claims.property_code  -- 1:1; null would be a claim that was lost
left join modeled.launch_event_claims as others
    on others.evidence_id = relations.other_evidence_id
    and others.property_code = claims.property_code
    and others.launch_event_id = claims.launch_event_id  -- n:1; null for the first claim
where relations.evidence_id is null
    or (relations.other_evidence_id is not null and others.evidence_id is null)
    or (relations.relation_code in ('repeats', 'agrees')) <> coalesce(others.claimed_value_text = claims.claimed_value_text, false)
