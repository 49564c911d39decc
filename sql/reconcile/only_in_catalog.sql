-- One row per record of a catalog that is no event of the warehouse although articles of those days tell such launches of its country.
-- Grain: catalog_code, record_id
-- Reads: catalog_launches, matches, modeled.articles, extracted.article_launches
-- Such: satellite or missile as the record says, and of no day far from its own. A record that no such article stands near is no gap.

with params as (
    select 3 as news_days,  -- a launch is news for some days
)

select
    records.catalog_code,
    records.record_id,
    records.place_number,
    records.country_code,
    records.launch_class_code,
    records.date_min,
    records.date_max,
    records.launched_at,
    records.vehicle_id,
    records.site_id,
    records.payload_id,
    records.outcome_code,
    count(distinct articles.article_id)::integer as article_count,
    records.record_text,
from catalog_launches as records
cross join params
inner join modeled.articles as articles
    on articles.published_date_min <= records.date_max + params.news_days
    and articles.published_date_max >= records.date_min  -- n:m; articles of the days after it
inner join extracted.article_launches as launches
    on launches.article_id = articles.article_id
    and launches.country_code = records.country_code
    and (
        'unknown' in (launches.launch_class_code, records.launch_class_code)
        or (launches.launch_class_code = 'space') = (records.launch_class_code = 'space')
    )
    and coalesce(launches.launch_date_min <= records.date_max + params.news_days, true)
    and coalesce(launches.launch_date_max >= records.date_min - params.news_days, true)  -- 1:n; what they tell of such launches
anti join matches
    on matches.catalog_code = records.catalog_code
    and matches.record_id = records.record_id
group by all
