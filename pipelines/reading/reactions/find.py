"""Reactions of an article: what states, bodies and officials do or say in response to a launch or the prospect of one.

Rules find words that carry a reaction, the grammar around them says whose it is, and a filter with learned weights
tells reactions from what merely sounds like them. Candidates of one actor, type and launch become one reaction.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reading.reactions.actors import Stage
from pipelines.reading.reactions.candidates import find_candidates
from pipelines.reading.reactions.filter import likely
from pipelines.reading.reactions.merge import merge
from pipelines.reading.types import Attribution, DateMention, Document, Launch, NameMention, Reaction


def find_reactions(
    document: Document,
    names: Sequence[NameMention],
    dates: Sequence[DateMention],
    attributions: Sequence[Attribution],
    launches: Sequence[Launch],
    outlet: str | None = None,
) -> tuple[Reaction, ...]:
    """Every reaction of the article, in text order; ``outlet`` published it and is no route of what it tells."""
    if not launches:
        return ()
    candidates = find_candidates(Stage(document, names, attributions, outlet), dates, launches)
    return merge(document, likely(candidates))
