-- Records as received, by source.
select
    source_id,
    count(*) as records,
from raw.records
group by source_id
order by source_id
