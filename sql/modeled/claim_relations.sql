-- One row per claimed value of a property of an event, with how it stands to what was known before it, and what became of it.
-- Grain: evidence_id, property_code
-- Reads: modeled.launch_event_claims
-- A holder is a voice, or an outlet where the article speaks for itself. Its later, different value retracts the earlier one; two values in
-- one article do not, since neither is later.

with claims as (
    select
        claims.*,
        route_code || ':' || case when route_code = 'speaker' then origin_id else coalesce(claimant_id, article_id) end as holder_id,
        dense_rank() over (
            partition by launch_event_id, property_code
            order by known_at, article_id, char_start, route_code desc, evidence_id
        )::integer as claim_number,
    from modeled.launch_event_claims as claims
),

held_values as (
    select
        launch_event_id,
        property_code,
        holder_id,
        claimed_value_text,
        max(known_at) as last_known_at,
        arg_max(evidence_id, claim_number) as last_evidence_id,
    from claims
    group by launch_event_id, property_code, holder_id, claimed_value_text
),

last_values as (
    select *
    from held_values
    qualify row_number() over (
        partition by launch_event_id, property_code, holder_id
        order by last_known_at desc, last_evidence_id
    ) = 1
),

given_values as (
    select
        launch_event_id,
        property_code,
        claimed_value_text,
        count(distinct origin_id)::integer as origin_count,
        arg_min(evidence_id, claim_number) as first_evidence_id,
        min(claim_number) as first_claim_number,
    from claims
    group by launch_event_id, property_code, claimed_value_text
),

openings as (
    select
        launch_event_id,
        property_code,
        arg_min(first_evidence_id, first_claim_number) as first_evidence_id,
        count(*) as value_count,
    from given_values
    group by launch_event_id, property_code
),

ordered_claims as (
    select
        claims.*,
        lag(claims.evidence_id) over by_origin as same_evidence_id,
        lag(claims.evidence_id) over by_holder as held_evidence_id,
        lag(claims.claimed_value_text) over by_holder as held_value_text,
        lag(claims.known_at) over by_holder as held_known_at,
    from claims
    window
        by_origin as (
            partition by claims.launch_event_id, claims.property_code, claims.claimed_value_text, claims.origin_id
            order by claims.claim_number
        ),
        by_holder as (partition by claims.launch_event_id, claims.property_code, claims.holder_id order by claims.claim_number)
),

related_claims as (
    select
        ordered_claims.*,
        case
            when ordered_claims.held_value_text <> ordered_claims.claimed_value_text
                and ordered_claims.held_known_at < ordered_claims.known_at then 'retracts'
            when ordered_claims.same_evidence_id is not null then 'repeats'
            when given_values.first_evidence_id <> ordered_claims.evidence_id then 'agrees'
            when openings.first_evidence_id <> ordered_claims.evidence_id then 'contradicts'
            else 'opens'
        end as relation_code,
        given_values.origin_count,
        given_values.first_evidence_id,
        openings.first_evidence_id as opening_evidence_id,
        openings.value_count,
        last_values.claimed_value_text <> ordered_claims.claimed_value_text
            and last_values.last_known_at > ordered_claims.known_at as is_retracted,
        last_values.last_evidence_id,
    from ordered_claims
    inner join given_values
        on given_values.launch_event_id = ordered_claims.launch_event_id
        and given_values.property_code = ordered_claims.property_code
        and given_values.claimed_value_text = ordered_claims.claimed_value_text  -- n:1
    inner join openings
        on openings.launch_event_id = ordered_claims.launch_event_id
        and openings.property_code = ordered_claims.property_code  -- n:1
    inner join last_values
        on last_values.launch_event_id = ordered_claims.launch_event_id
        and last_values.property_code = ordered_claims.property_code
        and last_values.holder_id = ordered_claims.holder_id  -- n:1
)

select
    launch_event_id,
    property_code,
    evidence_id,
    claim_number,
    holder_id,
    relation_code,
    case relation_code
        when 'retracts' then held_evidence_id
        when 'repeats' then same_evidence_id
        when 'agrees' then first_evidence_id
        when 'contradicts' then opening_evidence_id
    end as other_evidence_id,
    case
        when is_retracted then 'retracted'
        when value_count > 1 then 'contradicted'
        when origin_count > 1 then 'corroborated'
        else 'single_source'
    end as claim_status_code,
    case when is_retracted then last_evidence_id end as retracted_by_evidence_id,
from related_claims
