-- One row per value that one article, or one speaker in it, gives to one property of a launch event: all claims side by side.
-- Grain: evidence_id, property_code
-- Reads: modeled._event_reports, modeled.articles, modeled.claims
-- "Unknown" is no claim: where a report leaves a property open it has no row here.

with report_values as (
    select *, 'launch_class' as property_code, nullif(launch_class_code, 'unknown') as claimed_value_text from modeled._event_reports
    union all
    select *, 'outcome' as property_code, nullif(outcome_code, 'unknown') as claimed_value_text from modeled._event_reports
    union all
    select *, 'launch_time' as property_code, launch_time_local_text as claimed_value_text from modeled._event_reports
    union all
    select *, 'site' as property_code, site_id as claimed_value_text from modeled._event_reports
    union all
    select *, 'vehicle' as property_code, vehicle_id as claimed_value_text from modeled._event_reports
    union all
    select *, 'payload' as property_code, payload_id as claimed_value_text from modeled._event_reports
    union all
    select *, 'launched_count' as property_code, launched_count::varchar as claimed_value_text from modeled._event_reports
),

article_claims as (
    select
        report_values.launch_event_id,
        report_values.property_code,
        report_values.claimed_value_text,
        report_values.article_launch_id as evidence_id,
        'article' as route_code,
        articles.outlet_id as claimant_id,
        report_values.origin_id,
        report_values.article_id,
        report_values.known_at,
        report_values.char_start,
        report_values.char_end,
    from report_values
    inner join modeled.articles as articles
        on articles.article_id = report_values.article_id  -- n:1
    where report_values.claimed_value_text is not null
),

speaker_claims as (
    select
        launch_event_id,
        case when topic_code = 'nature' then 'launch_class' else 'outcome' end as property_code,
        claimed_value_code as claimed_value_text,
        claim_id as evidence_id,
        'speaker' as route_code,
        actor_id as claimant_id,
        origin_id,
        article_id,
        known_at,
        char_start,
        char_end,
    from modeled.claims
    where launch_event_id is not null and topic_code in ('nature', 'outcome') and claimed_value_code <> 'unknown'
)

select
    launch_event_id,
    property_code,
    claimed_value_text,
    evidence_id,
    route_code,
    claimant_id,
    origin_id,
    article_id,
    known_at,
    char_start,
    char_end,
from article_claims
union all
select
    launch_event_id,
    property_code,
    claimed_value_text,
    evidence_id,
    route_code,
    claimant_id,
    origin_id,
    article_id,
    known_at,
    char_start,
    char_end,
from speaker_claims
