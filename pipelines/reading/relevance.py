"""Whether an article is about launches: a cheap test on its words first, a judgement on its reading later."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipelines.reading.launches.words import pattern, war_parties
from pipelines.reading.rules import HERE, load_rules, read_yaml
from pipelines.reading.types import Claim, Document, Launch, Reaction

SPORT = 2  # words of sport above which rockets are a team
TOLD = frozenset({"fired_projectile", "attack_launched", "thing_was_launched", "sent_over"})
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
    if not focus or not names_craft(document, focus) or count_words(document, "sport") >= SPORT:
        return False
    return not is_battle(document, focus)


def names_craft(document: Document, focus: Sequence[Launch]) -> bool:
    """Whether something is told of that flies; a bare "launch", or a rocket of nobody, may be that of a product."""
    if any(launch.launch_class != "unknown" for launch in focus):
        return True
    return any(launch.country or launch.vehicle for launch in focus) and pattern("relevance_craft").search(document.text) is not None


def is_battle(document: Document, focus: Sequence[Launch]) -> bool:
    """Whether the launches told of are shots of a war: no space launch, and no ballistic missile of a state at peace."""
    if any(launch.launch_class == "space" or is_peaceful(launch) or is_told_in_title(document, launch) for launch in focus):
        return False
    return count_words(document, "war") >= WAR


def is_peaceful(launch: Launch) -> bool:
    """Whether a launch is that of a ballistic missile by a state that wages no ground war."""
    return launch.launch_class == "ballistic" and launch.country not in (None, *war_parties())


def is_told_in_title(document: Document, launch: Launch) -> bool:
    """Whether the title tells that a state at peace fired, not only of an attack."""
    titles = {number for number, sentence in enumerate(document.sentences) if sentence.kind == "title"}
    told = any(mention.sentence in titles and mention.rule_id in TOLD for mention in launch.mentions)
    return told and launch.country not in (None, *war_parties())


def count_words(document: Document, emits: str) -> int:
    """How many words the text has that tell of war, or of sport."""
    return sum(len(rule.pattern.findall(document.text)) for rule in load_rules("launches_war") if rule.emits == emits)
