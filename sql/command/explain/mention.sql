-- One place in an article that speaks of a launch.
-- Reads: extracted.launch_mentions, staged.sentences

select
    mentions.mention_id as node_id,
    mentions.article_launch_id as launch_id,
    mentions.article_id,
    concat_ws(
        ' · ',
        '“' || mentions.surface_text || '”',
        mentions.status_code,
        mentions.launch_class_code,
        mentions.country_code,
        'characters ' || mentions.char_start || '–' || mentions.char_end
    ) as line_text,
    sentences.sentence_text as evidence_text,
    mentions.rule_id,
from extracted.launch_mentions as mentions
left join staged.sentences as sentences
    on sentences.article_id = mentions.article_id
    and sentences.sentence_number = mentions.sentence_number  -- n:1
where mentions.mention_id = $id
