-- One row per launch as one article tells it, with the launch event that it is a report of.
-- Grain: article_launch_id
-- Reads: modeled._event_members, modeled._launch_reports
-- An event's id is made from its founding report alone, so other articles do not change it.

with founders as (
    select
        group_id,
        hash_id('evt', [article_launch_id]) as launch_event_id,
    from modeled._event_members
    where is_founder
)

select
    founders.launch_event_id,
    members.article_launch_id,
    reports.article_id,
    reports.origin_id,
    reports.known_at,
    members.is_founder,
    members.rule_code,
    members.score_points,
    members.reason_codes,
from modeled._event_members as members
inner join founders
    on founders.group_id = members.group_id  -- n:1
inner join modeled._launch_reports as reports
    on reports.article_launch_id = members.article_launch_id  -- 1:1
