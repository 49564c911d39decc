"""Whether an article is about launches: a cheap test on its words first, a judgement on its reading later."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.reading.rules import load_rules
from pipelines.reading.types import Claim, Document, Launch, Reaction

LAUNCH_WORDS = re.compile(
    r"\b(?:launch|missile|rocket|satellite|projectile|icbm|blast-?off|lift-?off|spacecraft|test-?fir|mrls?\b|flight test)", re.IGNORECASE
)
WAR = 3  # words of war and attack above which fire without a launching state is battlefield news


def mentions_launches(document: Document) -> bool:
    """Whether the text has any word that a launch is told with."""
    return LAUNCH_WORDS.search(document.text) is not None


def is_relevant(document: Document, launches: Sequence[Launch], claims: Sequence[Claim], reactions: Sequence[Reaction]) -> bool:
    """Whether a launch, or the reaction to one, is a main subject; fire in a war is not."""
    focus = [launch for launch in launches if launch.focus]
    return bool(focus) and not is_battle(document, focus)


def is_battle(document: Document, focus: Sequence[Launch]) -> bool:
    """Whether the launches told of are shots of a war."""
    if any(launch.launch_class == "space" or (launch.launch_class == "ballistic" and launch.country) for launch in focus):
        return False
    words = sum(len(rule.pattern.findall(document.text)) for rule in load_rules("launches_war"))
    return words >= WAR
