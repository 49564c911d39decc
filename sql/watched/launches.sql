-- Launches as articles tell them.
select count(*) from extracted.article_launches
