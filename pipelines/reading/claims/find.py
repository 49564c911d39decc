"""Claims of an article: who says what about a launch.

Every statement is weighed by its features; a statement makes one claim for each topic that is likely enough. Of the same
speaker, topic and sentence only the likeliest is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from pipelines.reading.claims.features import Features, Scene, scene_of, statement_features
from pipelines.reading.claims.model import Model, learned, reasons, topics_of
from pipelines.reading.claims.sources import find_sources
from pipelines.reading.claims.values import certainty_of, value_of
from pipelines.reading.statements.find import Statement, find_statements, without_carriers
from pipelines.reading.types import Attribution, Claim, DateMention, Document, Launch, NameMention, Topic, Trace

FLOWN = frozenset({"flight", "outcome"})  # topics that only a launch that took place gives to speak of


def find_claims(
    document: Document,
    names: Sequence[NameMention],
    dates: Sequence[DateMention],
    attributions: Sequence[Attribution],
    launches: Sequence[Launch],
    outlet: str | None = None,
) -> tuple[Claim, ...]:
    """Every claim of the article, in text order; none where no launch is listed."""
    if not launches:
        return ()
    statements = statements_of(document, names, dates, attributions, launches, outlet)
    by_id = {launch.id: launch for launch in launches}
    found: dict[tuple[str, str, int], tuple[float, Claim]] = {}
    for statement, features in with_features(scene_of(document, names, dates, launches), statements):
        for topic, odds in topics_of(features, learned()).items():
            if topic in FLOWN and not has_flown(by_id.get(statement.launch or "")):
                continue
            key = (statement.party.name, topic, statement.sentence)
            if key not in found or found[key][0] < odds:
                found[key] = odds, claim_of(document, statement, cast(Topic, topic), odds, features, names, by_id, learned())
    return tuple(sorted((claim for _, claim in found.values()), key=lambda claim: (claim.evidence, claim.topic, claim.speaker)))


def has_flown(launch: Launch | None) -> bool:
    """Whether a statement may be about a flight: its launch took place, or it is not known which launch it speaks of."""
    return launch is None or launch.status == "occurred"


def statements_of(
    document: Document,
    names: Sequence[NameMention],
    dates: Sequence[DateMention],
    attributions: Sequence[Attribution],
    launches: Sequence[Launch],
    outlet: str | None = None,
) -> tuple[Statement, ...]:
    """Every statement that might be a claim, those of outlets that only carry it left out."""
    sources = (*attributions, *find_sources(document, names, attributions))
    return without_carriers(find_statements(document, names, dates, sources, launches, outlet))


def with_features(scene: Scene, statements: Sequence[Statement]) -> list[tuple[Statement, Features]]:
    """Each statement with its features."""
    found: list[tuple[Statement, Features]] = []
    for statement in statements:
        found.append((statement, statement_features(scene, statement, found[-1][1] if found else {})))
    return found


def claim_of(
    document: Document, statement: Statement, topic: Topic, odds: float, features: Features, names: Sequence[NameMention],
    launches: Mapping[str, Launch], model: Model,
) -> Claim:  # fmt: skip
    """A statement as a claim of one topic."""
    start, end = statement.content[0][0], statement.content[-1][1]
    why = Trace("topic", "claims_model", start, end, reasons(features, topic, odds, model))
    source = Trace("statement", statement.attribution.rule_id, start, end)
    return Claim(
        speaker=statement.party.name,
        country=statement.party.country,
        via=statement.via,
        topic=topic,
        value=value_of(topic, document, statement.content, names, launches.get(statement.launch or "")),
        launch=statement.launch,
        evidence=statement.evidence,
        rule_id=f"claim_{topic}",
        cue=statement.attribution.cue[0] if statement.attribution.cue else None,
        certainty=certainty_of(document, statement.content),
        traces=(why, source, *statement.traces),
    )
