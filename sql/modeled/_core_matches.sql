-- One row per report that fixes no single day, or tells of a plan, and for which some launch of a known day comes into question.
-- Grain: article_launch_id
-- Reads: modeled._core_windows, modeled._cores, modeled._day_cores
-- Points are for what agrees. The vaguer the report, the more points it takes; of launches that fit equally well the one that
-- articles are about is meant. Where still two fit a past report it is left alone; a plan goes to the first launch that fulfils it.
-- Launches that one article tells apart are never joined.

with params as (
    select
        3 as short_day_count,  -- "on Tuesday or Wednesday"
        31 as month_day_count,
        7 as news_days,  -- an article about a launch appears within a week of it
        2 as short_points,  -- one thing beside party and day must agree
        4 as month_points,  -- for plans, and for space launches, which are rare; past missiles, several a month, take two more
        7 as wide_points,
),

months as (
    select
        article_launch_id,
        unnest(generate_series(date_trunc('month', window_date_min), window_date_max, interval 1 month))::date as month_date,
    from modeled._core_windows
),

candidates as (
    select
        windows.*,
        cores.core_id,
        cores.launch_date,
        cores.kind_code,
        cores.is_subject,
        [
            case when windows.launch_class_code = cores.kind_code then 'class' end,
            case when windows.vehicle_id = cores.vehicle_id then 'vehicle' end,
            case when windows.payload_id = cores.payload_id then 'payload' end,
            case when windows.site_id = cores.site_id then 'site' end,
            case when windows.outcome_code = cores.outcome_code then 'outcome' end,
            case when cores.launch_date between windows.launch_date_min and windows.launch_date_max then 'day' end,
            case
                when windows.is_focus and windows.is_planned and cores.launch_date >= windows.published_date_min - 1 then 'news'
                when windows.is_focus
                    and cores.launch_date between windows.published_date_min - params.news_days and windows.published_date_max then 'news'
            end,
        ] as agreeing_codes,
    from months
    inner join modeled._core_windows as windows
        on windows.article_launch_id = months.article_launch_id  -- n:1
    inner join modeled._cores as cores
        on cores.party_code = windows.party_code
        and date_trunc('month', cores.launch_date) = months.month_date  -- n:m; every launch of the party in a month of the window
    cross join params
    anti join modeled._day_cores as told_apart
        on told_apart.core_id = cores.core_id
        and told_apart.article_id = windows.article_id
    where cores.launch_date between windows.window_date_min and windows.window_date_max
        and (windows.launch_class_code in ('unknown', cores.kind_code) or cores.kind_code = 'unknown')
        and (windows.vehicle_id is null or cores.vehicle_id is null or windows.vehicle_id = cores.vehicle_id
            or (cores.kind_code = 'space' and windows.vehicle_class_code <> 'space'))
        and (windows.site_id is null or cores.site_id is null or windows.site_id = cores.site_id)
        and (windows.outcome_code is null or cores.outcome_code is null
            or windows.outcome_code not in ('success', 'failure') or windows.outcome_code = cores.outcome_code)
        and (windows.status_code <> 'called_off' or windows.launch_date_min is not null)
        and (not windows.is_planned or windows.published_date_min is null or cores.launch_date >= windows.published_date_min - 1)
),

scored as (
    select
        candidates.* exclude (agreeing_codes),
        list_filter(candidates.agreeing_codes, lambda code: code is not null) as reason_codes,
        list_sum(list_transform(
            list_filter(candidates.agreeing_codes, lambda code: code is not null),
            lambda code: case when code in ('vehicle', 'payload') then 3 when code = 'outcome' then 1 else 2 end
        ))::integer as score_points,
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
    reason_codes,
    case
        when coalesce(score_points, 0) < needed_points then 'too_weak'
        when equal_count > 1 and not is_planned then 'several_fit'
        when article_rank > 1 then 'article_tells_two'
        when is_planned then 'plan_fulfilled'
        else 'day_within'
    end as rule_code,
from judged
