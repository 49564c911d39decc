-- One attributed statement in one line.
-- Reads: extracted.attributions

select
    attribution_id as node_id,
    article_id,
    concat_ws(
        ' · ',
        coalesce(speaker_name, source_text, 'an unnamed source') || coalesce(' (' || country_code || ')', ''),
        'carried by ' || carrier_name,
        kind_code || ' speech',
        'cue “' || cue_text || '”',
        'characters ' || char_start || '–' || char_end
    ) as line_text,
    content_text as evidence_text,
    rule_id,
from extracted.attributions
where attribution_id = $id
