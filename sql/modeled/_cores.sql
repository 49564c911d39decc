-- One row per core of an event: a launch that flew on one known day.
-- Grain: core_id
-- Reads: modeled._day_cores, modeled._group_instants, modeled._launch_reports
-- The outcome is the one that most origins report, and serves only to tell which core a vaguer report means.

with outcomes as (
    select
        cores.core_id,
        reports.outcome_code,
    from modeled._day_cores as cores
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = cores.article_launch_id  -- 1:1
    where reports.outcome_code in ('success', 'failure')
    group by cores.core_id, reports.outcome_code
    qualify row_number() over (
        partition by cores.core_id
        order by count(distinct reports.origin_id) desc, reports.outcome_code
    ) = 1
),

core_facts as (
    select
        cores.core_id,
        cores.party_code,
        cores.launch_date,
        cores.kind_code,
        cores.core_vehicle_id as vehicle_id,
        cores.core_site_id as site_id,
        bool_or(reports.is_focus) as is_subject,
        case when count(distinct reports.payload_id) = 1 then min(reports.payload_id) end as payload_id,
    from modeled._day_cores as cores
    inner join modeled._launch_reports as reports
        on reports.article_launch_id = cores.article_launch_id  -- 1:1
    group by cores.core_id, cores.party_code, cores.launch_date, cores.kind_code, cores.core_vehicle_id, cores.core_site_id
)

select
    core_facts.core_id,
    core_facts.party_code,
    core_facts.launch_date,
    core_facts.kind_code,
    core_facts.vehicle_id,
    core_facts.site_id,
    core_facts.payload_id,
    core_facts.is_subject,
    outcomes.outcome_code,
    instants.launched_at,
from core_facts
left join modeled._group_instants as instants
    on instants.day_group_id = core_facts.core_id  -- 1:1; null when nobody tells the time
left join outcomes
    on outcomes.core_id = core_facts.core_id  -- 1:1; null when nobody tells success from failure
