-- One row per vehicle name as articles write it, with the rocket or missile that it names.
-- Grain: vehicle_text
-- Reads: extracted.article_launches, reference.vehicles, reference.vehicle_names
-- A form that two listed vehicles share names neither: such a name gets an id of its own, as do names that are not listed.

with vehicle_texts as (
    select
        vehicle_name as vehicle_text,
        case when count(distinct country_code) = 1 then min(country_code) end as launching_country_code,
    from extracted.article_launches
    where vehicle_name is not null
    group by vehicle_name
),

listed_forms as (
    select vehicle_id, fold_name(vehicle_name) as form_key from reference.vehicles
    union
    select vehicle_id, fold_name(form_text) as form_key from reference.vehicle_names
),

unambiguous_forms as (
    select
        form_key,
        min(vehicle_id) as vehicle_id,
    from listed_forms
    group by form_key
    having count(*) = 1
)

select
    vehicle_texts.vehicle_text,
    coalesce(unambiguous_forms.vehicle_id, hash_id('veh', [fold_name(vehicle_texts.vehicle_text)])) as vehicle_id,
    unambiguous_forms.vehicle_id is not null as is_listed,
    vehicle_texts.launching_country_code,
from vehicle_texts
left join unambiguous_forms
    on unambiguous_forms.form_key = fold_name(vehicle_texts.vehicle_text)  -- n:1; null when the name is not listed
