-- One row per report of an alert that was issued or lifted, with the system, areas and clock times that its evidence gives.
-- Grain: reaction_id
-- Reads: modeled.reactions, extracted.dates, extracted.names
-- A ledger of reports, not of alerts: competing times of one alert stand beside each other.

with alert_reactions as (
    select *
    from modeled.reactions
    where reaction_type_code in ('alert', 'lift_alert')
),

clock_times as (
    select
        reactions.reaction_id,
        array_agg(distinct dates.clock_time_text order by dates.clock_time_text) as clock_time_texts,
    from alert_reactions as reactions
    inner join extracted.dates as dates
        on dates.article_id = reactions.article_id
        and dates.char_start >= reactions.char_start
        and dates.char_end <= reactions.char_end  -- 1:n; times inside the evidence
    where dates.clock_time_text is not null
    group by reactions.reaction_id
),

named_things as (
    select
        reactions.reaction_id,
        array_agg(distinct names.entity_name order by names.entity_name) filter (where names.kind_code = 'alert_system') as system_names,
        array_agg(distinct names.entity_name order by names.entity_name) filter (where names.kind_code = 'place') as area_names,
    from alert_reactions as reactions
    inner join extracted.names as names
        on names.article_id = reactions.article_id
        and names.char_start >= reactions.char_start
        and names.char_end <= reactions.char_end  -- 1:n; names inside the evidence
    group by reactions.reaction_id
)

select
    reactions.reaction_id,
    reactions.launch_event_id,
    reactions.article_id,
    reactions.actor_id,
    reactions.country_code,
    case when reactions.reaction_type_code = 'alert' then 'issued' else 'lifted' end as alert_step_code,
    coalesce(named_things.system_names, []::varchar[]) as system_names,
    coalesce(named_things.area_names, []::varchar[]) as area_names,
    coalesce(clock_times.clock_time_texts, []::varchar[]) as clock_time_texts,
    reactions.published_date_min,
    reactions.published_date_max,
    reactions.known_at,
    reactions.char_start,
    reactions.char_end,
    reactions.evidence_text,
from alert_reactions as reactions
left join clock_times
    on clock_times.reaction_id = reactions.reaction_id  -- 1:1; null when the evidence gives no time
left join named_things
    on named_things.reaction_id = reactions.reaction_id  -- 1:1; null when the evidence names nothing
