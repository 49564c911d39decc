-- The code, and the value, of a field that is kept as code=value.
create or replace macro field_code(field_text) as split_part(field_text, '=', 1);
create or replace macro field_value(field_text) as substr(field_text, strpos(field_text, '=') + 1);
