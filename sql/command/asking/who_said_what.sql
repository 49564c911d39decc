-- Who says what about a launch event, in words: one row a claim, in the order in which they became known.
-- Reads: marts.who_said_what
-- Parameter: the id of the event.

select
    known_at,
    claimant_name,
    speaker_name,
    claimant_country_code,
    side_code,
    topic_code,
    claimed_value_code,
    certainty_text,
    via_name,
    outlet_name,
    article_id,
    claim_id,
    char_start,
    char_end,
    evidence_text,
from marts.who_said_what
where launch_event_id = $id
order by known_at, article_id, char_start, claim_id
