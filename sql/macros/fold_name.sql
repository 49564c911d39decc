-- A name in the form in which two spellings of it are equal: no case, accents, apostrophes, or kinds of hyphen and blank, and Roman
-- numbers as digits. For names that a reader took from a text or that a list holds; never for running text.
create or replace macro fold_name(form) as
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        lower(strip_accents(trim(regexp_replace(translate(form, '''’‘ʼ`´', ''), '[\s\-‐‑–_]+', ' ', 'g')))),
        ' iii\b', ' 3'), ' ii\b', ' 2'), ' iv\b', ' 4'), ' v\b', ' 5'), ' i$', ' 1');
