-- One row per record of a catalog that is a launch event of the warehouse, with whether it is the event's best match in that catalog.
-- Grain: catalog_code, record_id
-- Reads: pairs, catalog_launches
-- Further records of one event are parts of a salvo that the catalog keeps apart; only the best is compared field by field.

select
    pairs.catalog_code,
    pairs.record_id,
    pairs.launch_event_id,
    row_number() over (
        partition by pairs.catalog_code, pairs.launch_event_id
        order by pairs.score_points desc, pairs.minutes_apart nulls last, records.place_number
    ) = 1 as is_best,
    pairs.score_points,
    pairs.is_same_day,
    pairs.minutes_apart::integer as minutes_apart,
    records.place_number,
from pairs
inner join catalog_launches as records
    on records.catalog_code = pairs.catalog_code
    and records.record_id = pairs.record_id  -- n:1
where pairs.record_rank = 1
