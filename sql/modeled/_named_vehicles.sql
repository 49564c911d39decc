-- One row per vehicle name as articles write it, with the rocket or missile that it names.
-- Grain: vehicle_text
-- Reads: extracted.article_launches, reference.vehicles, reference.vehicle_names
-- A form that two listed vehicles share names the one whose name it is, else neither: it gets an id of its own, as do names that are not
-- listed. What follows a listed name in brackets or as the number of a flight ("PSLV-C61") tells the flight, not another vehicle.

with vehicle_texts as (
    select
        vehicle_name as vehicle_text,
        fold_name(vehicle_name) as form_key,
        regexp_extract(fold_name(vehicle_name), '^(.+?)(?: \(.+\)| [a-z]{1,2} ?\d{1,4})$', 1) as unnumbered_form_key,
        case when count(distinct country_code) = 1 then min(country_code) end as launching_country_code,
    from extracted.article_launches
    where vehicle_name is not null
    group by vehicle_name
),

listed_forms as (
    select vehicle_id, fold_name(vehicle_name) as form_key, true as is_name from reference.vehicles
    union
    select vehicle_id, fold_name(form_text) as form_key, false as is_name from reference.vehicle_names
),

first_forms as (
    select *
    from listed_forms
    qualify rank() over (partition by form_key order by is_name desc) = 1
),

unambiguous_forms as (
    select
        form_key,
        min(vehicle_id) as vehicle_id,
    from first_forms
    group by form_key
    having count(*) = 1
)

select
    vehicle_texts.vehicle_text,
    coalesce(whole.vehicle_id, unnumbered.vehicle_id, hash_id('veh', [vehicle_texts.form_key])) as vehicle_id,
    coalesce(whole.vehicle_id, unnumbered.vehicle_id) is not null as is_listed,
    vehicle_texts.launching_country_code,
from vehicle_texts
left join unambiguous_forms as whole
    on whole.form_key = vehicle_texts.form_key  -- n:1; null when the name is not listed
left join unambiguous_forms as unnumbered
    on unnumbered.form_key = vehicle_texts.unnumbered_form_key  -- n:1; null when there is no number, or what stands before it is not listed
