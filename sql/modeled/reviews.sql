-- One row per review that people wrote, with the report or claim that it is about, and whether it holds.
-- Grain: review_id
-- Reads: history.review_entries, history.reviews, extracted.article_launches, extracted.launch_mentions, extracted.claims
-- An event stands for the report that founded it. A review rests on words, rules and values as they were when it was first applied; when
-- they change it is reopened and changes nothing until somebody writes it anew.

with launch_rules as (
    select
        article_launch_id,
        string_agg(distinct rule_id, ' ' order by rule_id) as rule_text,
    from extracted.launch_mentions
    where exists (from history.review_entries)
    group by article_launch_id
),

grounds as (
    select
        launches.article_launch_id,
        hash_id('evt', [launches.article_launch_id]) as launch_event_id,
        concat_ws(
            '|', launches.evidence_text, launches.status_code, launches.launch_class_code, launches.country_code, launches.launch_date_min,
            launches.launch_date_max, launches.launch_time_local_text, launches.site_id, launches.vehicle_name, launches.payload_name,
            launches.outcome_code, launch_rules.rule_text
        ) as ground_text,
    from extracted.article_launches as launches
    left join launch_rules
        on launch_rules.article_launch_id = launches.article_launch_id  -- 1:1; null when no place is bound to it
    where exists (from history.review_entries)
),

matched as (
    select
        entries.*,
        subjects.article_launch_id,
        others.article_launch_id as other_article_launch_id,
        claims.claim_id,
        coalesce(subjects.ground_text, concat_ws('|', claims.evidence_text, claims.rule_id, claims.topic_code, claims.claimed_value_code))
        || coalesce('|' || others.ground_text, '') as ground_text,
        earlier.ground_sha256 as earlier_sha256,
    from history.review_entries as entries
    left join grounds as subjects
        on entries.subject_id in (subjects.article_launch_id, subjects.launch_event_id)  -- n:1; null when it is about a claim, or gone
    left join grounds as others
        on entries.other_id in (others.article_launch_id, others.launch_event_id)  -- n:1; null when nothing is joined, or gone
    left join extracted.claims as claims
        on claims.claim_id = entries.subject_id  -- n:1; null when it is about a report, or gone
    left join history.reviews as earlier
        on earlier.review_id = entries.review_id  -- 1:1; null when it is new
),

judged as (
    select
        *,
        case
            when coalesce(article_launch_id, claim_id) is null or (other_id is not null and other_article_launch_id is null)
                or (claim_id is not null and review_kind_code <> 'misread') then 'subject_gone'
            when earlier_sha256 <> sha256(ground_text) then 'ground_changed'
        end as reopened_because_code,
    from matched
)

select
    review_id,
    review_kind_code,
    subject_id,
    other_id,
    property_code,
    value_text,
    reviewer_name,
    reviewed_date,
    reason_text,
    file_name,
    case when reopened_because_code is null then 'applied' else 'reopened' end as state_code,
    reopened_because_code,
    coalesce(earlier_sha256, case when reopened_because_code is null then sha256(ground_text) end) as ground_sha256,
    article_launch_id,
    other_article_launch_id,
    claim_id,
from judged
