-- One row per report that is part of an event, before the event has its id.
-- Grain: article_launch_id
-- Reads: modeled._day_cores, modeled._core_matches, modeled._window_groups, modeled._launch_reports, history.launch_event_mentions
-- The founder of an event is the report that founded it in the release before, so that articles that arrive late change no id; else its
-- first known report that narrows the launch down to two months; without one, its first known report.

with params as (
    select 62 as founding_day_count,
),

members as (
    select article_launch_id, core_id as group_id, rule_code, null::integer as score_points, []::varchar[] as reason_codes
    from modeled._day_cores
    union all
    select article_launch_id, core_id as group_id, rule_code, score_points, reason_codes
    from modeled._core_matches
    where rule_code in ('day_within', 'plan_fulfilled')
    union all
    select article_launch_id, group_id, rule_code, null::integer as score_points, []::varchar[] as reason_codes
    from modeled._window_groups
)

select
    members.article_launch_id,
    members.group_id,
    members.rule_code,
    members.score_points,
    members.reason_codes,
    row_number() over (
        partition by members.group_id
        order by
            earlier.article_launch_id is null,
            coalesce(reports.day_count, params.founding_day_count) > params.founding_day_count,
            reports.known_at,
            members.article_launch_id
    ) = 1 as is_founder,
from members
cross join params
inner join modeled._launch_reports as reports
    on reports.article_launch_id = members.article_launch_id  -- 1:1
left join history.launch_event_mentions as earlier
    on earlier.article_launch_id = members.article_launch_id
    and earlier.is_founder  -- 1:1; null when it founded no event in the release before
