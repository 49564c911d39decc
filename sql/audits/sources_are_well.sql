-- In the last run no source on the web failed. A source that fails for long has moved, or refuses us: look at its message.
-- Table: raw.source_health
-- Severity: warning
select
    source_health.source_id,
    source_health.outcome_code,
    source_health.message_text,
from raw.source_health as source_health
where source_health.outcome_code = 'failed'
qualify source_health.run_at = max(source_health.run_at) over (partition by source_health.source_id)
