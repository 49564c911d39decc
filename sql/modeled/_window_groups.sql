-- One row per report of `_window_reports`, with the group of reports that it makes an event with.
-- Grain: article_launch_id
-- Reads: modeled._window_reports, modeled._near_sites, modeled.articles
-- A report joins the most precise report whose days overlap its own and that it does not contradict. Only reports that join no other can be
-- joined, so no vague report ties two events together. One wider than two months, or told in passing, joins only reports of the same days;
-- a plan wider than that, or of those who go to space often, only those that name the same vehicle or site. News of
-- one day that its article tells twice, once without any name, is one. Two payloads are two launches, unless one vehicle flies both: each
-- outlet has its own name for what a capsule carries. A payload with a number flies once: days that overlap are enough for it.

with params as (
    select
        62 as widest_joining_day_count,
        7 as flight_day_count,  -- a flight known to the week may be what a plan came to
        2 as news_day_count,  -- of news without a day
),

-- a plan that needs a name, and has none, goes with copies of its article alone
reports as (
    select
        windows.*,
        hash_id('nod', [
            windows.party_code, windows.is_planned::varchar, windows.launch_class_code, windows.vehicle_id, windows.site_id,
            windows.payload_id, windows.window_date_min::varchar, windows.window_date_max::varchar,
            case
                when windows.is_name_needed and coalesce(windows.vehicle_id, windows.site_id) is null
                    then coalesce(articles.near_duplicate_group_id, windows.article_id)
            end
        ]) as node_id,
    from modeled._window_reports as windows
    inner join modeled.articles as articles
        on articles.article_id = windows.article_id  -- n:1
),

nodes as (
    select
        node_id,
        party_code,
        is_planned,
        launch_class_code,
        vehicle_id,
        site_id,
        payload_id,
        window_date_min,
        window_date_max,
        window_day_count,
        detail_count,
        bool_or(is_focus) as has_focus,
        bool_or(is_name_needed) as is_name_needed,
        count(*) as report_count,
    from reports
    group by
        node_id, party_code, is_planned, launch_class_code, vehicle_id, site_id, payload_id, window_date_min, window_date_max,
        window_day_count, detail_count
),

node_months as (
    select
        nodes.*,
        unnest(generate_series(date_trunc('month', window_date_min), window_date_max, interval 1 month))::date as month_date,
    from nodes
),

pairs as (
    select distinct
        child.node_id,
        parent.node_id as parent_node_id,
        parent.is_planned as parent_is_planned,
        parent.window_day_count as parent_day_count,
        parent.report_count as parent_report_count,
    from node_months as child
    inner join node_months as parent
        on parent.party_code = child.party_code
        and parent.month_date = child.month_date  -- n:m; nodes of one party that share a month
    cross join params
    left join modeled._near_sites as near_sites
        on near_sites.site_id = child.site_id
        and near_sites.near_site_id = parent.site_id  -- n:1; null when one of them names no site, or they lie apart
    where (parent.is_planned, parent.window_day_count, -parent.detail_count, parent.node_id)
        < (child.is_planned, child.window_day_count, -child.detail_count, child.node_id)
        and parent.window_date_min <= child.window_date_max
        and child.window_date_min <= parent.window_date_max
        and (child.is_planned = parent.is_planned or parent.window_day_count <= params.flight_day_count)
        and ((child.window_day_count <= params.widest_joining_day_count and child.has_focus and parent.has_focus)
            or (child.window_date_min = parent.window_date_min and child.window_date_max = parent.window_date_max)
            or (child.payload_id = parent.payload_id and regexp_matches(child.payload_id, '[0-9]$')))
        and (parent.launch_class_code = child.launch_class_code or 'unknown' in (parent.launch_class_code, child.launch_class_code))
        and coalesce(is_one_thing(parent.vehicle_id, child.vehicle_id), true)
        and (parent.site_id is null or child.site_id is null or near_sites.site_id is not null)
        and (is_one_thing(parent.payload_id, child.payload_id) is distinct from false or is_one_thing(parent.vehicle_id, child.vehicle_id))
        and (child.is_planned = parent.is_planned or parent.launch_class_code = child.launch_class_code)
        and (
            not child.is_name_needed
            or is_one_thing(child.vehicle_id, parent.vehicle_id)
            or coalesce(child.payload_id = parent.payload_id and child.window_day_count <= params.news_day_count, false)
            or near_sites.site_id is not null
        )
),

joins as (
    select
        pairs.node_id,
        pairs.parent_node_id,
    from pairs
    anti join pairs as grandparents
        on grandparents.node_id = pairs.parent_node_id
    qualify row_number() over (
        partition by pairs.node_id
        order by pairs.parent_is_planned, pairs.parent_day_count, pairs.parent_report_count desc, pairs.parent_node_id
    ) = 1
),

grouped_reports as (
    select
        reports.article_launch_id,
        reports.article_id,
        reports.window_day_count,
        not reports.is_planned
        and reports.window_day_count <= params.news_day_count
        and coalesce(reports.vehicle_id, reports.site_id) is null as may_be_told_again,
        coalesce(joins.parent_node_id, nodes.node_id) as root_node_id,
        joins.parent_node_id is not null as is_joined,
    from reports
    cross join params
    inner join nodes
        on nodes.node_id = reports.node_id  -- n:1
    left join joins
        on joins.node_id = nodes.node_id  -- n:1; null when the node joins no other
),

numbered_reports as (
    select
        *,
        row_number() over (
            partition by root_node_id, article_id
            order by may_be_told_again, window_day_count, article_launch_id
        ) as group_number,
    from grouped_reports
)

select
    article_launch_id,
    hash_id('grp', [root_node_id, case when may_be_told_again then '1' else group_number::varchar end]) as group_id,
    case
        when may_be_told_again and group_number > 1 then 'told_again'
        when is_joined then 'window_overlaps'
        else 'same_window'
    end as rule_code,
from numbered_reports
