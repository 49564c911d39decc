-- One row per field of a row that the change feed follows, where the field has a value.
-- Grain: table_code, row_id, field_code
-- Reads: modeled.articles, modeled.launch_events, modeled.claims
-- Left out is what other fields tell: names of things beside their ids, and instants that every new article moves.

with all_fields as (
    select
        'launch_events' as table_code,
        launch_event_id as row_id,
        unnest([
            'status_code', 'launch_class_code', 'launch_class_support_code', 'country_code', 'launch_date_min', 'launch_date_max',
            'launched_at', 'site_id', 'vehicle_id', 'payload_id', 'launched_count', 'outcome_code', 'outcome_support_code',
            'article_count', 'origin_count'
        ]) as field_code,
        unnest([
            status_code, launch_class_code, launch_class_support_code, country_code, launch_date_min::varchar, launch_date_max::varchar,
            launched_at::varchar, site_id, vehicle_id, payload_id, launched_count::varchar, outcome_code, outcome_support_code,
            article_count::varchar, origin_count::varchar
        ]) as value_text,
    from modeled.launch_events
    union all
    select
        'articles' as table_code,
        article_id as row_id,
        unnest(['outlet_id', 'published_date_min', 'published_date_max', 'known_at', 'is_relevant', 'origin_id']) as field_code,
        unnest([
            outlet_id, published_date_min::varchar, published_date_max::varchar, known_at::varchar, is_relevant::varchar, origin_id
        ]) as value_text,
    from modeled.articles
    union all
    select
        'claims' as table_code,
        claim_id as row_id,
        unnest(['launch_event_id', 'article_id', 'actor_id', 'topic_code', 'claimed_value_code']) as field_code,
        unnest([launch_event_id, article_id, actor_id, topic_code, claimed_value_code]) as value_text,
    from modeled.claims
)

select
    table_code,
    row_id,
    field_code,
    value_text,
from all_fields
where value_text is not null
