-- What was taken from one sentence: mentions of launches, claims, reactions, attributed statements, in order of place.
-- Reads: staged.sentences, extracted.launch_mentions, extracted.claims, extracted.reactions, extracted.attributions

with items as (
    select mention_id as node_id, article_id, char_start, char_end, 'mention' as kind_code, surface_text as item_text, rule_id
    from extracted.launch_mentions
    union all
    select claim_id, article_id, char_start, char_end, 'claim', speaker_name || ': ' || topic_code, rule_id
    from extracted.claims
    union all
    select reaction_id, article_id, char_start, char_end, 'reaction', actor_name || ': ' || reaction_type_code, rule_id
    from extracted.reactions
    union all
    select attribution_id, article_id, char_start, char_end, 'attribution', coalesce(speaker_name, source_text, 'unnamed'), rule_id
    from extracted.attributions
)

select
    items.node_id,
    items.article_id,
    items.kind_code || ' · ' || items.item_text || ' · characters ' || items.char_start || '–' || items.char_end as line_text,
    null::varchar as evidence_text,
    items.rule_id,
from staged.sentences as sentences
inner join items
    on items.article_id = sentences.article_id
    and items.char_start < sentences.char_end
    and items.char_end > sentences.char_start  -- 1:n; whatever overlaps the sentence
where sentences.sentence_id = $id
order by items.char_start, items.node_id
