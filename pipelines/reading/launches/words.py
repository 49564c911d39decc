"""Word lists that several steps of finding launches look at."""

from __future__ import annotations

import re
from functools import cache

from pipelines.reading.rules import HERE, read_yaml


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of ``lexicons/launches_patterns.yml``; it ignores case."""
    return re.compile(read_yaml(HERE / "lexicons" / "launches_patterns.yml")[name], re.IGNORECASE)


@cache
def light_verbs() -> frozenset[str]:
    """Verbs that say no more than that something happened, was planned, or went well or badly."""
    return frozenset(read_yaml(HERE / "lexicons" / "launches_words.yml")["light_verbs"])


@cache
def other_events() -> frozenset[str]:
    """Nouns of events other than launches, which take dates of their own."""
    return frozenset(read_yaml(HERE / "lexicons" / "launches_words.yml")["other_events"])


@cache
def interceptors() -> frozenset[str]:
    """Ids of interceptors and defence systems, which are launched only where the words say so."""
    return frozenset(read_yaml(HERE / "lexicons" / "launches_words.yml")["interceptors"])


@cache
def agencies() -> frozenset[str]:
    """Ids of space agencies, which launch for their states."""
    return frozenset(read_yaml(HERE / "lexicons" / "launches_words.yml")["agencies"])


@cache
def secretive() -> frozenset[str]:
    """Countries that launch in secret, so that others tell of their plans."""
    return frozenset(read_yaml(HERE / "lexicons" / "launches_words.yml")["secretive"])


@cache
def war_parties() -> frozenset[str]:
    """Countries whose missiles news of ground wars tells of."""
    return frozenset(read_yaml(HERE / "lexicons" / "launches_words.yml")["war_parties"])


@cache
def mission_craft() -> dict[str, str]:
    """The id of the craft that flies the missions of a series, by the id of the series."""
    return dict(read_yaml(HERE / "lexicons" / "launches_words.yml")["mission_craft"])
