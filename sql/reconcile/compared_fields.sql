-- One row per field of a matched launch that both the warehouse and the catalog fill, with both values.
-- Grain: catalog_code, record_id, field_code
-- Reads: matches, catalog_launches, modeled.launch_events, reference.sites, reference.vehicles, reference.payloads
-- Instants are compared where both sides give one, else days, in the zone of the site and in Greenwich. A vehicle that is a version of the
-- other ("unha", "unha-3"), and a site within reach of the other's position, is the same said less precisely. Names that no list holds may
-- be other spellings, and a day may be the neighbour of another zone: what cannot be told apart does not differ.

with params as (
    select
        5 as same_minutes,  -- official times of one launch differ by as much
        30 as same_site_km,  -- catalogs place one base up to 25 km apart
),

pairs as (
    select
        matches.catalog_code,
        matches.record_id,
        events.launch_event_id,
        events.launched_at as ours_at,
        records.launched_at as theirs_at,
        -- the clock at the site, by the offset that the warehouse used for this launch
        (
            records.launched_at at time zone 'UTC'
            + ((events.launch_date_min + events.launch_time_local_text::time) - (events.launched_at at time zone 'UTC'))
        ) as theirs_local_at,
        events.launch_date_min as ours_date,
        coalesce(records.local_date, records.date_min) as theirs_date,
        matches.is_same_day
        or (
            events.launched_at is null
            and records.local_date is null
            and records.day_basis_code <> 'local'
            and abs(date_diff('day', events.launch_date_min, records.date_min)) = 1
        ) as is_same_day,
        events.launch_class_code as ours_class_code,
        records.launch_class_code as theirs_class_code,
        events.outcome_code as ours_outcome_code,
        records.outcome_code as theirs_outcome_code,
        vehicles.vehicle_id as ours_vehicle_id,
        records.vehicle_id as theirs_vehicle_id,
        payloads.payload_id as ours_payload_id,
        records.payload_id as theirs_payload_id,
        ours.site_id as ours_site_id,
        records.site_id as theirs_site_id,
        distance_km(ours.latitude_deg, ours.longitude_deg, theirs.latitude_deg, theirs.longitude_deg) as site_distance_km,
        events.launched_count as ours_count,
        sum(records.launched_count) over (partition by matches.catalog_code, matches.launch_event_id) as theirs_count,
        matches.is_best,
    from matches
    inner join catalog_launches as records
        on records.catalog_code = matches.catalog_code
        and records.record_id = matches.record_id  -- 1:1
    inner join modeled.launch_events as events
        on events.launch_event_id = matches.launch_event_id  -- n:1
    left join reference.sites as ours
        on ours.site_id = events.site_id  -- n:1; null when no listed site is named
    left join reference.vehicles as vehicles
        on vehicles.vehicle_id = events.vehicle_id  -- n:1; null when no listed vehicle is named
    left join reference.payloads as payloads
        on payloads.payload_id = events.payload_id  -- n:1; null when no listed payload is named
    left join reference.sites as theirs
        on theirs.site_id = records.site_id  -- n:1; null when the catalog's site is not listed
),

fields as (
    select
        pairs.catalog_code,
        pairs.record_id,
        pairs.launch_event_id,
        unnest([
            {
                'field_code': 'launched_at',
                'ours_text': strftime(pairs.ours_at at time zone 'UTC', '%Y-%m-%d %H:%M UTC'),
                'theirs_text': strftime(pairs.theirs_at at time zone 'UTC', '%Y-%m-%d %H:%M UTC'),
                'theirs_claim_text': strftime(pairs.theirs_local_at, '%H:%M'),
                'difference_minutes': date_diff('minute', pairs.ours_at, pairs.theirs_at),
                'is_equal': abs(date_diff('minute', pairs.ours_at, pairs.theirs_at)) <= params.same_minutes
            },
            {
                'field_code': 'launch_date',
                'ours_text': case when pairs.ours_at is null or pairs.theirs_at is null then pairs.ours_date::varchar end,
                'theirs_text': pairs.theirs_date::varchar,
                'theirs_claim_text': pairs.theirs_date::varchar,
                'difference_minutes': date_diff('minute', pairs.ours_date, pairs.theirs_date),
                'is_equal': pairs.is_same_day
            },
            {
                'field_code': 'launch_class',
                'ours_text': nullif(pairs.ours_class_code, 'unknown'),
                'theirs_text': nullif(pairs.theirs_class_code, 'unknown'),
                'theirs_claim_text': pairs.theirs_class_code,
                'difference_minutes': null,
                'is_equal': pairs.ours_class_code = pairs.theirs_class_code
            },
            {
                'field_code': 'outcome',
                'ours_text': case when pairs.ours_outcome_code in ('success', 'failure') then pairs.ours_outcome_code end,
                'theirs_text': pairs.theirs_outcome_code,
                'theirs_claim_text': pairs.theirs_outcome_code,
                'difference_minutes': null,
                'is_equal': pairs.ours_outcome_code = pairs.theirs_outcome_code
            },
            {
                'field_code': 'vehicle',
                'ours_text': pairs.ours_vehicle_id,
                'theirs_text': pairs.theirs_vehicle_id,
                'theirs_claim_text': pairs.theirs_vehicle_id,
                'difference_minutes': null,
                'is_equal': is_one_thing(pairs.ours_vehicle_id, pairs.theirs_vehicle_id)
            },
            {
                'field_code': 'payload',
                'ours_text': pairs.ours_payload_id,
                'theirs_text': pairs.theirs_payload_id,
                'theirs_claim_text': pairs.theirs_payload_id,
                'difference_minutes': null,
                'is_equal': is_one_thing(pairs.ours_payload_id, pairs.theirs_payload_id)
            },
            {
                'field_code': 'site',
                'ours_text': pairs.ours_site_id,
                'theirs_text': pairs.theirs_site_id,
                'theirs_claim_text': pairs.theirs_site_id,
                'difference_minutes': null,
                'is_equal': pairs.ours_site_id = pairs.theirs_site_id or coalesce(pairs.site_distance_km <= params.same_site_km, false)
            },
            {
                'field_code': 'launched_count',
                'ours_text': pairs.ours_count::varchar,
                'theirs_text': pairs.theirs_count::varchar,
                'theirs_claim_text': pairs.theirs_count::varchar,
                'difference_minutes': null,
                'is_equal': pairs.ours_count = pairs.theirs_count
            }
        ], recursive := true),
    from pairs
    cross join params
    where pairs.is_best
)

select *
from fields
where ours_text is not null and theirs_text is not null
