-- One row per row that the change feed follows, with its fields that have a value, each as code=value.
-- Grain: table_code, row_id
-- Reads: modeled.articles, modeled.launch_events, modeled.claims
-- Left out is what other fields tell: names of things beside their ids, and instants that every new article moves.

select
    'launch_events' as table_code,
    launch_event_id as row_id,
    null::varchar as article_id,
    list_filter([
        'status_code=' || status_code,
        'launch_class_code=' || launch_class_code,
        'launch_class_support_code=' || launch_class_support_code,
        'country_code=' || country_code,
        'launch_date_min=' || launch_date_min::varchar,
        'launch_date_max=' || launch_date_max::varchar,
        'launched_at=' || launched_at::varchar,
        'site_id=' || site_id,
        'vehicle_id=' || vehicle_id,
        'payload_id=' || payload_id,
        'launched_count=' || launched_count::varchar,
        'outcome_code=' || outcome_code,
        'outcome_support_code=' || outcome_support_code,
        'article_count=' || article_count::varchar,
        'origin_count=' || origin_count::varchar
    ], lambda field: field is not null) as field_texts,
from modeled.launch_events
union all
select
    'articles' as table_code,
    article_id as row_id,
    article_id,
    list_filter([
        'outlet_id=' || outlet_id,
        'published_date_min=' || published_date_min::varchar,
        'published_date_max=' || published_date_max::varchar,
        'known_at=' || known_at::varchar,
        'is_relevant=' || is_relevant::varchar,
        'origin_id=' || origin_id
    ], lambda field: field is not null) as field_texts,
from modeled.articles
union all
select
    'claims' as table_code,
    claim_id as row_id,
    article_id,
    list_filter([
        'launch_event_id=' || launch_event_id,
        'article_id=' || article_id,
        'actor_id=' || actor_id,
        'topic_code=' || topic_code,
        'claimed_value_code=' || claimed_value_code
    ], lambda field: field is not null) as field_texts,
from modeled.claims
