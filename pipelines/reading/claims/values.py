"""Values of claims: the class that a nature claim gives, the verdict of an outcome claim, and how sure the speaker is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipelines.reading.claims.features import compiled
from pipelines.reading.rules import HERE, load_rules, read_yaml
from pipelines.reading.types import Document, Launch, NameMention, Span, Topic

QUALIFYING = re.compile(r"[ -](?:[\w-]+ ){0,2}")  # between a kind and the bare noun that it qualifies: "ballistic Musudan missile"
DENIED = re.compile(r"\b(?:not|never|rather than|instead of) (?:an? |the )?(?:[\w-]+ )?$")


@cache
def patterns(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Value and pattern of every list of a section of ``claims_values.yml``, in order."""
    lists = read_yaml(HERE / "lexicons" / "claims_values.yml")[section]
    return tuple((value, compiled(tuple(pieces))) for value, pieces in lists.items())


def value_of(topic: Topic, document: Document, content: Sequence[Span], names: Sequence[NameMention], launch: Launch | None) -> str | None:
    """The value of a claim: a class for nature, a verdict for outcome, else none."""
    text = " ".join(document.text[start:end] for start, end in content)
    if topic == "nature":
        return nature_value(text, content, names, launch)
    return outcome_value(text, launch) if topic == "outcome" else None


def nature_value(text: str, content: Sequence[Span], names: Sequence[NameMention], launch: Launch | None) -> str:
    """The class that the words give: first where they say what it is, then anywhere in them."""
    for rule in load_rules("claims_cues"):
        match = rule.pattern.search(text) if rule.set["topic"] == "nature" else None
        value = class_in(match.group()) if match else None
        if value is not None:
            return value
    named = [n.launch_class for n in names if n.launch_class and any(s <= n.start and n.end <= e for s, e in content)]
    return class_in(text) or (named[0] if named else None) or (launch.launch_class if launch else "unknown")


def class_in(text: str) -> str | None:
    """The class of the last kind that a text names without denying it; what stands last is what is said of the rest."""
    found = sorted((m.end(), -rank, m.start(), value) for rank, (value, p) in enumerate(patterns("nature")) for m in p.finditer(text))
    found = [row for row in found if not DENIED.search(text, max(0, row[2] - 40), row[2])]
    if not found:
        return None
    _, _, start, last = found[-1]
    told = [value for end, _, _, value in found if end <= start and value != "unknown" and QUALIFYING.fullmatch(text, end, start)]
    return told[-1] if last == "unknown" and told else last


def outcome_value(text: str, launch: Launch | None) -> str:
    """Success or failure: the verdict with more words for it, a word of failure before one of success."""
    counts = {value: len(pattern.findall(text)) for value, pattern in patterns("outcome")}
    if counts["failure"] or counts["success"]:
        return "failure" if counts["failure"] >= counts["success"] else "success"
    if launch is not None and launch.outcome in ("success", "failure"):
        return str(launch.outcome)
    return "success"


def certainty_of(document: Document, content: Sequence[Span]) -> str | None:
    """The first estimative word of the content as written."""
    for _, pattern in patterns("certainty"):
        for start, end in content:
            match = pattern.search(document.text, start, end)
            if match:
                return document.text[match.start() : match.end()]
    return None
