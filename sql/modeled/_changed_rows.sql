-- One row per row that the change feed follows and that is not as it was in the release before, with its fields then and now.
-- Grain: table_code, row_id
-- Reads: modeled._tracked_rows, history._tracked_rows
-- On most nights few rows differ, and only of these the fields are set side by side.

select
    coalesce(present.table_code, earlier.table_code) as table_code,
    coalesce(present.row_id, earlier.row_id) as row_id,
    earlier.field_texts as old_field_texts,
    present.field_texts as new_field_texts,
from modeled._tracked_rows as present
full join history._tracked_rows as earlier
    on earlier.table_code = present.table_code
    and earlier.row_id = present.row_id  -- 1:1; null on the side that has not got it
where present.field_texts is distinct from earlier.field_texts
