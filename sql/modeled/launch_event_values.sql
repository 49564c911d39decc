-- One row per property of a launch event that some report gives, with the value that heads it and how well it is supported.
-- Grain: launch_event_id, property_code
-- Reads: modeled.launch_event_claims, modeled.claim_relations
-- The value is the one that most independent origins give in their own voice; the one known first breaks ties. Where no article speaks for
-- itself, speakers decide in the same way. Speakers who differ make a value contradicted, whatever the articles say. What its holder has
-- retracted counts no more.

with standing_claims as (
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

ranked_values as (
    select
        supported_values.*,
        row_number() over (
            partition by launch_event_id, property_code
            order by article_origin_count desc, origin_count desc, first_known_at, claimed_value_text
        ) as value_rank,
        count(*) over (partition by launch_event_id, property_code) as value_count,
        count(*) over (partition by launch_event_id, property_code, article_origin_count, origin_count) as equal_count,
    from supported_values
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
