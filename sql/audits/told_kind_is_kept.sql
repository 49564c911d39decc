-- Only a report that leaves the class open, a missile of a day on which a space launch flew, or a missile that others of one time call
-- another kind of missile, is grouped under another kind than its own.
-- Table: modeled._day_kinds
-- Severity: critical
select
    kinds.article_launch_id,
    kinds.kind_code,
    reports.launch_class_code,
from modeled._day_kinds as kinds
inner join modeled._launch_reports as reports
    on reports.article_launch_id = kinds.article_launch_id  -- 1:1
where kinds.kind_code <> reports.launch_class_code
    and reports.launch_class_code <> 'unknown'
    and not (reports.launch_class_code = 'ballistic' and kinds.kind_code = 'space')
    and not (
        reports.launch_time_local_text is not null
        and reports.launch_class_code in ('ballistic', 'cruise', 'artillery')
        and kinds.kind_code in ('ballistic', 'cruise', 'artillery')
    )
