-- Who says what of one property of a launch event, and how it stands to what was said before; the parameter is the event and the property.
-- Reads: modeled.launch_event_claims, modeled.claim_relations, modeled.actors, modeled.outlets, staged.articles

select
    claims.evidence_id as node_id,
    claims.article_id,
    concat_ws(
        ' · ',
        claims.claimed_value_text,
        coalesce(actors.actor_name, outlets.outlet_name, articles.outlet_name),
        case claims.route_code when 'article' then 'in its own voice' when 'speaker' then 'as a speaker' end,
        'known ' || claims.known_at::date,
        relations.relation_code,
        relations.claim_status_code,
        case when claims.basis_claim_id is not null then 'rests on ' || claims.basis_claim_id end
    ) as line_text,
    array_slice(
        articles.title_text || chr(10) || chr(10) || articles.body_text, claims.char_start + 1, claims.char_end
    ) as evidence_text,
    null::varchar as rule_id,
from modeled.launch_event_claims as claims
inner join modeled.claim_relations as relations
    on relations.evidence_id = claims.evidence_id
    and relations.property_code = claims.property_code  -- 1:1
inner join staged.articles as articles
    on articles.article_id = claims.article_id  -- n:1
left join modeled.actors as actors
    on actors.actor_id = claims.claimant_id  -- n:1; null when an outlet claims it
left join modeled.outlets as outlets
    on outlets.outlet_id = claims.claimant_id  -- n:1; null when an actor claims it
where claims.launch_event_id || ' ' || claims.property_code = $id
order by relations.claim_number
