-- Articles in the warehouse: how many, the share whose outlet and whose publication date is known, and the age of the newest in days.
select
    count(*) as articles,
    avg((outlet_name is not null)::integer) as articles_with_outlet_share,
    avg((published_date_min is not null)::integer) as dated_share,
    date_diff('day', max(published_date_max), (select max(received_at)::date from raw.receipts)) as days_since_news,
from staged.articles
