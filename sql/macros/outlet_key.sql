-- The name of an outlet in the form in which two spellings of it are equal: as fold_name, and a web address without www.
create or replace macro outlet_key(form) as
    regexp_replace(fold_name(form), '^www\.', '');
