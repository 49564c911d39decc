"""Words that only tell that something left the ground, between a flight and its day."""

from __future__ import annotations

from functools import cache

from pipelines.reading.attributions.tokens import Unit
from pipelines.reading.rules import HERE, read_yaml

DEPARTS, PAD_REACH = 4, 8  # words behind "after" in which it leaves, and behind the verb in which the place is named


@cache
def departures(name: str) -> frozenset[str]:
    """Verbs of leaving, or what is left, of ``lexicons/launches_words.yml``."""
    return frozenset(read_yaml(HERE / "lexicons" / "launches_words.yml")[name])


def is_departure(unit: Unit, index: int) -> bool:
    """Whether a word only tells that something left the ground: "blew up seconds after leaving its pad on Sunday"."""
    if unit.low[index] in ("after", "into"):
        return any(is_departure(unit, at) for at in range(index + 1, min(index + DEPARTS, len(unit.low))))
    if unit.low[index] in departures("launched") and index and unit.low[index - 1] in ("being", "after"):
        return True
    return unit.low[index] in departures("leaving") and not departures("pads").isdisjoint(unit.low[index + 1 : index + PAD_REACH])
