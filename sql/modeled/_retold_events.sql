-- One row per launch event of which marts may tell something else than in the release before: by its reports, values, or names in them.
-- Grain: launch_event_id
-- Reads: modeled._changed_events, modeled.launch_events, modeled.launch_event_mentions, modeled.claims, modeled.articles,
--        modeled.launch_event_claims, modeled.actors, modeled.outlets, modeled.vehicles, modeled.payloads, history.launch_events,
--        history.actors, history.outlets, history.vehicles, history.payloads
-- An actor or vehicle that no list holds bears the name that most articles give, so that one more article may change it everywhere.

with changed_events as (
    select launch_event_id from (select * from modeled.launch_events except select * from history.launch_events)
    union
    select launch_event_id from (select * from history.launch_events except select * from modeled.launch_events)
),

changed_actors as (
    select actor_id, actor_name, kind_code, country_code from modeled.actors
    except
    select actor_id, actor_name, kind_code, country_code from history.actors
),

changed_outlets as (
    select outlet_id, outlet_name, country_code from modeled.outlets
    except
    select outlet_id, outlet_name, country_code from history.outlets
),

changed_things as (
    (select vehicle_id as thing_id, vehicle_name from modeled.vehicles except select vehicle_id, vehicle_name from history.vehicles)
    union all
    (select payload_id as thing_id, payload_name from modeled.payloads except select payload_id, payload_name from history.payloads)
),

changed_claims as (
    select launch_event_id
    from modeled.claims
    where actor_id in (select actor_id from changed_actors)
        or via_outlet_id in (select outlet_id from changed_outlets)
),

renamed_articles as (
    select article_id from modeled.articles where outlet_id in (select outlet_id from changed_outlets)
)

select launch_event_id from modeled._changed_events
union
select launch_event_id from changed_events
union
select launch_event_id from changed_claims where launch_event_id is not null
union
select launch_event_id from modeled.launch_event_mentions where article_id in (select article_id from renamed_articles)
union
select launch_event_id from modeled.launch_event_claims where claimed_value_text in (select thing_id from changed_things)
