-- Documents that the lists of each source on the web announced when they were last read.
select
    source_id,
    announced_count as announced,
from raw.source_health
qualify row_number() over (partition by source_id order by run_at desc) = 1
order by source_id
