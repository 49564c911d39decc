-- The value of a field that is kept as code=value; it may hold the sign itself.
create or replace macro field_value(field_text) as substr(field_text, strpos(field_text, '=') + 1);
