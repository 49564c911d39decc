-- Share of the newest records of each source that became articles or copies of articles, or that were forgotten on purpose.
with params as (
    select 100 as newest_count  -- records; enough to tell a source that changed its shape, few enough to tell it in a night or two
),

received as (
    select
        records.source_id,
        records.receipt_id,
        records.position_count,
        rejects.record_id is null as is_kept,
    from raw.records as records
    left join staged.article_rejects as rejects
        on rejects.record_id = records.record_id  -- 1:1; null when the record was not refused
        and rejects.reason_code <> 'forgotten'
    union all
    select
        source_id,
        receipt_id,
        position_count,
        false as is_kept,
    from raw.record_rejects
),

newest as (
    select
        received.source_id,
        received.is_kept,
    from received
    cross join params
    inner join raw.receipts as receipts
        on receipts.receipt_id = received.receipt_id  -- n:1
    qualify row_number() over (
        partition by received.source_id
        order by receipts.received_at desc, received.receipt_id, received.position_count, received.is_kept
    ) <= params.newest_count
)

select
    source_id,
    avg(is_kept::integer) as newest_kept_share,
from newest
group by source_id
order by source_id
