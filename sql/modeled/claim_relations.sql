-- One row per claimed value of a property of an event, with how it stands to what was known before it, and what became of it.
-- Grain: evidence_id, property_code
-- Reads: modeled.launch_event_claims
-- A holder is a voice, or an outlet where the article speaks for itself. Its later, different value retracts the earlier one; two values in
-- one article do not, since neither is later. Few holders change, so only theirs are set in order of time a second time.

with claims as (
    select
        *,
        route_code || ':' || case when route_code = 'speaker' then origin_id else coalesce(claimant_id, article_id) end as holder_id,
        row_number() over (
            partition by launch_event_id, property_code
            order by known_at, article_id, char_start, route_code desc, evidence_id
        )::integer as claim_number,
    from modeled.launch_event_claims
),

origin_values as (
    select
        launch_event_id,
        property_code,
        claimed_value_text,
        origin_id,
        min(claim_number) as first_claim_number,
        arg_min(evidence_id, claim_number) as first_evidence_id,
    from claims
    group by launch_event_id, property_code, claimed_value_text, origin_id
),

given_values as (
    select
        launch_event_id,
        property_code,
        claimed_value_text,
        count(*) as origin_count,
        min(first_claim_number) as first_claim_number,
        arg_min(first_evidence_id, first_claim_number) as first_evidence_id,
    from origin_values
    group by launch_event_id, property_code, claimed_value_text
),

openings as (
    select
        launch_event_id,
        property_code,
        count(*) as value_count,
        arg_min(first_evidence_id, first_claim_number) as first_evidence_id,
    from given_values
    group by launch_event_id, property_code
),

changed_holders as (
    select
        launch_event_id,
        property_code,
        holder_id,
    from claims
    group by launch_event_id, property_code, holder_id
    having min(claimed_value_text) <> max(claimed_value_text)
),

changes as (
    select
        claims.launch_event_id,
        claims.property_code,
        claims.evidence_id,
        lag(claims.evidence_id) over by_holder as held_evidence_id,
        lag(claims.claimed_value_text) over by_holder <> claims.claimed_value_text
        and lag(claims.known_at) over by_holder < claims.known_at as is_retracting,
        last_value(claims.claimed_value_text) over whole_holder <> claims.claimed_value_text
        and last_value(claims.known_at) over whole_holder > claims.known_at as is_retracted,
        last_value(claims.evidence_id) over whole_holder as last_evidence_id,
    from claims
    semi join changed_holders
        on changed_holders.launch_event_id = claims.launch_event_id
        and changed_holders.property_code = claims.property_code
        and changed_holders.holder_id = claims.holder_id
    window
        by_holder as (partition by claims.launch_event_id, claims.property_code, claims.holder_id order by claims.claim_number),
        whole_holder as (
            partition by claims.launch_event_id, claims.property_code, claims.holder_id
            order by claims.claim_number
            rows between unbounded preceding and unbounded following
        )
),

related_claims as (
    select
        claims.*,
        case
            when changes.is_retracting then 'retracts'
            when origin_values.first_claim_number < claims.claim_number then 'repeats'
            when given_values.first_claim_number < claims.claim_number then 'agrees'
            when claims.claim_number > 1 then 'contradicts'
            else 'opens'
        end as relation_code,
        changes.held_evidence_id,
        origin_values.first_evidence_id as same_evidence_id,
        given_values.first_evidence_id,
        given_values.origin_count,
        openings.first_evidence_id as opening_evidence_id,
        openings.value_count,
        coalesce(changes.is_retracted, false) as is_retracted,
        changes.last_evidence_id,
    from claims
    inner join origin_values using (launch_event_id, property_code, claimed_value_text, origin_id)  -- n:1
    inner join given_values using (launch_event_id, property_code, claimed_value_text)  -- n:1
    inner join openings using (launch_event_id, property_code)  -- n:1
    left join changes using (launch_event_id, property_code, evidence_id)  -- 1:1; null when its holder never changed
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
