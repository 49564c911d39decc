-- One row per report that fixes no single day, or tells of a plan, and for which some launch of a known day comes into question.
-- Grain: article_launch_id
-- Reads: modeled._core_windows, modeled._cores, modeled._day_cores
-- Points are for what agrees. The vaguer the report, the more points it takes; of launches that fit equally well the one that
-- articles are about is meant. Where still two fit a past report it is left alone; a plan goes to the first launch that fulfils it.
-- Launches that one article tells apart are never joined.

with params as (
    select
        'UTC' as unknown_timezone_name,  -- for outlets whose zone is not known
        3 as short_day_count,  -- "on Tuesday or Wednesday"
        31 as month_day_count,
        7 as news_days,  -- an article about a launch appears within a week of it
        2 as short_points,  -- one thing beside party and day must agree
        4 as month_points,  -- for plans, and for space launches, which are rare; past missiles, several a month, take two more
        7 as wide_points,
),

-- the month is there to join by: every window against every launch of its party would be too many pairs
window_months as (
    select
        *,
        unnest(generate_series(date_trunc('month', window_date_min - 1), window_date_max + 1, interval 1 month))::date as month_date,
    from modeled._core_windows
),

pairs as (
    select
        windows.*,
        cores.core_id,
        cores.launch_date,
        cores.launched_at is null and cores.launch_date not between windows.window_date_min and windows.window_date_max as is_guessed,
        -- an article may tell the day that it was where its outlet is; without an hour that is a guess, too weak for missiles of any kind
        case
            when cores.launch_date between windows.window_date_min and windows.window_date_max then cores.launch_date
            when cores.launched_at is null then cores.launch_date + windows.outlet_day_shift
            else timezone(coalesce(windows.outlet_timezone_name, params.unknown_timezone_name), cores.launched_at)::date
        end as told_date,
        cores.kind_code,
        cores.vehicle_id as core_vehicle_id,
        cores.site_id as core_site_id,
        cores.payload_id as core_payload_id,
        cores.outcome_code as core_outcome_code,
        cores.is_subject,
    from window_months as windows
    inner join modeled._cores as cores
        on cores.party_code = windows.party_code
        and date_trunc('month', cores.launch_date) = windows.month_date  -- n:m; every launch of the party in a month of the window
    cross join params
    anti join modeled._day_cores as told_apart
        on told_apart.core_id = cores.core_id
        and told_apart.article_id = windows.article_id
),

candidates as (
    select
        pairs.article_launch_id,
        pairs.article_id,
        pairs.core_id,
        pairs.launch_date,
        pairs.kind_code,
        pairs.is_subject,
        pairs.is_planned,
        pairs.day_count,
        pairs.launch_class_code = pairs.kind_code as is_same_class,
        pairs.vehicle_id is not distinct from pairs.core_vehicle_id and pairs.vehicle_id is not null as is_same_vehicle,
        pairs.payload_id is not distinct from pairs.core_payload_id and pairs.payload_id is not null as is_same_payload,
        pairs.site_id is not distinct from pairs.core_site_id and pairs.site_id is not null as is_same_site,
        pairs.outcome_code is not distinct from pairs.core_outcome_code and pairs.outcome_code is not null as is_same_outcome,
        coalesce(pairs.told_date between pairs.launch_date_min and pairs.launch_date_max, false) and not pairs.is_guessed as is_told_day,
        coalesce(pairs.is_focus and case
            when pairs.is_planned then pairs.told_date >= pairs.published_date_min - 1
            else pairs.told_date between pairs.published_date_min - params.news_days and pairs.published_date_max
        end, false) as is_news,
    from pairs
    cross join params
    where pairs.told_date between pairs.window_date_min and pairs.window_date_max
        and (pairs.launch_class_code in ('unknown', pairs.kind_code) or pairs.kind_code = 'unknown')
        and (pairs.vehicle_id is null or pairs.core_vehicle_id is null or pairs.vehicle_id = pairs.core_vehicle_id
            or (pairs.kind_code = 'space' and pairs.vehicle_class_code <> 'space'))
        and (pairs.site_id is null or pairs.core_site_id is null or pairs.site_id = pairs.core_site_id)
        and (pairs.outcome_code is null or pairs.core_outcome_code is null or pairs.day_count <= params.short_day_count
            or pairs.outcome_code not in ('success', 'failure') or pairs.outcome_code = pairs.core_outcome_code)
        and (not pairs.is_guessed or pairs.kind_code = 'space' or coalesce(pairs.vehicle_id = pairs.core_vehicle_id, false))
        and (pairs.status_code <> 'called_off' or pairs.launch_date_min is not null)
        and (not pairs.is_planned or pairs.published_date_min is null or pairs.told_date >= pairs.published_date_min - 1)
),

scored as (
    select
        candidates.*,
        3 * (is_same_vehicle::integer + is_same_payload::integer)
        + 2 * (is_same_class::integer + is_same_site::integer + is_told_day::integer + is_news::integer)
        + is_same_outcome::integer as score_points,
        count(*) over (partition by candidates.article_launch_id) as candidate_count,
    from candidates
),

best as (
    select
        scored.*,
        count(*) over (partition by scored.article_launch_id, scored.score_points, scored.is_subject) as equal_count,
    from scored
    qualify row_number() over (
        partition by scored.article_launch_id
        order by scored.score_points desc, scored.is_subject desc, scored.launch_date, scored.core_id
    ) = 1
),

judged as (
    select
        best.*,
        case
            when best.day_count <= params.short_day_count then params.short_points
            when coalesce(best.day_count, params.month_day_count) > params.month_day_count then params.wide_points
            when best.kind_code = 'space' or best.is_planned then params.month_points
            else params.month_points + 2
        end
        - case when best.candidate_count = 1 then 1 else 0 end as needed_points,
        row_number() over (
            partition by best.article_id, best.core_id
            order by best.score_points desc, best.day_count, best.article_launch_id
        ) as article_rank,
    from best
    cross join params
)

select
    article_launch_id,
    core_id,
    score_points,
    needed_points::integer as needed_points,
    candidate_count::integer as candidate_count,
    list_filter([
        case when is_same_class then 'class' end,
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
        when is_planned then 'plan_fulfilled'
        else 'day_within'
    end as rule_code,
from judged
