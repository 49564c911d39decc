-- A reading counts the launches, claims and reactions that there are of its article.
-- Table: extracted.readings
-- Severity: critical
with launch_counts as (
    select article_id, count(*) as launch_count from extracted.article_launches group by article_id
),

claim_counts as (
    select article_id, count(*) as claim_count from extracted.claims group by article_id
),

reaction_counts as (
    select article_id, count(*) as reaction_count from extracted.reactions group by article_id
)

select
    readings.article_id,
    readings.launch_count,
    launch_counts.launch_count as launches_found_count,
    readings.claim_count,
    claim_counts.claim_count as claims_found_count,
    readings.reaction_count,
    reaction_counts.reaction_count as reactions_found_count,
from extracted.readings as readings
left join launch_counts
    on launch_counts.article_id = readings.article_id  -- 1:1; null when there are none
left join claim_counts
    on claim_counts.article_id = readings.article_id  -- 1:1; null when there are none
left join reaction_counts
    on reaction_counts.article_id = readings.article_id  -- 1:1; null when there are none
where readings.launch_count <> coalesce(launch_counts.launch_count, 0)
    or readings.claim_count <> coalesce(claim_counts.claim_count, 0)
    or readings.reaction_count <> coalesce(reaction_counts.reaction_count, 0)
