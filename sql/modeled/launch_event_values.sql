-- One row per property of a launch event that some report gives, with the value that heads it and how well it is supported.
-- Grain: launch_event_id, property_code
-- Reads: modeled.launch_event_claims, modeled.claim_relations
-- The value is the one that most independent origins give in their own voice; the one known first breaks ties. Where no article speaks for
-- itself, speakers decide in the same way. Speakers who differ make a value contradicted, whatever the articles say. What its holder has
-- retracted counts no more. Clock times a few minutes apart support each other: official times of one launch differ by as much.

with params as (
    select 5 as same_minutes,
),

standing_claims as (
    select claims.*
    from modeled.launch_event_claims as claims
    inner join modeled.claim_relations as relations
        on relations.evidence_id = claims.evidence_id
        and relations.property_code = claims.property_code  -- 1:1
    where relations.claim_status_code <> 'retracted'
),

supported_values as (
    select
        launch_event_id,
        property_code,
        claimed_value_text,
        count(distinct origin_id) filter (where route_code = 'article') as article_origin_count,
        count(distinct origin_id)::integer as origin_count,
        count(*)::integer as claim_count,
        min(known_at) as first_known_at,
    from standing_claims
    group by launch_event_id, property_code, claimed_value_text
),

near_times as (
    select
        supported_values.launch_event_id,
        supported_values.claimed_value_text,
        count(distinct claims.origin_id)::integer as near_origin_count,
    from supported_values
    cross join params
    inner join standing_claims as claims
        on claims.launch_event_id = supported_values.launch_event_id
        and claims.property_code = 'launch_time'
        and abs(date_diff('minute', claims.claimed_value_text::time, supported_values.claimed_value_text::time))
            <= params.same_minutes  -- 1:n; the value itself, and those near it
    where supported_values.property_code = 'launch_time'
    group by supported_values.launch_event_id, supported_values.claimed_value_text
),

ranked_values as (
    select
        supported_values.*,
        coalesce(near_times.near_origin_count, supported_values.origin_count) as near_origin_count,
        row_number() over by_support as value_rank,
        count(*) over (partition by supported_values.launch_event_id, supported_values.property_code) as value_count,
        count(*) over (
            partition by
                supported_values.launch_event_id,
                supported_values.property_code,
                near_times.near_origin_count,
                supported_values.article_origin_count,
                supported_values.origin_count
        ) as equal_count,
    from supported_values
    left join near_times
        on near_times.launch_event_id = supported_values.launch_event_id
        and near_times.claimed_value_text = supported_values.claimed_value_text
        and supported_values.property_code = 'launch_time'  -- 1:1; null for other properties
    window by_support as (
        partition by supported_values.launch_event_id, supported_values.property_code
        order by
            near_times.near_origin_count desc nulls last,
            supported_values.article_origin_count desc,
            supported_values.origin_count desc,
            supported_values.first_known_at,
            supported_values.claimed_value_text
    )
)

select
    launch_event_id,
    property_code,
    claimed_value_text as value_text,
    case
        when value_count = 1 then 'only_value'
        when equal_count > 1 then 'first_known'
        when article_origin_count > 0 then 'most_articles'
        else 'most_speakers'
    end as rule_code,
    case
        when value_count > 1 then 'contradicted'
        when origin_count > 1 then 'corroborated'
        else 'single_source'
    end as support_code,
    origin_count,
    (value_count - 1)::integer as other_value_count,
    claim_count,
    first_known_at,
from ranked_values
where value_rank = 1
