-- One row per person, body, state or unnamed source that claims or reacts: those listed, and those that articles bring.
-- Grain: actor_id
-- Reads: reference.actors, modeled._actor_mentions
-- An unlisted actor bears the full form that most articles give; an unnamed source is one row for each wording and side.

with unlisted_actors as (
    select
        actor_id,
        full_text as actor_name,
        kind_code,
        nullif(side_code, 'none') as country_code,
    from modeled._actor_mentions
    where not is_listed
    group by actor_id, full_text, kind_code, side_code
    qualify row_number() over (
        partition by actor_id
        order by count(distinct article_id) desc, full_text, kind_code
    ) = 1
),

all_actors as (
    select actor_id, actor_name, kind_code, country_code, true as is_listed from reference.actors
    union all
    select actor_id, actor_name, kind_code, country_code, false as is_listed from unlisted_actors
),

article_counts as (
    select
        actor_id,
        count(distinct article_id)::integer as article_count,
    from modeled._actor_mentions
    group by actor_id
)

select
    all_actors.actor_id,
    all_actors.actor_name,
    all_actors.kind_code,
    all_actors.country_code,
    all_actors.is_listed,
    coalesce(article_counts.article_count, 0) as article_count,
from all_actors
left join article_counts
    on article_counts.actor_id = all_actors.actor_id  -- 1:1; null when no article has it speak or act
