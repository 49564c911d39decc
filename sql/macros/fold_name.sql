-- A name in the form in which two spellings of it are equal: no case, accents, or kinds of hyphen and blank.
-- For names that a reader took from a text or that a list holds; never for running text.
create or replace macro fold_name(form) as
    lower(strip_accents(trim(regexp_replace(form, '[\s\-‐‑–_]+', ' ', 'g'))));
