-- One row per launch as one article tells it, with the launch event that it is a report of.
-- Grain: article_launch_id
-- Reads: modeled._day_cores, modeled._core_matches, modeled._follow_ups, modeled._window_groups, modeled._launch_reports, modeled.reviews,
--        history.launch_event_mentions
-- An event's id is made from its founder alone: the report that founded it in the release before, so that articles that arrive late change
-- no id; else its first known report that narrows the launch down to two months; without one, its first known report. Reviews come last:
-- what they take out makes an event of its own, then what they join is joined, also where two of them make a chain.

with params as (
    select 62 as founding_day_count,
),

found_members as (
    select article_launch_id, core_id as group_id, rule_code, null::integer as score_points, []::varchar[] as reason_codes
    from modeled._day_cores
    union all
    select article_launch_id, core_id as group_id, rule_code, score_points, reason_codes
    from modeled._core_matches
    where rule_code in ('day_within', 'plan_fulfilled', 'put_off')
    union all
    select article_launch_id, core_id as group_id, rule_code, null::integer as score_points, []::varchar[] as reason_codes
    from modeled._follow_ups
    where rule_code = 'follow_up'
    union all
    select article_launch_id, group_id, rule_code, null::integer as score_points, []::varchar[] as reason_codes
    from modeled._window_groups
),

parted_members as (
    select
        found_members.* replace (
            case
                when splits.review_id is null then found_members.group_id
                else hash_id('grp', [splits.review_id, found_members.article_launch_id])
            end as group_id,
            case when splits.review_id is null then found_members.rule_code else 'review_split' end as rule_code
        ),
    from found_members
    left join (
        select article_launch_id, min(review_id) as review_id
        from modeled.reviews
        where review_kind_code = 'split' and state_code = 'applied'
        group by article_launch_id
    ) as splits
        on splits.article_launch_id = found_members.article_launch_id  -- 1:1; null when no review takes it out
),

merges as (
    select
        subjects.group_id,
        min(others.group_id) as to_group_id,
    from modeled.reviews as reviews
    inner join parted_members as subjects
        on subjects.article_launch_id = reviews.article_launch_id  -- n:1
    inner join parted_members as others
        on others.article_launch_id = reviews.other_article_launch_id  -- n:1
    where reviews.review_kind_code = 'merge' and reviews.state_code = 'applied' and subjects.group_id <> others.group_id
    group by subjects.group_id
),

members as (
    select
        parted_members.* replace (
            coalesce(onward.to_group_id, merges.to_group_id, parted_members.group_id) as group_id,
            case when merges.group_id is null then parted_members.rule_code else 'review_merge' end as rule_code
        ),
        reports.article_id,
        reports.origin_id,
        reports.known_at,
        reports.day_count,
    from parted_members
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = parted_members.article_launch_id  -- 1:1
    left join merges
        on merges.group_id = parted_members.group_id  -- n:1; null when no review joins it to another
    left join merges as onward
        on onward.group_id = merges.to_group_id
        and onward.to_group_id <> parted_members.group_id  -- n:1; null when that is the end of it
),

founders as (
    select
        members.group_id,
        arg_min(members.article_launch_id, (
            earlier.article_launch_id is null,
            coalesce(members.day_count, params.founding_day_count) > params.founding_day_count,
            members.known_at,
            members.article_launch_id
        )) as article_launch_id,
    from members
    cross join params
    left join history.launch_event_mentions as earlier
        on earlier.article_launch_id = members.article_launch_id
        and earlier.is_founder  -- 1:1; null when it founded no event in the release before
    group by members.group_id
),

events as (
    select
        *,
        hash_id('evt', [article_launch_id]) as launch_event_id,
    from founders
)

select
    events.launch_event_id,
    members.article_launch_id,
    members.article_id,
    members.origin_id,
    members.known_at,
    members.article_launch_id = events.article_launch_id as is_founder,
    members.rule_code,
    members.score_points,
    members.reason_codes,
from members
inner join events
    on events.group_id = members.group_id  -- n:1
