"""Whether an article is about launches: a cheap test on its words first, a judgement on its reading later."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipelines.reading.rules import HERE, load_rules, read_yaml
from pipelines.reading.types import Claim, Document, Launch, Reaction

WAR = 3  # words of war and attack above which fire without a launching state is battlefield news


@cache
def gate() -> dict[str, tuple[str, ...]]:
    """Words of ``lexicons/relevance.yml``."""
    return {name: tuple(found) for name, found in read_yaml(HERE / "lexicons" / "relevance.yml").items()}


def mentions_launches(document: Document) -> bool:
    """Whether the text has a word that a launch is told with; "launch" alone wants a word of space or missiles beside it.

    Words are looked for anywhere in the text, so also inside longer ones: the test may let too much pass, never too little.
    """
    low = document.text.lower()
    words = gate()
    if any(word in low for word in words["telling"]):
        return True
    return any(word in low for word in words["launching"]) and any(word in low for word in words["beside"])


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
