-- One row per form in which one article writes a speaker or actor of one side, with the person or body that it names.
-- Grain: article_id, actor_text, side_code
-- Reads: extracted.alerts, extracted.attributions, extracted.claims, extracted.reactions, extracted.names, reference.actors,
--        reference.actor_names, reference.offices, reference.outlets
-- The fuller form that the article gives elsewhere decides ("Kim" after "Kim Min-seok"). Sources that nobody names share an id by wording
-- and side: such a row is a wording, not one person. Whoever speaks for a state counts as its voice: its bodies, officials, state media.

with actor_texts as (
    select article_id, speaker_name as actor_text, coalesce(country_code, 'none') as side_code from extracted.claims
    union
    select article_id, actor_name as actor_text, coalesce(country_code, 'none') as side_code from extracted.reactions
    union
    select article_id, actor_name as actor_text, coalesce(country_code, 'none') as side_code
    from extracted.alerts
    where actor_name is not null
    union
    select article_id, speaker_name as actor_text, coalesce(country_code, 'none') as side_code
    from extracted.attributions
    where speaker_name is not null
),

named_forms as (
    select article_id, entity_name as actor_text, entity_id, kind_code from extracted.names
    union all
    select article_id, surface_text as actor_text, entity_id, kind_code from extracted.names
),

commonest_names as (
    select
        article_id,
        actor_text,
        entity_id,
        kind_code,
    from named_forms
    where kind_code in ('state', 'body', 'person', 'group', 'outlet', 'company')
    group by article_id, actor_text, entity_id, kind_code
    qualify row_number() over (
        partition by article_id, actor_text
        order by count(*) desc, entity_id, kind_code
    ) = 1
),

listed_forms as (
    select actor_id, fold_name(actor_name) as form_key from reference.actors
    union
    select actor_id, fold_name(form_text) as form_key from reference.actor_names
),

unambiguous_forms as (
    select
        form_key,
        min(actor_id) as actor_id,
    from listed_forms
    group by form_key
    having count(*) = 1
),

identified_texts as (
    select
        actor_texts.article_id,
        actor_texts.actor_text,
        actor_texts.side_code,
        coalesce(commonest_names.entity_id, actor_texts.actor_text) as full_text,
        commonest_names.kind_code,
        commonest_names.entity_id,
        coalesce(listed.actor_id, by_full_form.actor_id, by_form.actor_id) as listed_actor_id,
    from actor_texts
    left join commonest_names
        on commonest_names.article_id = actor_texts.article_id
        and commonest_names.actor_text = actor_texts.actor_text  -- n:1; null when the form is no name
    left join reference.actors as listed
        on listed.actor_id = commonest_names.entity_id  -- n:1; null when it is not listed
    left join unambiguous_forms as by_full_form
        on by_full_form.form_key = fold_name(commonest_names.entity_id)  -- n:1; null when no list holds the form
    left join unambiguous_forms as by_form
        on by_form.form_key = fold_name(actor_texts.actor_text)  -- n:1; null when no list holds the form
),

presses as (
    select
        country_code,
        bool_and(is_state_media) as is_state_media,
    from reference.outlets
    group by country_code
    having count(*) >= 3  -- one listed outlet tells nothing of a country's press
),

described_actors as (
    select
        identified_texts.article_id,
        identified_texts.actor_text,
        identified_texts.side_code,
        coalesce(
            identified_texts.listed_actor_id,
            hash_id('act', [identified_texts.side_code, fold_name(identified_texts.full_text)])
        ) as actor_id,
        identified_texts.full_text,
        coalesce(actors.kind_code, identified_texts.kind_code, 'unnamed') as kind_code,
        identified_texts.listed_actor_id is not null as is_listed,
        officials.actor_id is not null as has_office,
        -- "state media", of a country all of whose listed outlets are the state's
        coalesce(outlets.is_state_media, presses.is_state_media and identified_texts.kind_code = 'outlet', false) as is_state_media,
    from identified_texts
    left join reference.actors as actors
        on actors.actor_id = identified_texts.listed_actor_id  -- n:1; null when it is not listed
    left join (select distinct actor_id from reference.offices) as officials
        on officials.actor_id = identified_texts.listed_actor_id  -- n:1; null when no office is known
    left join reference.outlets as outlets
        on outlets.outlet_id = identified_texts.entity_id  -- n:1; null when it is no listed outlet
    left join presses
        on presses.country_code = identified_texts.side_code  -- n:1; null when no outlet of its side is listed
)

select
    article_id,
    actor_text,
    side_code,
    actor_id,
    full_text,
    kind_code,
    is_listed,
    case
        when side_code <> 'none' and (kind_code in ('state', 'body', 'group', 'unnamed') or has_office or is_state_media) then side_code
        when kind_code <> 'unnamed' then actor_id
    end as voice_id,
from described_actors
