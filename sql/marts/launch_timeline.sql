-- One row per entry in the story of a launch event: a report, a claim or a reaction, in the order in which they became known.
-- Grain: launch_event_id, entry_number
-- Reads: modeled._event_reports, modeled.claims, modeled.reactions, modeled.articles, modeled.outlets, extracted.article_launches
-- The order is that of knowledge, not of what happened; entries of one instant are ordered by article and place in it.

with report_entries as (
    select
        reports.launch_event_id,
        'report' as entry_kind_code,
        reports.status_code as entry_code,
        null::varchar as actor_name,
        null::varchar as country_code,
        reports.known_at,
        reports.article_id,
        reports.article_launch_id as evidence_id,
        reports.char_start,
        reports.char_end,
        article_launches.evidence_text,
    from modeled._event_reports as reports
    inner join extracted.article_launches as article_launches
        on article_launches.article_launch_id = reports.article_launch_id  -- 1:1
),

claim_entries as (
    select
        launch_event_id,
        'claim' as entry_kind_code,
        topic_code as entry_code,
        speaker_name as actor_name,
        country_code,
        known_at,
        article_id,
        claim_id as evidence_id,
        char_start,
        char_end,
        evidence_text,
    from modeled.claims
    where launch_event_id is not null
),

reaction_entries as (
    select
        launch_event_id,
        'reaction' as entry_kind_code,
        reaction_type_code as entry_code,
        actor_name,
        country_code,
        known_at,
        article_id,
        reaction_id as evidence_id,
        char_start,
        char_end,
        evidence_text,
    from modeled.reactions
    where launch_event_id is not null
),

entries as (
    select * from report_entries
    union all
    select * from claim_entries
    union all
    select * from reaction_entries
)

select
    entries.launch_event_id,
    row_number() over (
        partition by entries.launch_event_id
        order by entries.known_at, entries.article_id, entries.char_start, entries.entry_kind_code, entries.evidence_id
    )::integer as entry_number,
    entries.entry_kind_code,
    entries.entry_code,
    entries.actor_name,
    entries.country_code,
    outlets.outlet_name,
    entries.known_at,
    entries.article_id,
    entries.evidence_id,
    entries.char_start,
    entries.char_end,
    entries.evidence_text,
from entries
inner join modeled.articles as articles
    on articles.article_id = entries.article_id  -- n:1
left join modeled.outlets as outlets
    on outlets.outlet_id = articles.outlet_id  -- n:1; null when the article names no outlet
