-- Share of articles whose publication date is known.
select avg((published_date_min is not null)::integer)
from staged.articles
having count(*) > 0
