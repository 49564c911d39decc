-- Every reaction that an article carries is a row of the model.
-- Table: modeled.reactions
-- Severity: critical
select
    reactions.reaction_id,
    reactions.article_id,
from extracted.reactions as reactions
anti join modeled.reactions as modeled_reactions
    on modeled_reactions.reaction_id = reactions.reaction_id
