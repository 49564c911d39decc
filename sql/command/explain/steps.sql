-- The steps that led to the fields of a launch, claim or reaction, in their order.
-- Reads: extracted.traces, staged.articles

select
    traces.value_id || ' ' || traces.step_number as node_id,
    traces.article_id,
    concat_ws(
        ' · ',
        traces.field_name,
        nullif(traces.note_text, ''),
        '“' || array_slice(
            articles.title_text || chr(10) || chr(10) || articles.body_text, traces.char_start + 1, traces.char_end
        ) || '”',
        'characters ' || traces.char_start || '–' || traces.char_end
    ) as line_text,
    null::varchar as evidence_text,
    traces.rule_id,
from extracted.traces as traces
inner join staged.articles as articles
    on articles.article_id = traces.article_id  -- n:1
where traces.value_id = $id
order by traces.step_number
