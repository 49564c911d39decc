"""Who gave an alert or notice: the doer of the verb, else the authorities of the place that the sentence names."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.reading.alerts.systems import countries
from pipelines.reading.reactions.actors import Acting, Stage, parties_in
from pipelines.reading.reactions.cues import ReactionCue
from pipelines.reading.reactions.doers import doer_of
from pipelines.reading.reactions.parties import party_named
from pipelines.reading.types import NameMention

PLACED = frozenset({"state", "place", "body"})
NOTICE = "launch_notice"


@dataclass(frozen=True, slots=True)
class Giver:
    """Whoever gave an alert, and the system that carried it."""

    name: str | None
    country: str | None
    system: str | None


def giver_of(stage: Stage, cue: ReactionCue, kind: str, launching: str | None, system: str | None) -> Giver:
    """Who gave an alert, on which side, by which system; a system that another state runs was not theirs."""
    side = countries().get(system or "")
    doer = next((a.party for a in doers_of(stage, cue) if a.party.country and (kind != "public" or a.party.country != launching)), None)
    if doer is not None:
        return Giver(doer.name, doer.country, system if side in (None, doer.country) else None)
    if kind == NOTICE and launching is not None:
        side = launching
    name = authority(stage, cue, side, launching)
    country = side or (name.country if name is not None else None)
    return Giver(party_named(name).name if name is not None and name.kind != "place" else None, country, system)


def doers_of(stage: Stage, cue: ReactionCue) -> list[Acting]:
    """Who does what the verb of a cue says, or is made to ("prompting Japan to issue an alert")."""
    if cue.rule.set["reads"] != "deed":
        return []
    inside = [n for n in stage.names if cue.start < n.start and n.end <= cue.end and n.country and n.kind in ("state", "body")]
    if inside and cue.rule.set.get("inside"):
        return [Acting(party_named(inside[0]), None, "made to")]
    unit = stage.unit_around(cue.sentence, cue.at)
    verb = unit.at(cue.at)
    if verb >= len(unit.low) or unit.starts[verb] != cue.at:
        return []
    doer = doer_of(unit, verb)
    return parties_in(stage, unit.span(doer.first, doer.last), doer.step) if doer is not None else []


def authority(stage: Stage, cue: ReactionCue, side: str | None, launching: str | None) -> NameMention | None:
    """The state, body or place nearest to a cue on the side that gave the alert; where that is not known, on any but the launching side."""
    sentence = stage.document.sentences[cue.sentence]
    inside = [n for n in stage.names if sentence.start <= n.start < sentence.end and n.country and n.kind in PLACED]
    named = [n for n in inside if n.rule_id != "later_pronoun" and not stage.document.text.endswith("from ", sentence.start, n.start)]
    fitting = [n for n in named if (n.country == side if side else n.country != launching)]
    near = sorted(fitting, key=lambda n: (min(abs(n.start - cue.end), abs(cue.start - n.end)), n.start))
    acting = [n for n in near if n.country == near[0].country and n.kind != "place"]
    return next(iter(acting or near), None)
