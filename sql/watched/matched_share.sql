-- Share of sentences with launch words that a rule took, among those of launches and those that no rule took.
with counts as (
    select
        (select count(*) from extracted.launch_mentions) as matched_count,
        (select count(*) from extracted.unmatched_sentences) as unmatched_count,
)

select matched_count / (matched_count + unmatched_count)
from counts
where matched_count + unmatched_count > 0
