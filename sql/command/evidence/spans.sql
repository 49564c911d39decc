-- The words that speak of it: mentions, claims and reactions, by their places in the documents.
-- Reads: modeled.launch_event_mentions, extracted.launch_mentions, extracted.claims, extracted.reactions

with reports as (
    select article_launch_id
    from modeled.launch_event_mentions
    where launch_event_id = $id
)

select
    mention_id as evidence_id,
    'mention' as kind_code,
    article_id,
    char_start,
    char_end,
    surface_text as evidence_text,
    rule_id,
from extracted.launch_mentions
where article_launch_id in (select article_launch_id from reports)
union all
select
    claim_id as evidence_id,
    'claim' as kind_code,
    article_id,
    char_start,
    char_end,
    evidence_text,
    rule_id,
from extracted.claims
where article_launch_id in (select article_launch_id from reports)
union all
select
    reaction_id as evidence_id,
    'reaction' as kind_code,
    article_id,
    char_start,
    char_end,
    evidence_text,
    rule_id,
from extracted.reactions
where article_launch_id in (select article_launch_id from reports)
order by evidence_id
