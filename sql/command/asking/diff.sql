-- How two releases differ, with the cause that the change feed of the newer one gives: one row for each that came or went, or field that changed.
-- Reads: newer and older modeled._tracked_rows; newer modeled.changes, launch_event_redirects, launch_event_tombstones, launch_events,
--        claims, articles; older modeled.launch_events, claims, articles
-- Macros: those of the newer release. Parameters: numbers of the releases. A change that was taken back in between shows nowhere.

with differing as (
    select
        coalesce(present.table_code, earlier.table_code) as table_code,
        coalesce(present.row_id, earlier.row_id) as row_id,
        earlier.field_texts as old_field_texts,
        present.field_texts as new_field_texts,
    from newer.modeled._tracked_rows as present
    full join older.modeled._tracked_rows as earlier
        on earlier.table_code = present.table_code
        and earlier.row_id = present.row_id  -- 1:1; null on the side that has not got it
    where present.field_texts is distinct from earlier.field_texts
),

old_fields as (
    select
        table_code,
        row_id,
        unnest(old_field_texts) as field_text,
    from differing
    where new_field_texts is not null
),

new_fields as (
    select
        table_code,
        row_id,
        unnest(new_field_texts) as field_text,
    from differing
    where old_field_texts is not null
),

found as (
    select
        coalesce(present.table_code, earlier.table_code) as table_code,
        coalesce(present.row_id, earlier.row_id) as row_id,
        'changed' as change_code,
        newer.field_code(coalesce(present.field_text, earlier.field_text)) as field_code,
        newer.field_value(earlier.field_text) as old_value_text,
        newer.field_value(present.field_text) as new_value_text,
    from new_fields as present
    full join old_fields as earlier
        on earlier.table_code = present.table_code
        and earlier.row_id = present.row_id
        and newer.field_code(earlier.field_text) = newer.field_code(present.field_text)  -- 1:1; null on the side where the field is empty
    where present.field_text is distinct from earlier.field_text
    union all
    select
        table_code,
        row_id,
        case when old_field_texts is null then 'added' else 'removed' end as change_code,
        null as field_code,
        null as old_value_text,
        null as new_value_text,
    from differing
    where old_field_texts is null or new_field_texts is null
),

causes as (
    select *
    from newer.modeled.changes
    where release_number > $older
        and release_number <= $newer
    qualify row_number() over (partition by table_code, row_id, coalesce(field_code, '') order by release_number desc, change_id) = 1
),

-- the newer release tells of what it holds, the older one of what went
described as (
    select
        'launch_events' as table_code,
        launch_event_id as row_id,
        launch_event_id,
        concat_ws(' ', status_code, country_code, launch_class_code, vehicle_name, launch_date_min) as described_text,
        1 as age_number,
    from newer.modeled.launch_events
    union all
    select
        'launch_events',
        launch_event_id,
        launch_event_id,
        concat_ws(' ', status_code, country_code, launch_class_code, vehicle_name, launch_date_min),
        2,
    from older.modeled.launch_events
    union all
    select 'claims', claim_id, launch_event_id, concat_ws(': ', speaker_name, evidence_text), 1
    from newer.modeled.claims
    union all
    select 'claims', claim_id, launch_event_id, concat_ws(': ', speaker_name, evidence_text), 2
    from older.modeled.claims
    union all
    select 'articles', article_id, null, title_text, 1
    from newer.modeled.articles
    union all
    select 'articles', article_id, null, title_text, 2
    from older.modeled.articles
),

descriptions as (
    select *
    from described
    qualify row_number() over (partition by table_code, row_id order by age_number) = 1
),

successors as (
    select
        launch_event_id,
        arg_max(reason_code, (release_number, to_launch_event_id)) as reason_code,
        arg_max(current_launch_event_id, (release_number, to_launch_event_id)) as current_launch_event_id,
    from newer.modeled.launch_event_redirects
    group by launch_event_id
    union all
    select
        launch_event_id,
        reason_code,
        null as current_launch_event_id,
    from newer.modeled.launch_event_tombstones
    where launch_event_id not in (select launch_event_id from newer.modeled.launch_event_redirects)
)

select
    found.table_code,
    found.change_code,
    found.row_id,
    found.field_code,
    found.old_value_text,
    found.new_value_text,
    coalesce(causes.cause_code, row_causes.cause_code) as cause_code,
    coalesce(causes.cause_id, row_causes.cause_id) as cause_id,
    coalesce(causes.release_number, row_causes.release_number) as release_number,
    successors.reason_code,
    successors.current_launch_event_id,
    descriptions.launch_event_id,
    descriptions.described_text,
from found
inner join descriptions
    on descriptions.table_code = found.table_code
    and descriptions.row_id = found.row_id  -- n:1
left join causes
    on causes.table_code = found.table_code
    and causes.row_id = found.row_id
    and causes.field_code is not distinct from found.field_code  -- 1:1; null where the feed has another kind of entry for it
left join causes as row_causes
    on row_causes.table_code = found.table_code
    and row_causes.row_id = found.row_id
    and row_causes.field_code is null  -- n:1; null where the row was there before and after
left join successors
    on found.change_code = 'removed'
    and successors.launch_event_id = found.row_id  -- n:1; null for all but events that went
order by
    case found.table_code when 'launch_events' then 1 when 'claims' then 2 when 'articles' then 3 end,
    case found.change_code when 'added' then 1 when 'changed' then 2 when 'removed' then 3 end,
    descriptions.launch_event_id, found.row_id, found.field_code
