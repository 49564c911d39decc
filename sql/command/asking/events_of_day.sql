-- Launch events that fall, or may fall, on a day: those of that very day; where there are none, those whose few days hold it.
-- Reads: modeled.launch_events
-- Parameter: the day. Months and years hold too many days to be meant by one.

with holding as (
    select
        launch_event_id,
        launch_date_min = launch_date_max as is_exact,
        article_count,
    from modeled.launch_events
    where $day between launch_date_min and launch_date_max
        and launch_date_precision_code in ('day', 'week')
)

select launch_event_id
from holding
where is_exact = (select bool_or(is_exact) from holding)
order by article_count desc, launch_event_id
