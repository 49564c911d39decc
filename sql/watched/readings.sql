-- What was read from articles: launches, claims, reactions, and of the sentences with launch words the share that a rule took.
with counts as (
    select
        (select count(*) from extracted.article_launches) as launch_count,
        (select count(*) from extracted.claims) as claim_count,
        (select count(*) from extracted.reactions) as reaction_count,
        (select count(*) from extracted.launch_mentions) as matched_count,
        (select count(*) from extracted.unmatched_sentences) as unmatched_count,
)

select
    launch_count as launches,
    claim_count as claims,
    reaction_count as reactions,
    matched_count / nullif(matched_count + unmatched_count, 0) as matched_share,
from counts
