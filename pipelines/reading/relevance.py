"""Whether an article is about launches: a cheap test on its words first, a judgement on its reading later."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reading.types import Claim, Document, Launch, Reaction

LAUNCH_WORDS = re.compile(r"\b(?:launch|missile|rocket|satellite|projectile|icbm|blast-?off|lift-?off|spacecraft)", re.IGNORECASE)


def mentions_launches(document: Document) -> bool:
    """Whether the text has any word that a launch is told with."""
    return LAUNCH_WORDS.search(document.text) is not None


def is_relevant(document: Document, launches: Sequence[Launch], claims: Sequence[Claim], reactions: Sequence[Reaction]) -> bool:
    """Whether a launch, or the reaction to one, is a main subject."""
    return any(launch.focus for launch in launches)
