-- The code of a field that is kept as code=value.
create or replace macro field_code(field_text) as split_part(field_text, '=', 1);
