"""From one reading to rows of the extracted tables. Every span is checked against the document before it becomes a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipelines import ids
from pipelines.reading.dates.clock import tells_half
from pipelines.reading.launches.clock import zones
from pipelines.reading.types import AlertReport, Article, Attribution, Claim, Launch, NameMention, Reaction, Reading, Span, Trace

Row = tuple[Any, ...]
BETWEEN_PIECES = " … "


class BadSpan(Exception):
    """A span that does not lie inside its document."""


@dataclass(slots=True)
class Extracted:
    """Rows of one article by table, in the order of the contracts, without the columns that a whole batch shares."""

    readings: list[Row] = field(default_factory=list)
    article_launches: list[Row] = field(default_factory=list)
    launch_mentions: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    reactions: list[Row] = field(default_factory=list)
    alerts: list[Row] = field(default_factory=list)
    flight_moments: list[Row] = field(default_factory=list)
    attributions: list[Row] = field(default_factory=list)
    names: list[Row] = field(default_factory=list)
    dates: list[Row] = field(default_factory=list)
    unmatched_sentences: list[Row] = field(default_factory=list)
    traces: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class RowMaker:
    """Makes the rows of one article."""

    article: Article
    document: str
    rows: Extracted = field(default_factory=Extracted)
    launch_ids: dict[str, str] = field(default_factory=dict)  # by label inside the article
    seen: Counter[Row] = field(default_factory=Counter)

    def surface(self, span: Span) -> str:
        """The untouched text of a span; an error where the span is none."""
        start, end = span
        if not 0 <= start <= end <= len(self.document):
            raise BadSpan(f"span {start}-{end} lies outside the document of {len(self.document)} characters")
        return self.document[start:end]

    def repeat(self, *key: Any) -> int:
        """How often this key came before in the article."""
        self.seen[key] += 1
        return self.seen[key] - 1

    def add_launch(self, launch: Launch) -> None:
        """A launch as the article leaves it, and the places that speak of it."""
        start, end = launch.evidence[0]
        launch_id = ids.article_launch_id(self.article.id, start, self.repeat("launch", start))
        self.launch_ids[launch.id] = launch_id
        self.rows.article_launches.append((
            launch_id, self.article.id, launch.id, launch.status, launch.launch_class, launch.country, launch.date_start, launch.date_end,
            launch.time_local, launch.site, launch.vehicle, launch.payload, launch.outcome, launch.focus, launch.count,
            start, end, self.surface((start, end)),
        ))  # fmt: skip
        self.add_traces(launch_id, launch.traces)
        for mention in launch.mentions:
            place = (mention.start, mention.end)
            mention_id = ids.mention_id(self.article.id, *place, self.repeat("mention", *place))
            first, last = (mention.when.first, mention.when.last) if mention.when else (None, None)
            self.rows.launch_mentions.append((
                mention_id, launch_id, self.article.id, mention.sentence, *place, self.surface(place), mention.rule_id,
                mention.status, mention.launch_class, mention.country, first, last,
            ))  # fmt: skip
            self.add_traces(mention_id, mention.traces)

    def add_claim(self, claim: Claim) -> None:
        """A claim, once."""
        launch = self.launch_ids[claim.launch] if claim.launch else None
        claim_id = ids.claim_id(self.article.id, claim.speaker, claim.topic, claim.evidence[0], launch)
        if self.repeat("claim", claim_id):
            return
        self.rows.claims.append((
            claim_id, self.article.id, launch, claim.speaker, claim.country, claim.via, claim.topic, claim.value, claim.certainty,
            *claim.evidence, self.surface(claim.evidence), claim.rule_id,
        ))  # fmt: skip
        self.add_traces(claim_id, claim.traces)

    def add_reaction(self, reaction: Reaction) -> None:
        """A reaction, once."""
        launch = self.launch_ids[reaction.launch] if reaction.launch else None
        reaction_id = ids.reaction_id(self.article.id, reaction.actor, reaction.type, launch)
        if self.repeat("reaction", reaction_id):
            return
        self.rows.reactions.append((
            reaction_id, self.article.id, launch, reaction.actor, reaction.country, reaction.via, reaction.type,
            *reaction.evidence, self.surface(reaction.evidence), reaction.rule_id,
        ))  # fmt: skip
        self.add_traces(reaction_id, reaction.traces)

    def add_alert(self, report: AlertReport, followed: AlertReport | None) -> None:
        """One step of an alert, and the alert of the article that it goes back to."""
        place = (report.start, report.end)
        alert_id = ids.alert_id(self.article.id, report.cue[0], report.step)
        self.rows.alerts.append((
            alert_id, self.article.id, self.launch_ids[report.launch] if report.launch else None, report.sentence, report.step, report.kind,
            report.system, report.error, report.actor, report.country,
            ids.alert_id(self.article.id, followed.cue[0], followed.step) if followed else None,
            *place, self.surface(place), report.rule_id,
        ))  # fmt: skip
        self.add_traces(alert_id, report.traces)

    def add_attribution(self, held: Attribution) -> None:
        """An attributed statement, over all its pieces."""
        pieces = [*held.source, *held.via, *held.cue, *held.content]
        start, end = min(piece[0] for piece in pieces), max(piece[1] for piece in pieces)
        speaker, carrier = held.speaker, held.carrier
        self.rows.attributions.append((
            ids.attribution_id(self.article.id, start, end, self.repeat("attribution", start, end)), self.article.id, held.sentence,
            speaker.name if speaker else None, speaker.country if speaker else None, carrier.name if carrier else None, held.kind,
            self.join(held.source), self.join(held.cue), self.join(held.content) or "", start, end, held.rule_id,
        ))  # fmt: skip

    def add_name(self, name: NameMention) -> None:
        """A name, title or later mention."""
        antecedent = name.antecedent[0] if name.antecedent else None
        self.rows.names.append((
            self.article.id, name.start, name.end, self.surface((name.start, name.end)), name.kind, name.id, name.name, name.country,
            name.office, antecedent, name.rule_id,
        ))  # fmt: skip

    def add_traces(self, value_id: str, traces: Iterable[Trace]) -> None:
        """The steps that led to a value."""
        for number, trace in enumerate(traces):
            self.surface((trace.start, trace.end))
            self.rows.traces.append(
                (value_id, number, self.article.id, trace.field, trace.rule_id, trace.start, trace.end, trace.note)
            )  # fmt: skip

    def join(self, pieces: Sequence[Span]) -> str | None:
        """The words of the pieces of a role; null where it has none."""
        return BETWEEN_PIECES.join(self.surface(piece) for piece in pieces) if pieces else None


def make_rows(article: Article, reading: Reading, engine_name: str) -> Extracted:
    """All rows of one article."""
    maker = RowMaker(article, article.document)
    for launch in reading.launches:
        maker.add_launch(launch)
    for claim in reading.claims:
        maker.add_claim(claim)
    for reaction in reading.reactions:
        maker.add_reaction(reaction)
    for report in reading.alerts:
        maker.add_alert(report, reading.alerts[report.follows] if report.follows is not None else None)
    for attribution in reading.attributions:
        maker.add_attribution(attribution)
    for name in reading.names:
        maker.add_name(name)
    add_moments(maker, reading)
    add_dates(maker, reading)
    add_unmatched(maker, reading)
    maker.add_traces(article.id, reading.traces)
    rows = maker.rows
    rows.readings.append((
        article.id, engine_name, reading.is_read, reading.relevant if reading.is_read else None,
        len(rows.article_launches), len(rows.claims), len(rows.reactions), len(rows.unmatched_sentences),
    ))  # fmt: skip
    return rows


def add_moments(maker: RowMaker, reading: Reading) -> None:
    """Timed moments of flights."""
    for moment in reading.moments:
        place = (moment.start, moment.end)
        maker.rows.flight_moments.append((
            ids.flight_moment_id(maker.article.id, moment.start, moment.moment), maker.article.id,
            maker.launch_ids[moment.launch] if moment.launch else None, moment.sentence, moment.moment, *place, maker.surface(place),
            moment.rule_id,
        ))  # fmt: skip


def add_dates(maker: RowMaker, reading: Reading) -> None:
    """Temporal expressions."""
    for held in reading.dates:
        surface = maker.surface((held.start, held.end))
        zone, half = zones()["zones"].get((held.zone or "").lower()), tells_half(held, surface) if held.time else None
        maker.rows.dates.append((
            maker.article.id, held.start, held.end, surface, held.type, held.value, held.first, held.last, held.time, zone, half,
            held.rule_id,
        ))  # fmt: skip


def add_unmatched(maker: RowMaker, reading: Reading) -> None:
    """Sentences with launch words that no rule took."""
    for number in reading.unmatched:
        sentence = reading.sentences[number]
        maker.rows.unmatched_sentences.append((maker.article.id, number, maker.surface((sentence.start, sentence.end))))
