-- One row per launch event of a kind, country and time that a catalog covers, and that it does not have.
-- Grain: catalog_code, launch_event_id
-- Reads: catalog_launches, matches, modeled.launch_events, staged.articles, extracted.article_launches
-- What a catalog covers is read off its records: its countries with their kinds, from its first day to its last.

with coverage as (
    select
        catalog_code,
        country_code,
        launch_class_code,
    from catalog_launches
    where country_code is not null
    group by catalog_code, country_code, launch_class_code
),

spans as (
    select
        catalog_code,
        min(date_min) as first_date,
        max(date_max) as last_date,
    from catalog_launches
    group by catalog_code
),

first_evidence as (
    select
        article_launch_id,
        article_id,
        evidence_text,
    from extracted.article_launches
)

select
    coverage.catalog_code,
    events.launch_event_id,
    events.country_code,
    events.launch_class_code,
    events.launch_date_min,
    events.launch_date_max,
    events.launched_at,
    events.vehicle_name,
    events.site_name,
    events.payload_name,
    events.outcome_code,
    events.article_count,
    events.origin_count,
    dated.dated_by_article_launch_id as evidence_id,
    first_evidence.article_id,
    first_evidence.evidence_text,
from modeled.launch_events as events
inner join coverage
    on coverage.country_code = events.country_code
    and coverage.launch_class_code = events.launch_class_code  -- n:m; every catalog that covers it
inner join spans
    on spans.catalog_code = coverage.catalog_code
    and events.launch_date_min between spans.first_date and spans.last_date  -- n:1
inner join modeled._event_days as dated
    on dated.launch_event_id = events.launch_event_id  -- 1:1
inner join first_evidence
    on first_evidence.article_launch_id = dated.dated_by_article_launch_id  -- n:1
anti join matches
    on matches.catalog_code = coverage.catalog_code
    and matches.launch_event_id = events.launch_event_id
where events.status_code = 'occurred' and events.launch_date_precision_code = 'day'
