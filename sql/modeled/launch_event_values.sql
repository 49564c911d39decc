-- One row per property of a launch event that some report gives, with the value that heads it and how well it is supported.
-- Grain: launch_event_id, property_code
-- Reads: modeled.launch_event_claims, modeled.claim_relations, modeled.differing_values, modeled.launch_event_mentions, modeled.reviews
-- The value is the one that most independent origins give in their own voice; of equals a name heads that of its family, else the one known
-- first heads. Where no article speaks for itself, speakers decide in the same way. Speakers who differ make a value contradicted, whatever
-- the articles say. What its holder has retracted, or a review calls misread, counts no more; what a review sets stands above all. Clock
-- times a few minutes apart support each other: official times of one launch differ by as much.

with params as (select 5 as same_minutes),

standing_claims as (
    select claims.*
    from modeled.launch_event_claims as claims
    inner join modeled.claim_relations as relations
        on relations.evidence_id = claims.evidence_id
        and relations.property_code = claims.property_code  -- 1:1
    anti join modeled.reviews as misread
        on misread.claim_id = claims.evidence_id
        and misread.state_code = 'applied'
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

near_values as (
    select
        given.launch_event_id,
        given.property_code,
        given.claimed_value_text,
        nullif(count(distinct claims.origin_id) filter (
            where abs(date_diff('minute', try_cast(claims.claimed_value_text as time), try_cast(given.claimed_value_text as time)))
                <= params.same_minutes
        ), 0)::integer as near_origin_count,
        bool_or(starts_with(claims.claimed_value_text, given.claimed_value_text || '-')) as is_family,
    from supported_values as given
    cross join params
    inner join standing_claims as claims
        on claims.launch_event_id = given.launch_event_id
        and claims.property_code = given.property_code  -- 1:n
    where given.property_code in ('launch_time', 'vehicle', 'payload')
    group by all
),

ranked_values as (
    select
        given.*,
        coalesce(near_values.near_origin_count, given.origin_count) as near_origin_count,
        row_number() over by_support as value_rank,
        count(*) over (partition by given.launch_event_id, given.property_code) as value_count,
        count(*) over (
            partition by given.launch_event_id, given.property_code, near_values.near_origin_count, given.article_origin_count,
                given.origin_count, near_values.is_family
        ) as equal_count,
    from supported_values as given
    left join near_values using (launch_event_id, property_code, claimed_value_text)  -- 1:1; null for other properties
    window by_support as (
        partition by given.launch_event_id, given.property_code
        order by
            near_values.near_origin_count desc nulls last, given.article_origin_count desc, given.origin_count desc,
            near_values.is_family, given.first_known_at, given.claimed_value_text
    )
),

differing_counts as (
    select
        differing.launch_event_id,
        differing.property_code,
        differing.value_text as claimed_value_text,
        count(*)::integer as differing_count,
    from modeled.differing_values as differing
    inner join supported_values
        on supported_values.launch_event_id = differing.launch_event_id
        and supported_values.property_code = differing.property_code
        and supported_values.claimed_value_text = differing.other_value_text  -- n:1; others that still stand
    group by differing.launch_event_id, differing.property_code, differing.value_text
),

overrides as (
    select
        mentions.launch_event_id,
        reviews.property_code,
        reviews.value_text,
        reviews.reviewed_date,
    from modeled.reviews as reviews
    inner join modeled.launch_event_mentions as mentions
        on mentions.article_launch_id = reviews.article_launch_id  -- n:1
    where reviews.review_kind_code = 'override' and reviews.state_code = 'applied'
    qualify row_number() over (
        partition by mentions.launch_event_id, reviews.property_code
        order by reviews.reviewed_date desc, reviews.review_id
    ) = 1
)

select
    ranked_values.launch_event_id,
    ranked_values.property_code,
    ranked_values.claimed_value_text as value_text,
    case
        when ranked_values.value_count = 1 then 'only_value'
        when ranked_values.equal_count > 1 then 'first_known'
        when ranked_values.article_origin_count > 0 then 'most_articles'
        else 'most_speakers'
    end as rule_code,
    case
        when differing_counts.differing_count > 0 then 'contradicted'
        when ranked_values.near_origin_count > 1 then 'corroborated'
        else 'single_source'
    end as support_code,
    ranked_values.near_origin_count as origin_count,
    coalesce(differing_counts.differing_count, 0) as other_value_count,
    ranked_values.claim_count,
    ranked_values.first_known_at,
from ranked_values
left join differing_counts using (launch_event_id, property_code, claimed_value_text)  -- 1:1; null when nothing differs from it
anti join overrides using (launch_event_id, property_code)
where ranked_values.value_rank = 1
union all
select
    overrides.launch_event_id,
    overrides.property_code,
    overrides.value_text,
    'review' as rule_code,
    'reviewed' as support_code,
    coalesce(supported_values.origin_count, 0) as origin_count,
    (
        select count(*)::integer
        from supported_values as others
        where others.launch_event_id = overrides.launch_event_id
            and others.property_code = overrides.property_code
            and others.claimed_value_text <> overrides.value_text
    ) as other_value_count,
    coalesce(supported_values.claim_count, 0) as claim_count,
    coalesce(supported_values.first_known_at, timezone('UTC', overrides.reviewed_date::timestamp)) as first_known_at,
from overrides
left join supported_values
    on supported_values.launch_event_id = overrides.launch_event_id
    and supported_values.property_code = overrides.property_code
    and supported_values.claimed_value_text = overrides.value_text  -- 1:1; null when no report gives the value
