-- One row per row that came or left, or field that changed, in one release: of articles, launch events and claims.
-- Grain: change_id
-- Reads: modeled._tracked_fields, modeled._row_articles, history._tracked_fields, history.changes, history.refreshes
-- The cause is the nearest that this refresh had: an article of the row that came or left, else new rules, reference or SQL; else articles
-- elsewhere, which changed what the row is compared with. Earlier changes are kept as they were.

with row_causes as (
    select
        table_code,
        row_id,
        min_by(article_id, (known_at, article_id)) filter (where is_new) as new_article_id,
        min(article_id) filter (where has_left) as left_article_id,
    from modeled._row_articles
    group by table_code, row_id
),

present_rows as (
    select distinct table_code, row_id from modeled._tracked_fields
),

earlier_rows as (
    select distinct table_code, row_id from history._tracked_fields
),

row_changes as (
    select
        coalesce(present_rows.table_code, earlier_rows.table_code) as table_code,
        coalesce(present_rows.row_id, earlier_rows.row_id) as row_id,
        case when earlier_rows.row_id is null then 'added' else 'removed' end as change_code,
        null::varchar as field_code,
        null::varchar as old_value_text,
        null::varchar as new_value_text,
    from present_rows
    full join earlier_rows
        on earlier_rows.table_code = present_rows.table_code
        and earlier_rows.row_id = present_rows.row_id  -- 1:1; null on the side that has not got it
    where present_rows.row_id is null or earlier_rows.row_id is null
),

field_changes as (
    select
        coalesce(present.table_code, earlier.table_code) as table_code,
        coalesce(present.row_id, earlier.row_id) as row_id,
        'changed' as change_code,
        coalesce(present.field_code, earlier.field_code) as field_code,
        earlier.value_text as old_value_text,
        present.value_text as new_value_text,
    from modeled._tracked_fields as present
    full join history._tracked_fields as earlier
        on earlier.table_code = present.table_code
        and earlier.row_id = present.row_id
        and earlier.field_code = present.field_code  -- 1:1; null on the side where the field is empty
    where present.value_text is distinct from earlier.value_text
),

new_changes as (
    select * from row_changes
    union all
    select field_changes.*
    from field_changes
    anti join row_changes
        on row_changes.table_code = field_changes.table_code
        and row_changes.row_id = field_changes.row_id
)

select
    hash_id('chg', [
        refreshes.release_number::varchar, new_changes.table_code, new_changes.row_id, coalesce(new_changes.field_code, '')
    ]) as change_id,
    new_changes.table_code,
    new_changes.row_id,
    new_changes.change_code,
    new_changes.field_code,
    new_changes.old_value_text,
    new_changes.new_value_text,
    case
        when row_causes.new_article_id is not null then 'new_article'
        when row_causes.left_article_id is not null then 'article_left'
        when refreshes.rules_version <> refreshes.earlier_rules_version then 'new_rules'
        when refreshes.reference_version <> refreshes.earlier_reference_version then 'new_reference'
        when refreshes.model_version <> refreshes.earlier_model_version then 'new_model'
        else 'other_articles'
    end as cause_code,
    case
        when row_causes.new_article_id is not null then row_causes.new_article_id
        when row_causes.left_article_id is not null then row_causes.left_article_id
        when refreshes.rules_version <> refreshes.earlier_rules_version then refreshes.rules_version
        when refreshes.reference_version <> refreshes.earlier_reference_version then refreshes.reference_version
        when refreshes.model_version <> refreshes.earlier_model_version then refreshes.model_version
    end as cause_id,
    refreshes.release_number,
    refreshes.run_at as recorded_at,
from new_changes
cross join history.refreshes as refreshes
left join row_causes
    on row_causes.table_code = new_changes.table_code
    and row_causes.row_id = new_changes.row_id  -- n:1
union all
select
    change_id,
    table_code,
    row_id,
    change_code,
    field_code,
    old_value_text,
    new_value_text,
    cause_code,
    cause_id,
    release_number,
    recorded_at,
from history.changes
