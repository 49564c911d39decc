-- One row per stretch of time in which one value headed one property of a launch event.
-- Grain: launch_event_id, property_code, version_number
-- Reads: modeled.launch_event_claims, modeled.claim_relations, modeled.differing_values, modeled.reviews
-- The rule is that of `launch_event_values`, applied at every instant at which a claim became known or was given up by its holder.
-- Clock times are left out: those near each other support each other, so that no count of one value decides.

with origin_values as (
    select
        claims.launch_event_id,
        claims.property_code,
        claims.claimed_value_text,
        claims.origin_id,
        claims.route_code = 'article' as is_article,
        min(claims.known_at) as from_at,
        case when bool_and(givers_up.evidence_id is not null) then max(givers_up.known_at) end as to_at,
    from modeled.launch_event_claims as claims
    inner join modeled.claim_relations as relations
        on relations.evidence_id = claims.evidence_id
        and relations.property_code = claims.property_code  -- 1:1
    left join modeled.launch_event_claims as givers_up
        on givers_up.evidence_id = relations.retracted_by_evidence_id
        and givers_up.property_code = claims.property_code  -- n:1; null when its holder stands by it
    anti join modeled.reviews as misread
        on misread.claim_id = claims.evidence_id
        and misread.state_code = 'applied'
    where claims.property_code <> 'launch_time'
    group by claims.launch_event_id, claims.property_code, claims.claimed_value_text, claims.origin_id, claims.route_code
),

steps as (
    select launch_event_id, property_code, claimed_value_text, origin_id, is_article, from_at as step_at, 1 as step_count from origin_values
    union all
    select launch_event_id, property_code, claimed_value_text, origin_id, is_article, to_at as step_at, -1 as step_count
    from origin_values
    where to_at is not null
),

given_values as (
    select launch_event_id, property_code, claimed_value_text, min(from_at) as first_known_at
    from origin_values
    group by launch_event_id, property_code, claimed_value_text
),

value_steps as (
    select
        instants.launch_event_id,
        instants.property_code,
        instants.step_at,
        given_values.claimed_value_text,
        given_values.first_known_at,
        coalesce(sum(steps.step_count) filter (where steps.is_article), 0) as article_change_count,
        coalesce(sum(steps.step_count) filter (where not steps.is_article), 0) as speaker_change_count,
    from (select distinct launch_event_id, property_code, step_at from steps) as instants
    inner join given_values
        on given_values.launch_event_id = instants.launch_event_id
        and given_values.property_code = instants.property_code  -- n:m; every value that the property ever had
    left join steps
        on steps.launch_event_id = instants.launch_event_id
        and steps.property_code = instants.property_code
        and steps.claimed_value_text = given_values.claimed_value_text
        and steps.step_at = instants.step_at  -- 1:n; null where this value's support did not change
    group by all
),

supports as (
    select
        *,
        sum(article_change_count) over through_time as article_origin_count,
        sum(speaker_change_count) over through_time as speaker_origin_count,
    from value_steps
    window through_time as (partition by launch_event_id, property_code, claimed_value_text order by step_at)
),

heads as (
    select
        given.launch_event_id,
        given.property_code,
        given.step_at,
        given.claimed_value_text,
        given.first_known_at,
        given.article_origin_count,
        given.speaker_origin_count,
        bool_or(differing.value_text is not null) as is_contradicted,
    from supports as given
    inner join supports as others
        on others.launch_event_id = given.launch_event_id
        and others.property_code = given.property_code
        and others.step_at = given.step_at
        and others.article_origin_count + others.speaker_origin_count > 0  -- 1:n; what stands at that time, itself included
    left join modeled.differing_values as differing
        on differing.launch_event_id = given.launch_event_id
        and differing.property_code = given.property_code
        and differing.value_text = given.claimed_value_text
        and differing.other_value_text = others.claimed_value_text  -- 1:1; null when both may be right
    where given.article_origin_count + given.speaker_origin_count > 0
    group by
        given.launch_event_id, given.property_code, given.step_at, given.claimed_value_text, given.first_known_at,
        given.article_origin_count, given.speaker_origin_count
    qualify row_number() over (
        partition by given.launch_event_id, given.property_code, given.step_at
        order by
            given.article_origin_count desc,
            greatest(given.article_origin_count, given.speaker_origin_count) desc,
            bool_or(starts_with(others.claimed_value_text, given.claimed_value_text || '-')),
            given.first_known_at,
            given.claimed_value_text
    ) = 1
),

turns as (
    select *
    from heads
    qualify claimed_value_text is distinct from lag(claimed_value_text) over (
        partition by launch_event_id, property_code order by step_at
    )
)

select
    launch_event_id,
    property_code,
    row_number() over by_time::integer as version_number,
    claimed_value_text as value_text,
    case
        when is_contradicted then 'contradicted'
        when greatest(article_origin_count, speaker_origin_count) > 1 then 'corroborated'
        else 'single_source'
    end as support_code,
    greatest(article_origin_count, speaker_origin_count)::integer as origin_count,
    step_at as known_from_at,
    lead(step_at) over by_time as known_to_at,
from turns
window by_time as (partition by launch_event_id, property_code order by step_at)
