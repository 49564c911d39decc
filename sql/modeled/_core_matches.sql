-- One row per report that fixes no single day, or tells of a plan, and for which some flight comes into question.
-- Grain: article_launch_id
-- Reads: modeled._busy_parties, modeled._core_candidates, modeled._told_flights
-- Points are for what agrees. The vaguer the report, the more points it takes; of launches that fit equally well the one that
-- articles are about is meant. Where still two fit a past report it is left alone; a plan goes to the first launch that fulfils it. Of two
-- flights that an article tells, one that nothing else fits takes its launch first.

with params as (
    select
        3 as short_day_count,  -- "on Tuesday or Wednesday"
        31 as month_day_count,
        2 as short_points,  -- one thing beside party and day must agree
        6 as put_off_points,  -- a name, the kind and something else: others may fly before what was put off
        4 as month_points,  -- for plans, and for space launches, which are rare; past missiles, several a month, take two more
        7 as wide_points,
),

scored as (
    select
        *,
        3 * (is_same_vehicle::integer + is_same_payload::integer)
        + 2 * (is_same_class::integer + is_same_site::integer + is_told_day::integer + is_news::integer)
        + is_disputed_class::integer + is_same_outcome::integer as score_points,
        count(*) over (partition by article_launch_id) as candidate_count,
    from modeled._core_candidates
),

taken as (
    select distinct
        article_id,
        core_id,
    from scored
    where candidate_count = 1 and is_told_day and not is_planned
),

best as (
    select
        scored.*,
        taken.core_id is not null and scored.candidate_count > 1 and not scored.is_planned as is_taken,
        count(*) over (partition by scored.article_launch_id, scored.score_points, scored.is_subject, is_taken) as equal_count,
    from scored
    left join taken
        on taken.article_id = scored.article_id
        and taken.core_id = scored.core_id  -- n:1; null when the article tells of no other report that only this flight fits
    qualify row_number() over (
        partition by scored.article_launch_id
        order by is_taken, scored.score_points desc, scored.is_subject desc, scored.launch_date, scored.core_id
    ) = 1
),

judged as (
    select
        best.*,
        case
            when best.is_put_off then params.put_off_points
            when best.day_count <= params.short_day_count then params.short_points
            when coalesce(best.day_count, params.month_day_count) > params.month_day_count then params.wide_points
            when best.day_count is null and best.is_planned and busy_parties.party_code is not null then params.wide_points
            when best.kind_code = 'space' or best.is_planned then params.month_points
            else params.month_points + 2
        end
        - case when best.candidate_count = 1 then 1 else 0 end as needed_points,
        row_number() over (
            partition by best.article_id, best.core_id, best.is_called_off, best.is_put_off
            order by best.score_points desc, best.day_count, best.article_launch_id
        ) as article_rank,
    from best
    cross join params
    inner join modeled._told_flights as flights
        on flights.core_id = best.core_id  -- n:1
    left join modeled._busy_parties as busy_parties
        on busy_parties.party_code = flights.party_code and flights.kind_code = 'space'  -- n:1; null for those who go to space rarely
)

select
    article_launch_id,
    core_id,
    score_points,
    needed_points::integer as needed_points,
    candidate_count::integer as candidate_count,
    list_filter([
        case when is_same_class then 'class' end,
        case when is_disputed_class then 'dispute' end,
        case when is_same_vehicle then 'vehicle' end,
        case when is_same_payload then 'payload' end,
        case when is_same_site then 'site' end,
        case when is_same_outcome then 'outcome' end,
        case when is_told_day then 'day' end,
        case when is_news then 'news' end,
    ], lambda code: code is not null) as reason_codes,
    case
        when score_points < needed_points then 'too_weak'
        when equal_count > 1 and not is_planned then 'several_fit'
        when article_rank > 1 then 'article_tells_two'
        when is_called_off or is_put_off then 'put_off'
        when is_planned then 'plan_fulfilled'
        else 'day_within'
    end as rule_code,
from judged
