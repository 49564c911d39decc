-- No quotation of a mart holds an address for mail, a telephone number or that of a card: they are no part of what was said.
-- Table: marts.who_said_what
-- Severity: warning
with quotations as (
    select claim_id as row_id, evidence_text as quoted_text from marts.who_said_what
    union all
    select evidence_id as row_id, evidence_text as quoted_text from marts.launch_timeline
    union all
    select alert_id as row_id, evidence_text as quoted_text from marts.alert_times
    union all
    select claim_id as row_id, evidence_text as quoted_text from marts.attribution_chains
    union all
    select article_id as row_id, told_text as quoted_text from marts.time_conflicts
)

select
    quotations.row_id,
    quotations.quoted_text,
from quotations
where
    regexp_matches(quotations.quoted_text, '[\w.+-]@[\w-]+\.\w')
    or regexp_matches(quotations.quoted_text, '(^|[^\w.,/-])\+\d{1,3}[ ().-]{0,2}\d{1,4}([ ().-]{1,2}\d{2,5}){1,4}(\D|$)')
    or regexp_matches(quotations.quoted_text, '(^|[^\w.,/-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(\D|$)')
    or regexp_matches(quotations.quoted_text, '(^|\D)(\d{4}[ -]){3}\d{4}(\D|$)')
