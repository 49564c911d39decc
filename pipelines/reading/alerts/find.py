"""Alerts of an article: which system warned whom, and what became of it; a report for each part of a sentence that tells a step.

What counts as an alert, a step or a notice is in ``rules/alerts.yml``. A report needs something that flies near it: sirens of
a storm are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipelines.reading.alerts.cues import clauses_of, cues_of_sentence, moments_of
from pipelines.reading.alerts.givers import Giver, giver_of
from pipelines.reading.alerts.systems import system_of
from pipelines.reading.reactions.actors import Stage
from pipelines.reading.reactions.cues import ReactionCue
from pipelines.reading.rules import HERE, alternation, read_yaml
from pipelines.reading.statements.launch import launch_of
from pipelines.reading.types import AlertReport, DateMention, Document, Launch, Span

NEAR = 3  # sentences on either side in which something flies
CARRIED = 8  # sentences over which "the warning" goes back to an alert


@cache
def flight_words() -> re.Pattern[str]:
    """Words for what flies."""
    words = read_yaml(HERE / "lexicons" / "alerts_words.yml")["flight"]
    return re.compile(rf"\b{alternation(words)}\b", re.IGNORECASE)


def find_alerts(stage: Stage, dates: Sequence[DateMention], launches: Sequence[Launch]) -> tuple[AlertReport, ...]:
    """Every report of an alert in text order."""
    document = stage.document
    found: list[AlertReport] = []
    for number in range(len(document.sentences)):
        cues = cues_of_sentence(document, number)
        if not cues or not flies_near(document, number):
            continue
        everything = sorted([*cues, *moments_of(document, number, cues)], key=lambda cue: (cue.start, cue.end))
        told = [(cue, clause) for cue, clause in clauses_of(document, everything) if "step" in cue.rule.set]
        for cue, clause in told:
            before = earlier(found, cue)
            if before is not None or not cue.rule.set.get("after"):
                found.append(report_of(stage, cue, clause, (found, before), dates, launches))
    return tuple(found)


def flies_near(document: Document, number: int) -> bool:
    """Whether a sentence, or one beside it, names something that flies."""
    around = document.sentences[max(0, number - NEAR) : number + NEAR + 1]
    return flight_words().search(document.text, around[0].start, around[-1].end) is not None


def earlier(found: Sequence[AlertReport], cue: ReactionCue) -> int | None:
    """The place of the alert before a cue that it may go back to: the nearest of its kind, or of any where the cue tells none."""
    for place in range(len(found) - 1, -1, -1):
        report = found[place]
        if cue.sentence - report.sentence > CARRIED:
            return None
        if report.step != "not_issued" and report.kind == cue.rule.set.get("kind", report.kind):
            return place
    return None


def report_of(
    stage: Stage,
    cue: ReactionCue,
    clause: Span,
    reports: tuple[Sequence[AlertReport], int | None],
    dates: Sequence[DateMention],
    launches: Sequence[Launch],
) -> AlertReport:
    """What one part of a sentence tells; a bare "warning" is of the kind, system and side of the alert before it."""
    found, place = reports
    before = found[place] if place is not None else None
    constants = cue.rule.set
    kind = constants.get("kind") or (before.kind if before is not None else "public")
    number, why = launch_of(stage.document, cue.sentence, ((cue.start, cue.end),), dates, launches)
    launch = next((launch for launch in launches if launch.id == number), None)
    system = system_of(stage.document.text, clause, kind)
    giver = giver_of(stage, cue, kind, launch.country if launch is not None else None, system)
    follows = root_of(before, place) if before is not None and goes_back(cue, giver, before) else None
    if before is not None and follows is not None:
        giver = Giver(giver.name, giver.country or before.country, giver.system or before.system)
        number = number or before.launch
    return AlertReport(
        clause[0], clause[1], cue.sentence, constants["step"], kind, giver.system, constants.get("error"), giver.name, giver.country,
        number, follows, cue.rule.id, (cue.start, cue.end), (why,) if why is not None else (),
    )  # fmt: skip


def root_of(before: AlertReport, place: int | None) -> int | None:
    """The place of the alert that began what another goes on with."""
    return before.follows if before.follows is not None else place


def goes_back(cue: ReactionCue, giver: Giver, before: AlertReport) -> bool:
    """Whether a report goes on with the alert before it: a further step of it, or the same one told on in its sentence."""
    if giver.country not in (None, before.country) or cue.rule.set["step"] == "not_issued":
        return False
    return cue.rule.set["step"] != "issued" or (before.sentence == cue.sentence and giver.system is None)
