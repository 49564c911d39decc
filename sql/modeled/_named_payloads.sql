-- One row per payload name as articles write it, with the satellite or series of satellites that it names.
-- Grain: payload_text
-- Reads: extracted.article_launches, reference.payloads, reference.payload_names
-- A form that two listed payloads share names neither: such a name gets an id of its own, as do names that are not listed.

with payload_texts as (
    select
        payload_name as payload_text,
        case when count(distinct country_code) = 1 then min(country_code) end as launching_country_code,
    from extracted.article_launches
    where payload_name is not null
    group by payload_name
),

listed_forms as (
    select payload_id, fold_name(payload_name) as form_key from reference.payloads
    union
    select payload_id, fold_name(form_text) as form_key from reference.payload_names
),

unambiguous_forms as (
    select
        form_key,
        min(payload_id) as payload_id,
    from listed_forms
    group by form_key
    having count(*) = 1
),

named as (
    select
        payload_texts.payload_text,
        coalesce(unambiguous_forms.payload_id, hash_id('pay', [fold_name(payload_texts.payload_text)])) as payload_id,
        unambiguous_forms.payload_id is not null as is_listed,
        payload_texts.launching_country_code,
    from payload_texts
    left join unambiguous_forms
        on unambiguous_forms.form_key = fold_name(payload_texts.payload_text)  -- n:1; null when the name is not listed
)

select
    payload_text,
    payload_id,
    is_listed,
    case
        when min(launching_country_code) over (partition by payload_id) = max(launching_country_code) over (partition by payload_id)
            then min(launching_country_code) over (partition by payload_id)
    end as launching_country_code,
from named
