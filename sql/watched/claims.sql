-- Claims read from articles.
select count(*) from extracted.claims
