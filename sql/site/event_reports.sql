-- One row per launch as one article tells it, behind some launch events: the sentence that tells it.
-- Grain: article_launch_id
-- Reads: modeled.launch_event_mentions, extracted.article_launches
-- $ids: the events.

select
    mentions.launch_event_id,
    mentions.article_launch_id as evidence_id,
    launches.status_code,
    launches.is_focus,
    mentions.is_founder,
    mentions.rule_code,
    mentions.origin_id,
    mentions.article_id,
    mentions.known_at,
    launches.evidence_char_start as char_start,
    launches.evidence_char_end as char_end,
    launches.evidence_text,
from modeled.launch_event_mentions as mentions
inner join extracted.article_launches as launches
    on launches.article_launch_id = mentions.article_launch_id  -- 1:1
where mentions.launch_event_id in (select unnest($ids))
order by mentions.launch_event_id, mentions.known_at, mentions.article_id, launches.evidence_char_start, mentions.article_launch_id
