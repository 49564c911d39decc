-- Every claim that an article carries is a row of the model.
-- Table: modeled.claims
-- Severity: critical
select
    claims.claim_id,
    claims.article_id,
from extracted.claims as claims
anti join modeled.claims as modeled_claims
    on modeled_claims.claim_id = claims.claim_id
