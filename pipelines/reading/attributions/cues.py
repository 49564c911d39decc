"""Cues in a unit: reporting verbs with what follows them, and the words that attribute without a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.reading.attributions.phrases import cue_start
from pipelines.reading.attributions.tokens import Unit, verb_classes
from pipelines.reading.rules import Rule, load_rules, slots

TELLING = frozenset({"tell_verb", "ask_verb"})
BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'re", "'m"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting verb. Tokens [first, last) are the verb group; ``after`` is the token at which the rest starts.

    ``frame`` says what follows: quote, clause, object, either (clause or object), or nothing ("").
    """

    first: int
    verb: int
    last: int
    after: int
    form: str
    classes: frozenset[str]
    frame: str
    rule: str
    hearer: tuple[int, int] | None


@cache
def rules_for(classes: frozenset[str]) -> tuple[Rule, ...]:
    """The rules for a word that belongs to these classes, in file order."""
    return tuple(r for r in load_rules("attributions") if not classes.isdisjoint(r.set["verbs"]))


@cache
def rest_after(is_telling: bool) -> re.Pattern[str]:
    """What may stand between a verb and the end of its clause: a hearer, after a verb of telling, and asides."""
    hearer = rf"(?: (?P<hearer>(?>{slots()['attr_told']})))?" if is_telling else "(?P<hearer>)"
    return re.compile(rf"{hearer}{slots()['attr_gap']}", re.IGNORECASE)


def _form(unit: Unit, first: int, verb: int) -> str:
    auxiliaries = unit.low[first:verb]
    word = unit.low[verb]
    if word.endswith("ing"):
        return "finite" if any(a in BE for a in auxiliaries) or "'s" in auxiliaries else "participle"
    if any(a in BE for a in auxiliaries) or (auxiliaries and auxiliaries[-1] == "'s" and word.endswith("ed")):
        return "passive"
    if verb and unit.low[verb - 1] == "to":
        return "infinitive"
    return "finite"


def verb_cues(text: str, unit: Unit) -> Iterator[Cue]:
    """Every reporting verb of the unit, with the rule that says what follows it."""
    known = verb_classes()
    for i, tag in enumerate(unit.tags):
        if tag != "V" or unit.low[i] not in known:
            continue
        first = cue_start(unit, i, 0)
        form = _form(unit, first, i)
        classes = known[unit.low[i]]
        yield _with_rest(text, unit, first, i, form, classes)


def _with_rest(text: str, unit: Unit, first: int, verb: int, form: str, classes: frozenset[str]) -> Cue:
    for rule in rules_for(classes):
        match = rule.pattern.match(text, unit.starts[verb], unit.end)
        if match is None:
            continue
        after = unit.at(match.start("content"))
        if after >= len(unit.starts):
            continue
        last = unit.at(match.end("cue"))
        hearer = None
        if "hearer" in match.re.groupindex and match.group("hearer"):
            hearer = unit.at(match.start("hearer")), unit.at(match.end("hearer"))
        return Cue(first, verb, last, after, form, classes, str(rule.set["frame"]), rule.id, hearer)
    rest = rest_after(bool(classes & TELLING)).match(text, unit.ends[verb], unit.end)
    after = unit.at(rest.end()) if rest else verb + 1
    hearer = None
    if rest and rest.group("hearer"):
        hearer = unit.at(rest.start("hearer")), unit.at(rest.end("hearer"))
    return Cue(first, verb, verb + 1, after, form, classes, "", "bare", hearer)
