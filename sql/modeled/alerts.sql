-- One row per report of an alert that was issued or lifted, with the clock times that its evidence gives.
-- Grain: reaction_id
-- Reads: modeled.reactions, extracted.dates
-- A ledger of reports, not of alerts: competing times of one alert stand beside each other.

with clock_times as (
    select
        reactions.reaction_id,
        array_agg(distinct dates.clock_time_text order by dates.clock_time_text) as clock_time_texts,
    from modeled.reactions as reactions
    inner join extracted.dates as dates
        on dates.article_id = reactions.article_id
        and dates.char_start >= reactions.char_start
        and dates.char_end <= reactions.char_end  -- 1:n; times inside the evidence
    where reactions.reaction_type_code in ('alert', 'lift_alert') and dates.clock_time_text is not null
    group by reactions.reaction_id
)

select
    reactions.reaction_id,
    reactions.launch_event_id,
    reactions.article_id,
    reactions.actor_id,
    reactions.country_code,
    case when reactions.reaction_type_code = 'alert' then 'issued' else 'lifted' end as alert_step_code,
    coalesce(clock_times.clock_time_texts, []::varchar[]) as clock_time_texts,
    reactions.published_date_min,
    reactions.published_date_max,
    reactions.known_at,
    reactions.char_start,
    reactions.char_end,
    reactions.evidence_text,
from modeled.reactions as reactions
left join clock_times
    on clock_times.reaction_id = reactions.reaction_id  -- 1:1; null when the evidence gives no time
where reactions.reaction_type_code in ('alert', 'lift_alert')
