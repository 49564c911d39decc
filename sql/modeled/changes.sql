-- One row per row that came or left, or field that changed, in one release: of articles, launch events and claims.
-- Grain: change_id
-- Reads: modeled._changed_rows, modeled._row_articles, history.changes, history.refreshes
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

row_changes as (
    select
        table_code,
        row_id,
        case when old_field_texts is null then 'added' else 'removed' end as change_code,
        null::varchar as field_code,
        null::varchar as old_value_text,
        null::varchar as new_value_text,
    from modeled._changed_rows
    where old_field_texts is null or new_field_texts is null
),

old_fields as (
    select
        table_code,
        row_id,
        unnest(old_field_texts) as field_text,
    from modeled._changed_rows
    where new_field_texts is not null
),

new_fields as (
    select
        table_code,
        row_id,
        unnest(new_field_texts) as field_text,
    from modeled._changed_rows
    where old_field_texts is not null
),

field_changes as (
    select
        coalesce(present.table_code, earlier.table_code) as table_code,
        coalesce(present.row_id, earlier.row_id) as row_id,
        'changed' as change_code,
        field_code(coalesce(present.field_text, earlier.field_text)) as field_code,
        field_value(earlier.field_text) as old_value_text,
        field_value(present.field_text) as new_value_text,
    from new_fields as present
    full join old_fields as earlier
        on earlier.table_code = present.table_code
        and earlier.row_id = present.row_id
        and field_code(earlier.field_text) = field_code(present.field_text)  -- 1:1; null on the side where the field is empty
    where present.field_text is distinct from earlier.field_text
),

new_changes as (
    select * from row_changes
    union all
    select * from field_changes
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
