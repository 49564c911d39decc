-- One row per core of an event: a launch that flew on one known day.
-- Grain: core_id
-- Reads: modeled._day_cores, modeled._day_groups, modeled._group_instants, modeled._launch_reports, modeled._report_days, history._cores
-- The outcome is the one that most origins report, then most reports, and none where these are equal; it serves only to tell which core a
-- vaguer report means. Where nothing has changed a core is what the release before made of it: its day is one that some report of it gives.

with members as (
    select
        cores.core_id,
        reports.origin_id,
        reports.outcome_code,
        reports.is_focus,
        reports.payload_id,
    from modeled._day_cores as cores
    semi join modeled._report_days as days
        on days.party_code = cores.party_code
        and days.told_date = cores.told_date
        and days.is_anew
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = cores.article_launch_id  -- 1:1
),

outcome_counts as (
    select
        core_id,
        {
            'origin_count': count(distinct origin_id) filter (where outcome_code = 'success'),
            'report_count': count(*) filter (where outcome_code = 'success')
        } as success_counts,
        {
            'origin_count': count(distinct origin_id) filter (where outcome_code = 'failure'),
            'report_count': count(*) filter (where outcome_code = 'failure')
        } as failure_counts,
    from members
    group by core_id
),

member_facts as (
    select
        core_id,
        bool_or(is_focus) as is_subject,
        case when count(distinct payload_id) <= 2 and is_one_thing(min(payload_id), max(payload_id)) then max(payload_id) end as payload_id,
    from members
    group by core_id
),

groups as (
    select distinct
        day_group_id,
        party_code,
        launch_date,
        kind_code,
        group_vehicle_id,
        group_site_id,
    from modeled._day_groups
),

found_cores as (
    select
        member_facts.core_id,
        groups.party_code,
        groups.launch_date,
        groups.kind_code,
        groups.group_vehicle_id as vehicle_id,
        groups.group_site_id as site_id,
        member_facts.payload_id,
        member_facts.is_subject,
        case
            when outcome_counts.success_counts > outcome_counts.failure_counts then 'success'
            when outcome_counts.failure_counts > outcome_counts.success_counts then 'failure'
        end as outcome_code,
        instants.launched_at,
    from member_facts
    inner join groups
        on groups.day_group_id = member_facts.core_id  -- 1:1; the group that gives the day at the site
    left join modeled._group_instants as instants
        on instants.day_group_id = member_facts.core_id  -- 1:1; null when nobody tells the time
    inner join outcome_counts
        on outcome_counts.core_id = member_facts.core_id  -- 1:1
),

kept_cores as (
    select earlier.*
    from history._cores as earlier
    semi join modeled._report_days as days
        on days.party_code = earlier.party_code
        and days.told_date = earlier.launch_date
        and not days.is_anew
),

cores as (
    select * from found_cores
    union all
    select * from kept_cores
)

select
    core_id,
    party_code,
    launch_date,
    kind_code,
    vehicle_id,
    site_id,
    payload_id,
    is_subject,
    outcome_code,
    launched_at,
from cores
