-- One row per launching country, kind of launch and side whose word is taken: attempts, successes, failures and the rate.
-- Grain: country_code, launch_class_code, view_code
-- Reads: modeled.launch_events, modeled.launch_event_claims, modeled.claim_relations, modeled.actors
-- An attempt on which a side says nothing, or both things, is counted and enters no rate. The rate is of those that the side calls one way.

with params as (
    select unnest(['headline', 'articles', 'launching', 'other']) as view_code,
),

flights as (
    select
        launch_event_id,
        country_code,
        launch_class_code,
        outcome_code,
    from modeled.launch_events
    where status_code = 'occurred' and country_code is not null
),

said_outcomes as (
    select
        claims.launch_event_id,
        case
            when claims.route_code = 'article' then 'articles'
            when actors.country_code = flights.country_code then 'launching'
            when actors.country_code is not null then 'other'
        end as view_code,
        claims.claimed_value_text as outcome_code,
    from modeled.launch_event_claims as claims
    inner join flights
        on flights.launch_event_id = claims.launch_event_id  -- n:1
    inner join modeled.claim_relations as relations
        on relations.evidence_id = claims.evidence_id
        and relations.property_code = claims.property_code  -- 1:1
    left join modeled.actors as actors
        on actors.actor_id = claims.claimant_id and claims.route_code = 'speaker'  -- n:1; null when the article speaks for itself
    where claims.property_code = 'outcome' and relations.claim_status_code <> 'retracted'
    union all
    select
        launch_event_id,
        'headline' as view_code,
        outcome_code,
    from flights
),

verdicts as (
    select
        launch_event_id,
        view_code,
        case when count(distinct outcome_code) = 1 then min(outcome_code) else 'disputed' end as outcome_code,
    from said_outcomes
    where view_code is not null
    group by launch_event_id, view_code
),

counts as (
    select
        flights.country_code,
        flights.launch_class_code,
        params.view_code,
        count(*)::integer as attempt_count,
        (count(*) filter (where verdicts.outcome_code = 'success'))::integer as success_count,
        (count(*) filter (where verdicts.outcome_code = 'failure'))::integer as failure_count,
        (count(*) filter (where verdicts.outcome_code = 'disputed'))::integer as disputed_count,
    from flights
    cross join params
    left join verdicts
        on verdicts.launch_event_id = flights.launch_event_id
        and verdicts.view_code = params.view_code  -- 1:1; null when that side says nothing of the outcome
    group by flights.country_code, flights.launch_class_code, params.view_code
)

select
    country_code,
    launch_class_code,
    view_code,
    attempt_count,
    success_count,
    failure_count,
    disputed_count,
    attempt_count - success_count - failure_count - disputed_count as open_count,
    round(success_count / nullif(success_count + failure_count, 0), 3) as success_ratio,
from counts
