-- The name of an outlet in the form in which two spellings of it are equal: as fold_name, a web address without www, and a name of several
-- words without the article before it or the stop after it. Of one word the article may be all that tells a name from a word.
create or replace macro outlet_key(form) as
    regexp_replace(regexp_replace(regexp_replace(fold_name(form), '[.,;:]+$', ''), '^www\.', ''), '^the (\S+ \S)', '\1');
