"""What is right: for each document and each list, run by run. Nothing of the pipeline is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.load.cases import Case
from benchmarks.load.documents import Document
from benchmarks.load.hosts import TROUBLES, Expected
from benchmarks.load.lists import FAULTS, Source
from benchmarks.load.world import CASES, COPIES, FULL, World

ITEM_REJECT = "missing_field"
NOT_ASKED = Expected("")
COPY_FATES = {"copy_of_bytes": "copy:same_record", "copy_of_story": "copy:same_document", "copy_in_part": "article"}


@dataclass(frozen=True, slots=True)
class Plan:
    """Which list asks for which documents in one run, and how many announcements each list passes over."""

    asker: Mapping[str, Source]  # by address
    skipped: Mapping[str, int]  # by id of the list


def make_plan(world: World, phase: int, known: frozenset[str]) -> Plan:
    """New documents come before known ones, and of both each list asks for so many."""
    asker: dict[str, Source] = {}
    skipped: Counter[str] = Counter()
    seen: set[str] = set()
    for source in world.sources:
        if source.form == FULL or not readable(source):
            continue
        mine = [document for document in source.announced(phase) if document.url not in seen]
        seen.update(document.url for document in mine)
        fresh = [document for document in mine if document.url not in known][: source.max_pages]
        again = [document for document in mine if document.url in known][: source.max_pages]
        asker.update({document.url: source for document in (*fresh, *again)})
        skipped[source.id] = len(source.announced(phase)) - len(fresh) - len(again) + passed_over(source, phase)
    return Plan(asker, skipped)


def readable(source: Source) -> bool:
    """Whether a list announces anything."""
    return not source.fault or FAULTS[source.fault].carries


def passed_over(source: Source, phase: int) -> int:
    """Odd items that a rule passes over: announced twice, too old."""
    return sum(name in {"again", "too_old"} for name in source.odd) if source.announced(phase) else 0


def expect_all(world: World) -> list[dict[str, Expected]]:
    """What is right for each document, in the first and in the second run."""
    runs: list[dict[str, Expected]] = []
    known: frozenset[str] = frozenset()
    for phase in (1, 2):
        plan = make_plan(world, phase, known)
        places = Counter[str]()
        found = {}
        for document in sorted(world.documents, key=lambda document: document.url):
            is_asked = document.url in plan.asker or (document.case == "in_feed" and document.phase <= phase)
            found[document.url] = expect(document, phase, places[document.host], document.url in known) if is_asked else NOT_ASKED
            places[document.host] += is_asked
        runs.append(found)
        known = known | {url for url, expected in found.items() if expected.outcome == "fetched"}
    return runs


def expect(document: Document, phase: int, place: int, is_known: bool) -> Expected:
    """What is right for a document that is asked for. ``place`` is its place among those of its host."""
    trouble = TROUBLES.get(document.case)
    if trouble is not None:
        return trouble.expect(place, phase)
    case = CASES[document.case]
    if document.case == "in_feed":
        return Expected("in_feed", None, fate_of(document, case, is_known, phase))
    if not case.came:
        return Expected(case.outcome, case.status, "", case.tries)
    if is_known and document.validator != "none" and not document.change:
        return Expected("not_modified", 304, "", case.tries)
    return Expected("fetched", 200, fate_of(document, case, is_known, phase), case.tries)


def fate_of(document: Document, case: Case, is_known: bool, phase: int) -> str:
    """What becomes of bytes that come."""
    if document.case == "in_feed" and phase == 2 and document.phase == 1:
        return "article" if document.change == "text" else ""
    if not is_known:
        return COPY_FATES.get(document.case, case.fate)
    return {"text": "article", "furniture": "copy:same_document"}.get(document.change, "")


@dataclass(frozen=True, slots=True)
class Health:
    """How a list should fare in one run."""

    outcome: str
    announced: int
    new: int
    same: int
    skipped: int
    failed: int
    rejects: int


def expect_health(world: World, runs: list[dict[str, Expected]]) -> list[dict[str, Health]]:
    """How each list should fare, in the first and in the second run."""
    known: frozenset[str] = frozenset()
    found = []
    for phase, expected in enumerate(runs, 1):
        plan = make_plan(world, phase, known)
        found.append({source.id: health_of(source, phase, plan, expected) for source in world.sources})
        known = known | {url for url, one in expected.items() if one.outcome == "fetched"}
    return found


def health_of(source: Source, phase: int, plan: Plan, expected: Mapping[str, Expected]) -> Health:
    """How one list should fare."""
    fault = FAULTS.get(source.fault)
    if fault is not None and not fault.carries:
        is_odd = fault.reject == ITEM_REJECT  # of one item: the list itself can be read
        return Health("ok" if is_odd else "failed", int(bool(fault.reject)), 0, 0, 0, 0, int(bool(fault.reject)))
    mine = [expected[document.url] for document in asked_by(source, phase, plan)]
    new = sum(one.fate != "" for one in mine)
    came = sum(one.outcome in {"fetched", "not_modified", "in_feed"} for one in mine)
    odd = source.odd if source.announced(phase) else ()
    rejects = sum(name in {"bad_url", "no_link", "nothing"} for name in odd)
    outcome = "ok" if came == len(mine) else "partly" if came else "failed"
    return Health(
        outcome, len(source.announced(phase)) + len(odd), new, came - new, plan.skipped.get(source.id, 0), len(mine) - came, rejects
    )


def asked_by(source: Source, phase: int, plan: Plan) -> Iterator[Document]:
    """Documents that a list asks for, or carries."""
    for document in source.announced(phase):
        if source.form == FULL or plan.asker.get(document.url) is source:
            yield document


def groups_of(world: World) -> dict[int, list[Document]]:
    """Documents that tell one story."""
    groups: dict[int, list[Document]] = {}
    for document in world.documents:
        if document.group:
            groups.setdefault(document.group, []).append(document)
    return groups


def is_copy(document: Document) -> bool:
    """Whether a document tells what another one told."""
    return document.case in COPIES
