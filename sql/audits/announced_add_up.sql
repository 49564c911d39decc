-- Every document that a list announced was taken, had not changed, was passed over by a rule, failed, or was rejected.
-- Table: raw.source_health
-- Severity: critical
select
    source_health.source_id,
    source_health.run_at,
    source_health.announced_count,
from raw.source_health as source_health
where source_health.announced_count <> source_health.new_count + source_health.same_count + source_health.skipped_count
    + source_health.failed_count + source_health.reject_count
