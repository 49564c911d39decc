-- One row per table, kind of change and cause in the newest release, with the rows that it touched.
-- Grain: table_code, change_code, cause_code
-- Reads: modeled.changes, history.refreshes

select
    table_code,
    change_code,
    cause_code,
    count(distinct row_id) as row_count,
from modeled.changes
where release_number = (select max(release_number) from history.refreshes)
group by table_code, change_code, cause_code
order by table_code, change_code, cause_code
