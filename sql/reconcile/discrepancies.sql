-- One row per field on which the warehouse and a catalog differ about one launch, with the evidence of both sides.
-- Grain: catalog_code, record_id, field_code
-- Reads: compared_fields, catalog_launches, modeled.launch_events, modeled.launch_event_values, modeled.launch_event_claims,
--        modeled._event_days, staged.sentences, extracted.article_launches, modeled.articles, modeled.outlets
-- The verdict weighs nobody's fame: it says how many origins stand behind our value, and whether any report gives the catalog's.

with params as (
    select
        35 as near_minutes,  -- from August 2015 to May 2018 the clocks of Pyongyang and Seoul were half an hour apart
        720 as halfday_minutes,
        540 as zone_minutes,  -- Korea and Japan
        20 as round_minutes,
        1440 as day_minutes,
),

differences as (
    select
        *,
        case when field_code = 'launched_at' then 'launch_time' else field_code end as property_code,
    from compared_fields
    where not is_equal
),

told_values as (
    select
        launch_event_id,
        property_code,
        claimed_value_text,
        count(distinct origin_id)::integer as origin_count,
        array_agg(distinct article_id order by article_id) as article_ids,
        arg_min(article_id, (known_at, article_id, char_start)) as article_id,
        arg_min(char_start, (known_at, article_id, char_start)) as char_start,
        arg_min(char_end, (known_at, article_id, char_start)) as char_end,
    from modeled.launch_event_claims
    group by launch_event_id, property_code, claimed_value_text
    union all
    -- days are no claims of their own; the report that dates the event stands for them
    select
        days.launch_event_id,
        'launch_date' as property_code,
        days.launch_date_min::varchar as claimed_value_text,
        events.origin_count,
        [launches.article_id] as article_ids,
        launches.article_id,
        launches.evidence_char_start as char_start,
        launches.evidence_char_end as char_end,
    from modeled._event_days as days
    inner join modeled.launch_events as events
        on events.launch_event_id = days.launch_event_id  -- 1:1
    inner join extracted.article_launches as launches
        on launches.article_launch_id = days.dated_by_article_launch_id  -- n:1
),

told_lists as (
    select
        launch_event_id,
        property_code,
        string_agg(
            claimed_value_text || ' (' || origin_count || case when origin_count = 1 then ' origin)' else ' origins)' end, ', '
            order by origin_count desc, claimed_value_text
        ) as told_values_text,
    from told_values
    group by launch_event_id, property_code
),

judged as (
    select
        differences.*,
        events.launch_date_min,
        ours.origin_count as ours_origin_count,
        ours.article_id as ours_article_id,
        ours.char_start as ours_char_start,
        ours.char_end as ours_char_end,
        coalesce(event_values.support_code, case when ours.origin_count > 1 then 'corroborated' else 'single_source' end) as ours_support_code,
        told_lists.told_values_text,
        coalesce(theirs.origin_count, 0) as theirs_origin_count,
    from differences
    inner join modeled.launch_events as events
        on events.launch_event_id = differences.launch_event_id  -- n:1
    left join modeled.launch_event_values as event_values
        on event_values.launch_event_id = differences.launch_event_id
        and event_values.property_code = differences.property_code  -- n:1; null for days
    inner join told_values as ours
        on ours.launch_event_id = differences.launch_event_id
        and ours.property_code = differences.property_code
        and ours.claimed_value_text = coalesce(event_values.value_text, differences.ours_text)  -- n:1
    left join told_values as theirs
        on theirs.launch_event_id = differences.launch_event_id
        and theirs.property_code = differences.property_code
        and theirs.claimed_value_text = differences.theirs_claim_text  -- n:1; null when no report gives the catalog's value
    inner join told_lists
        on told_lists.launch_event_id = differences.launch_event_id
        and told_lists.property_code = differences.property_code  -- n:1
)

select
    judged.catalog_code,
    judged.record_id,
    judged.field_code,
    judged.launch_event_id,
    judged.launch_date_min,
    judged.ours_text,
    judged.theirs_text,
    judged.difference_minutes,
    case
        when judged.difference_minutes is null then 'other'
        when abs(abs(judged.difference_minutes) - params.halfday_minutes) <= params.near_minutes then 'half_day'
        when abs(abs(judged.difference_minutes) - params.day_minutes) <= params.near_minutes then 'one_day'
        when abs(abs(judged.difference_minutes) - params.zone_minutes) <= params.near_minutes then 'time_zone'
        -- "shortly before ten" is told as ten
        when abs(judged.difference_minutes) <= params.round_minutes and regexp_matches(judged.ours_text, ':[03]0 UTC$') then 'round_hour'
        when abs(judged.difference_minutes) between 25 and 35 then 'half_hour'
        when abs(judged.difference_minutes) < 60 then 'minutes'
        else 'other'
    end as pattern_code,
    case
        when judged.theirs_origin_count > 0 then 'reports_differ_too'
        when judged.ours_origin_count > 1 then 'several_origins_against'
        else 'one_origin_against'
    end as verdict_code,
    judged.ours_support_code,
    judged.ours_origin_count,
    judged.theirs_origin_count,
    judged.told_values_text,
    outlets.outlet_name as ours_outlet_name,
    judged.ours_article_id,
    judged.ours_char_start,
    judged.ours_char_end,
    sentences.sentence_text as ours_evidence_text,
    records.place_number as theirs_place_number,
    records.record_text as theirs_evidence_text,
from judged
cross join params
inner join catalog_launches as records
    on records.catalog_code = judged.catalog_code
    and records.record_id = judged.record_id  -- n:1
left join staged.sentences as sentences
    on sentences.article_id = judged.ours_article_id
    and judged.ours_char_start >= sentences.char_start
    and judged.ours_char_start < sentences.char_end  -- n:1; null when the words stand between two sentences
inner join modeled.articles as told_in
    on told_in.article_id = judged.ours_article_id  -- n:1
left join modeled.outlets as outlets
    on outlets.outlet_id = told_in.outlet_id  -- n:1; null when the article names no outlet
