-- Days from the newest article to the newest receipt.
select date_diff('day', max(published_date_max), (select max(received_at)::date from raw.receipts))
from staged.articles
having count(published_date_max) > 0
