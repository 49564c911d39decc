-- Reactions read from articles.
select count(*) from extracted.reactions
