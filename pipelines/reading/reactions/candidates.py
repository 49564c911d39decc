"""Candidates for reactions: every cue with every actor, with the type that the launch decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from pipelines.reading.reactions.actors import Acting, Stage, actors_of
from pipelines.reading.reactions.cues import ReactionCue, find_cues
from pipelines.reading.reactions.doers import word_set
from pipelines.reading.reactions.features import WORD, Candidate, Context, features_of, set_scene
from pipelines.reading.statements.find import evidence_of
from pipelines.reading.statements.launch import launch_of
from pipelines.reading.types import DateMention, Launch, ReactionType

BACK = re.compile(r"\b(?:called|calling|branded|termed|considered|deemed) it\b|\bit (?:was|is|had) (?:an? |in )")
AHEAD = frozenset({"announced", "expected", "called_off"})
OUTLETS = frozenset({"outlet", "company"})


def find_candidates(stage: Stage, dates: Sequence[DateMention], launches: Sequence[Launch]) -> list[Candidate]:
    """Every candidate of the article in text order, with its features."""
    found = [candidate for cue in find_cues(stage.document) for candidate in of_cue(stage, cue, dates, launches)]
    told = {(candidate.type, candidate.acting.party.country, candidate.cue.sentence) for candidate in found}
    places = Counter((type_, country) for type_, country, _ in told)
    beside: dict[tuple[str | None, int], set[str]] = {}
    for type_, country, sentence in told:
        beside.setdefault((country, sentence), set()).add(type_)
    scene = set_scene(stage, dates, launches)
    return [replace(one, features=features_of(stage, scene, one, context(one, places, beside))) for one in found]


def context(
    candidate: Candidate, places: Mapping[tuple[ReactionType, str | None], int], beside: Mapping[tuple[str | None, int], set[str]]
) -> Context:
    """What the other candidates say about one."""
    country = candidate.acting.party.country
    others = beside[country, candidate.cue.sentence] - {candidate.type}
    return Context(places[candidate.type, country], frozenset(others))


def of_cue(stage: Stage, cue: ReactionCue, dates: Sequence[DateMention], launches: Sequence[Launch]) -> Iterator[Candidate]:
    """The candidates of one cue: one for each actor that could react."""
    actors = actors_of(stage, cue)
    if not actors:
        return
    evidence = evidence_of(stage.document, cue.sentence, ((cue.start, cue.end),))
    number, why = launch_of(stage.document, cue.sentence, ((cue.start, cue.end),), dates, launches)
    launch = launch_meant(stage, cue, launches) or next(launch for launch in launches if launch.id == number)
    launching = launch.country or next((other.country for other in launches if other.country), None)
    for acting in actors:
        if acting.party.kind in OUTLETS and not acting.party.is_state_media and cue.type != "alert":
            continue
        if cue.reads == "alarm" and acting.party.country == launching:
            continue
        if cue.rule.set.get("lean") == "armed" and not is_armed(acting):
            continue
        yield Candidate(cue, acting, settle_type(cue, acting.party.country, launch, launching), launch, launching, evidence, why)


def is_armed(acting: Acting) -> bool:
    """Whether an actor, or whom it speaks for, is an armed force or its ministry."""
    words = WORD.findall(f"{acting.party.name} {acting.step}".lower())
    return not word_set("armed").isdisjoint(words)


def launch_meant(stage: Stage, cue: ReactionCue, launches: Sequence[Launch]) -> Launch | None:
    """The one launch of the sentence before, where "called it ..." goes back to it and the sentence itself names none."""
    if cue.sentence == 0:
        return None
    before, here = stage.document.sentences[cue.sentence - 1 : cue.sentence + 1]
    if not BACK.search(stage.document.text, here.start, here.end):
        return None
    told = [{launch.id for launch in launches if any(s.start <= m.start < s.end for m in launch.mentions)} for s in (before, here)]
    return next(launch for launch in launches if launch.id in told[0]) if len(told[0]) == 1 and not told[1] else None


def settle_type(cue: ReactionCue, country: str | None, launch: Launch, launching: str | None) -> ReactionType:
    """The type of a reaction, which for some cues the launch and the actor's side decide."""
    is_own = country is not None and country == launching
    if cue.type == "urge":
        return "warn" if launch.status in AHEAD and not is_own else "urge_restraint"
    if cue.type in ("condemn", "assert_violation") and is_own:
        return "reject"
    if cue.rule.id == "not_violation" and not is_own:
        return "defend"
    return cast(ReactionType, cue.type)
