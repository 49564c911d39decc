-- One row per value that one article, or one speaker in it, gives to one property of a launch event: all claims side by side.
-- Grain: evidence_id, property_code
-- Reads: modeled._event_reports, modeled.articles, modeled.claims, modeled.outlets, extracted.traces
-- "Unknown" is no claim: where a report leaves a property open it has no row here. An article rests on the speaker in it who gives the same
-- value, and counts as from the speaker's origin: ten papers that relay one ministry are one origin. State media count as their state.
-- The hour of a plan is no hour of the flight.

with report_values as (
    select *, 'launch_class' as property_code, nullif(launch_class_code, 'unknown') as claimed_value_text from modeled._event_reports
    union all
    select *, 'outcome' as property_code, nullif(outcome_code, 'unknown') as claimed_value_text from modeled._event_reports
    union all
    select
        *,
        'launch_time' as property_code,
        case
            when status_code = 'occurred' or not bool_or(status_code = 'occurred') over (partition by launch_event_id)
                then launch_time_local_text
        end as claimed_value_text,
    from modeled._event_reports
    union all
    select *, 'site' as property_code, site_id as claimed_value_text from modeled._event_reports
    union all
    select *, 'vehicle' as property_code, vehicle_id as claimed_value_text from modeled._event_reports
    union all
    select *, 'payload' as property_code, payload_id as claimed_value_text from modeled._event_reports
    union all
    select *, 'launched_count' as property_code, launched_count::varchar as claimed_value_text from modeled._event_reports
),

speaker_claims as (
    select
        launch_event_id,
        case when topic_code = 'nature' then 'launch_class' else 'outcome' end as property_code,
        claimed_value_code as claimed_value_text,
        claim_id as evidence_id,
        'speaker' as route_code,
        actor_id as claimant_id,
        origin_id,
        null::varchar as basis_claim_id,
        certainty_text,
        via_outlet_id,
        article_id,
        known_at,
        char_start,
        char_end,
        article_launch_id,
    from modeled.claims
    where launch_event_id is not null and topic_code in ('nature', 'outcome') and claimed_value_code <> 'unknown'
),

bases as (
    select
        article_launch_id,
        property_code,
        claimed_value_text,
        evidence_id,
        origin_id,
    from speaker_claims
    qualify row_number() over (
        partition by article_launch_id, property_code, claimed_value_text
        order by char_start, evidence_id
    ) = 1
),

outcome_words as (
    select
        value_id as article_launch_id,
        field_name as property_code,  -- a column to join by: with a constant in its place every report would meet every word
        note_text as claimed_value_text,
        char_start,
        char_end,
    from extracted.traces
    where field_name = 'outcome'
    qualify row_number() over (partition by value_id, note_text order by step_number) = 1
),

article_claims as (
    select
        report_values.launch_event_id,
        report_values.property_code,
        report_values.claimed_value_text,
        report_values.article_launch_id as evidence_id,
        'article' as route_code,
        articles.outlet_id as claimant_id,
        coalesce(
            bases.origin_id,
            case when outlets.is_state_media then outlets.country_code end,
            report_values.origin_id
        ) as origin_id,
        bases.evidence_id as basis_claim_id,
        null::varchar as certainty_text,
        null::varchar as via_outlet_id,
        report_values.article_id,
        report_values.known_at,
        coalesce(outcome_words.char_start, report_values.char_start) as char_start,
        coalesce(outcome_words.char_end, report_values.char_end) as char_end,
        report_values.article_launch_id,
    from report_values
    inner join modeled.articles as articles
        on articles.article_id = report_values.article_id  -- n:1
    left join modeled.outlets as outlets
        on outlets.outlet_id = articles.outlet_id  -- n:1; null when the article names no outlet
    left join bases
        on bases.article_launch_id = report_values.article_launch_id
        and bases.property_code = report_values.property_code
        and bases.claimed_value_text = report_values.claimed_value_text  -- n:1; null when the article says it of its own
    left join outcome_words
        on outcome_words.article_launch_id = report_values.article_launch_id
        and outcome_words.property_code = report_values.property_code
        and outcome_words.claimed_value_text = report_values.claimed_value_text  -- n:1; null for other properties
    where report_values.claimed_value_text is not null
),

all_claims as (
    select * from article_claims
    union all
    select * from speaker_claims
)

select
    launch_event_id,
    property_code,
    claimed_value_text,
    evidence_id,
    route_code,
    claimant_id,
    origin_id,
    basis_claim_id,
    certainty_text,
    via_outlet_id,
    article_id,
    known_at,
    char_start,
    char_end,
from all_claims
