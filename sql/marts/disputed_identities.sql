-- One row per launch event on whose kind, vehicle or payload claims differ, with what the launching side, others and articles call it.
-- Grain: launch_event_id, property_code
-- Reads: marts.launch_namings, modeled.launch_event_values, modeled.differing_values
-- Satellite or missile is the oldest of these disputes; a name that one side gives and the other does not use is one, too.

with sides as (
    select
        launch_event_id,
        property_code,
        launch_country_code,
        launch_date_min,
        launch_date_max,
        array_agg(distinct called_name order by called_name)
            filter (where route_code = 'speaker' and side_code = 'launching') as launching_side_names,
        array_agg(distinct called_name order by called_name)
            filter (where route_code = 'speaker' and side_code = 'other') as other_side_names,
        array_agg(distinct called_name order by called_name)
            filter (where route_code = 'speaker' and side_code = 'none') as sideless_names,
        array_agg(distinct called_name order by called_name) filter (where route_code = 'article') as article_names,
        count(distinct claimed_value_text) as value_count,
    from marts.launch_namings
    where not is_retracted
    group by launch_event_id, property_code, launch_country_code, launch_date_min, launch_date_max
)

select
    sides.launch_event_id,
    sides.property_code,
    sides.launch_country_code,
    sides.launch_date_min,
    sides.launch_date_max,
    sides.value_count::integer as value_count,
    coalesce(sides.launching_side_names, []::varchar[]) as launching_side_names,
    coalesce(sides.other_side_names, []::varchar[]) as other_side_names,
    coalesce(sides.sideless_names, []::varchar[]) as sideless_names,
    coalesce(sides.article_names, []::varchar[]) as article_names,
    event_values.value_text as headline_value_text,
    event_values.rule_code,
from sides
inner join modeled.launch_event_values as event_values
    on event_values.launch_event_id = sides.launch_event_id
    and event_values.property_code = sides.property_code  -- 1:1
semi join modeled.differing_values as differing
    on differing.launch_event_id = sides.launch_event_id
    and differing.property_code = sides.property_code
where sides.value_count > 1
