-- One row per claimed value of a property of an event, with how it stands to what was known before it, and what became of it.
-- Grain: evidence_id, property_code
-- Reads: modeled.launch_event_claims, modeled.differing_values
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
    select launch_event_id, property_code, arg_min(first_evidence_id, first_claim_number) as first_evidence_id
    from given_values
    group by launch_event_id, property_code
),

contradictions as (
    select
        differing.launch_event_id,
        differing.property_code,
        differing.value_text as claimed_value_text,
        min(given_values.first_claim_number) as other_claim_number,
        arg_min(given_values.first_evidence_id, given_values.first_claim_number) as other_evidence_id,
    from modeled.differing_values as differing
    inner join given_values
        on given_values.launch_event_id = differing.launch_event_id
        and given_values.property_code = differing.property_code
        and given_values.claimed_value_text = differing.other_value_text  -- n:1
    group by differing.launch_event_id, differing.property_code, differing.value_text
),

changed_holders as (
    select launch_event_id, property_code, holder_id
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
        lag(claims.known_at) over by_holder < claims.known_at as is_later,
        lag(claims.claimed_value_text) over by_holder as held_value_text,
        last_value(claims.known_at) over whole_holder > claims.known_at as is_earlier,
        last_value(claims.claimed_value_text) over whole_holder as last_value_text,
        last_value(claims.evidence_id) over whole_holder as last_evidence_id,
    from claims
    semi join changed_holders using (launch_event_id, property_code, holder_id)
    window
        by_holder as (partition by claims.launch_event_id, claims.property_code, claims.holder_id order by claims.claim_number),
        whole_holder as (
            partition by claims.launch_event_id, claims.property_code, claims.holder_id
            order by claims.claim_number rows between unbounded preceding and unbounded following
        )
),

related_claims as (
    select
        claims.*,
        case
            when changes.is_later and held.value_text is not null then 'retracts'
            when origin_values.first_claim_number < claims.claim_number then 'repeats'
            when given_values.first_claim_number < claims.claim_number then 'agrees'
            when contradictions.other_claim_number < claims.claim_number then 'contradicts'
            when claims.claim_number > 1 then 'refines'
            else 'opens'
        end as relation_code,
        changes.held_evidence_id,
        origin_values.first_evidence_id as same_evidence_id,
        given_values.first_evidence_id,
        given_values.origin_count,
        openings.first_evidence_id as opening_evidence_id,
        contradictions.other_evidence_id as contradicted_evidence_id,
        coalesce(changes.is_earlier and latest.value_text is not null, false) as is_retracted,
        changes.last_evidence_id,
    from claims
    inner join origin_values using (launch_event_id, property_code, claimed_value_text, origin_id)  -- n:1
    inner join given_values using (launch_event_id, property_code, claimed_value_text)  -- n:1
    inner join openings using (launch_event_id, property_code)  -- n:1
    left join contradictions using (launch_event_id, property_code, claimed_value_text)  -- n:1; null when nothing differs from it
    left join changes using (launch_event_id, property_code, evidence_id)  -- 1:1; null when its holder never changed
    left join modeled.differing_values as held
        on held.launch_event_id = claims.launch_event_id
        and held.property_code = claims.property_code
        and held.value_text = claims.claimed_value_text
        and held.other_value_text = changes.held_value_text  -- n:1; null when its holder gave nothing else just before
    left join modeled.differing_values as latest
        on latest.launch_event_id = claims.launch_event_id
        and latest.property_code = claims.property_code
        and latest.value_text = claims.claimed_value_text
        and latest.other_value_text = changes.last_value_text  -- n:1; null when its holder stands by it
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
        when 'contradicts' then contradicted_evidence_id
        when 'refines' then opening_evidence_id
    end as other_evidence_id,
    case
        when is_retracted then 'retracted'
        when contradicted_evidence_id is not null then 'contradicted'
        when origin_count > 1 then 'corroborated'
        else 'single_source'
    end as claim_status_code,
    case when is_retracted then last_evidence_id end as retracted_by_evidence_id,
from related_claims
