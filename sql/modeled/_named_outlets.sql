-- One row per outlet name as articles and speakers write it, with the outlet that it names.
-- Grain: outlet_text
-- Reads: staged.articles, extracted.attributions, extracted.claims, extracted.reactions, reference.outlets, reference.outlet_names
-- A form that two listed outlets share names neither: such a name gets an id of its own, as do names that are not listed. An outlet may be
-- named by its web address, with or without www.

with outlet_texts as (
    select outlet_name as outlet_text from staged.articles where outlet_name is not null
    union
    select carrier_name as outlet_text from extracted.attributions where carrier_name is not null
    union
    select via_name as outlet_text from extracted.claims where via_name is not null
    union
    select via_name as outlet_text from extracted.reactions where via_name is not null
),

folded_texts as (
    select
        outlet_text,
        outlet_key(outlet_text) as form_key,
    from outlet_texts
),

listed_forms as (
    select outlet_id, outlet_key(outlet_name) as form_key from reference.outlets
    union
    select outlet_id, outlet_key(form_text) as form_key from reference.outlet_names
),

unambiguous_forms as (
    select
        form_key,
        min(outlet_id) as outlet_id,
    from listed_forms
    group by form_key
    having count(*) = 1
)

select
    folded_texts.outlet_text,
    coalesce(unambiguous_forms.outlet_id, hash_id('out', [folded_texts.form_key])) as outlet_id,
    unambiguous_forms.outlet_id is not null as is_listed,
from folded_texts
left join unambiguous_forms
    on unambiguous_forms.form_key = folded_texts.form_key  -- n:1; null when the name is not listed
