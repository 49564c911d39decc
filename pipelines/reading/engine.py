"""Reading an article from end to end: ``read(article) -> Reading``. Pure: no clock, no network, no files but rules and lexicons.

An engine is anything with the shape of :class:`Engine`; :data:`RULES` is the one that the pipeline uses unless told otherwise.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from pipelines.reading.alerts.find import find_alerts
from pipelines.reading.alerts.moments import find_moments
from pipelines.reading.attributions.find import find_attributions
from pipelines.reading.claims.find import find_claims
from pipelines.reading.dates.find import find_dates
from pipelines.reading.dating.choose import date_document
from pipelines.reading.document import open_document
from pipelines.reading.engine_spans import restore_reading
from pipelines.reading.furniture import without_furniture
from pipelines.reading.language import READ_LANGUAGES, detect_language
from pipelines.reading.launches.find import find_launches
from pipelines.reading.names.find import find_names
from pipelines.reading.names.lexicon import reference_paths
from pipelines.reading.reactions.actors import Stage
from pipelines.reading.reactions.find import find_reactions
from pipelines.reading.relevance import is_relevant, mentions_launches
from pipelines.reading.types import Article, Document, Reading

HERE = Path(__file__).parent


class Engine(Protocol):
    """What reads articles for the pipeline."""

    @property
    def name(self) -> str:
        """Short name, kept with every reading."""

    @property
    def version(self) -> str:
        """Changes whenever the same article might be read differently."""

    def read(self, article: Article) -> Reading:
        """What the engine takes from one article."""


@dataclass(frozen=True, slots=True)
class RuleEngine:
    """Rules and lexicons of this package."""

    name: str = "rules"

    @property
    def version(self) -> str:
        """Hash of the code, rules and lexicons of the engine."""
        return rules_version()

    def read(self, article: Article) -> Reading:
        """What the rules take from one article."""
        return read(article)


RULES = RuleEngine()


@cache
def rules_version() -> str:
    """Hash of everything that reading depends on; the same on every machine."""
    total = hashlib.sha256()
    for path in sorted([*HERE.rglob("*"), *reference_paths()]):
        if path.suffix in {".py", ".yml", ".csv", ".json"}:
            total.update(str(path.relative_to(HERE.parent)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def read(article: Article, beneath: bool = False) -> Reading:
    """Everything that the rules take from one article; offsets point into ``article.document``.

    Most news is not about launches, so a cheap test comes first. ``beneath`` asks for names, dates and attributions
    also where an article speaks of no launch.
    """
    document = open_document(article.document)
    language = detect_language(document.text)
    published = date_document(document, article.date, article.url)
    reading = Reading(article.id, language, language in READ_LANGUAGES, published, False, sentences=document.sentences)
    if reading.is_read and (beneath or mentions_launches(document)):
        reading = read_launches(without_furniture(document), reading, article.outlet)
    return restore_reading(document, reading)


def read_launches(document: Document, reading: Reading, outlet: str | None = None) -> Reading:
    """The reading of an article that may speak of launches, in offsets of the working text."""
    names = find_names(document)
    dates = find_dates(document, reading.published.when)
    attributions = find_attributions(document, names)
    launches, unmatched = find_launches(document, names, dates, attributions, reading.published)
    claims = find_claims(document, names, dates, attributions, launches, outlet)
    reactions = find_reactions(document, names, dates, attributions, launches, outlet)
    alerts = find_alerts(Stage(document, names, attributions, outlet), dates, launches)
    moments = find_moments(document, dates, launches)
    relevant = is_relevant(document, launches, claims, reactions)
    if not relevant:
        launches = tuple(replace(launch, focus=False) for launch in launches)
    return replace(
        reading, relevant=relevant, launches=launches, claims=claims, reactions=reactions, alerts=alerts, moments=moments,
        dates=dates, names=names, attributions=attributions, unmatched=unmatched,
    )  # fmt: skip
