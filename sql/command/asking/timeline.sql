-- The story of a launch event in the order in which it became known: one row a report, claim, reaction, or state that it came into.
-- Reads: marts.launch_timeline, modeled.launch_states, modeled.claims
-- Parameter: the id of the event. A state comes before the reports of the same instant, which it sums up.

with entries as (
    select
        timeline.known_at,
        timeline.entry_kind_code,
        timeline.entry_code,
        claims.claimed_value_code as value_text,
        null::date as state_date_min,
        null::date as state_date_max,
        timeline.actor_name,
        timeline.country_code,
        timeline.outlet_name,
        timeline.article_id,
        timeline.evidence_id,
        timeline.char_start,
        timeline.char_end,
        timeline.evidence_text,
        timeline.entry_number,
    from marts.launch_timeline as timeline
    left join modeled.claims as claims
        on claims.claim_id = timeline.evidence_id  -- 1:1; null for reports and reactions
    where timeline.launch_event_id = $id
    union all
    select
        known_from_at as known_at,
        'state' as entry_kind_code,
        state_code as entry_code,
        value_text,
        state_date_min,
        state_date_max,
        null as actor_name,
        null as country_code,
        null as outlet_name,
        null as article_id,
        article_launch_id as evidence_id,
        null as char_start,
        null as char_end,
        null as evidence_text,
        state_number - 1000000 as entry_number,  -- before everything else of its instant
    from modeled.launch_states
    where launch_event_id = $id
)

select * exclude (entry_number)
from entries
order by known_at, entry_number
