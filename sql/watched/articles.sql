-- Articles in the warehouse.
select count(*) from staged.articles
