-- Share of articles whose outlet is known.
select avg((outlet_name is not null)::integer)
from staged.articles
having count(*) > 0
