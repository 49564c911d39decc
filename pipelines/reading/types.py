"""The values that the layers of reading hand to each other.

Every span is a pair of character offsets, end exclusive. Inside the engine offsets point into
``Document.text``, the working text; :func:`pipelines.reading.engine.read` maps them back to the
untouched document before anything leaves, so that ``article.document[start:end]`` is the surface
text of every value in a :class:`Reading`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Span = tuple[int, int]

Status = Literal["occurred", "announced", "expected", "called_off"]
LaunchClass = Literal["space", "ballistic", "cruise", "artillery", "sounding", "unknown"]
Outcome = Literal["success", "failure", "disputed", "unknown"]
Topic = Literal["nature", "outcome", "plan", "flight", "capability"]
ReactionType = Literal[
    "condemn",
    "assert_violation",
    "express_concern",
    "warn",
    "urge_restraint",
    "sanction",
    "convene",
    "alert",
    "lift_alert",
    "military",
    "stand_down",
    "defend",
    "reject",
    "suspend",
]
AlertStep = Literal["issued", "updated", "lifted", "error_admitted", "not_issued"]
AlertKind = Literal["public", "sea", "air", "launch_notice"]
NameKind = Literal[
    "state", "body", "person", "group", "outlet", "site", "place", "vehicle", "payload",
    "alert_system", "resolution", "company",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, both included. One day: both equal."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Article:
    """One article as received. ``document`` is what every published offset points into."""

    id: str
    title: str
    text: str
    date: str | None = None
    outlet: str | None = None
    url: str | None = None

    @property
    def document(self) -> str:
        """Title, an empty line, body."""
        return f"{self.title}\n\n{self.text}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the working text. ``kind``: title, dateline, body, caption, boilerplate."""

    start: int
    end: int
    paragraph: int
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Document:
    """The working text of an article: repaired and folded, with the way back to the original.

    ``starts[i]`` and ``ends[i]`` are the original offsets at which working character i starts and ends.
    """

    original: str
    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range
    sentences: tuple[Sentence, ...] = ()

    def to_original(self, start: int, end: int) -> Span:
        """Offsets in the untouched document of the working span [start, end)."""
        if start >= end:
            at = self.starts[start] if start < len(self.text) else len(self.original)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def surface(self, start: int, end: int) -> str:
        """The untouched text under a working span."""
        first, last = self.to_original(start, end)
        return self.original[first:last]


@dataclass(frozen=True, slots=True)
class DateMention:
    """One temporal expression. ``type`` and ``value`` follow TIMEX3.

    ``first`` and ``last`` bound the days that the words allow, null where the text fixes none.
    ``time`` is a clock time HH:MM as written, ``zone`` the zone's words or offset ("+09:00", "local", "GMT").
    """

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    first: date | None
    last: date | None
    rule_id: str
    time: str | None = None
    zone: str | None = None
    window: Interval | None = None  # the whole stretch, on both ends of "from February 8 to 25"


@dataclass(frozen=True, slots=True)
class NameMention:
    """One name, title or later mention of a thing ("he", "the ministry", "the North").

    ``id`` is the lexicon id where there is one (``sohae``, ``KCNA``, ``KP``), else the fullest form in the
    article. ``name`` is the surface form that identifies it best in this article (for a later mention, the
    name of its antecedent). ``country`` is an ISO 3166-1 alpha-2 code, or UN, EU, NATO.
    """

    start: int
    end: int
    kind: NameKind
    id: str
    name: str
    country: str | None
    rule_id: str
    antecedent: Span | None = None
    office: str | None = None
    is_state_media: bool = False
    launch_class: str | None = None  # of vehicles: the class that the vehicle implies


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attributed statement: who says what, through whom. A role may be absent or in several pieces."""

    source: tuple[Span, ...]
    via: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Literal["direct", "indirect", "mixed"]
    rule_id: str
    speaker: NameMention | None = None  # the source, resolved, where it could be
    carrier: NameMention | None = None  # the outlet or agency of ``via``, resolved
    sentence: int = 0  # index of the sentence that holds the cue


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a value is what it is: the rule, the span that it looked at, and a few words."""

    field: str
    rule_id: str
    start: int
    end: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class LaunchMention:
    """One place in an article that speaks of a launch, before merging."""

    start: int
    end: int
    sentence: int
    rule_id: str
    status: Status
    launch_class: LaunchClass
    country: str | None
    when: Interval | None
    time_local: str | None
    site: str | None
    vehicle: str | None
    payload: str | None
    outcome: Outcome | None
    count: int | None = None
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Launch:
    """One flight attempt, or one planned or suspected one, as the whole article leaves it."""

    id: str
    status: Status
    launch_class: LaunchClass
    country: str | None
    date_start: date | None
    date_end: date | None
    time_local: str | None
    site: str | None
    vehicle: str | None
    payload: str | None
    outcome: Outcome | None
    focus: bool
    evidence: tuple[Span, ...]
    mentions: tuple[LaunchMention, ...]
    count: int | None = None
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what about a launch. One per speaker, topic and sentence."""

    speaker: str
    country: str | None
    via: str | None
    topic: Topic
    value: str | None
    launch: str | None
    evidence: Span
    rule_id: str
    cue: Span | None = None
    certainty: str | None = None  # the estimative word as written: "likely", "believed"
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a state, body or official does or says in response to a launch or the prospect of one."""

    actor: str
    country: str | None
    via: str | None
    type: ReactionType
    launch: str | None
    evidence: Span
    rule_id: str
    cue: Span | None = None
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertReport:
    """What a sentence, or a part of it, tells of one step of an alert, or of a notice of a launch.

    ``system`` is an id of ``reference/alert_systems.csv``, ``error`` what was wrong with it; ``actor`` gave it, on the side of ``country``.
    ``follows`` is the place among the reports of the article of the alert that this one goes back to.
    """

    start: int
    end: int
    sentence: int
    step: AlertStep
    kind: AlertKind
    system: str | None
    error: str | None
    actor: str | None
    country: str | None
    launch: str | None
    follows: int | None
    rule_id: str
    cue: Span
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class FlightMoment:
    """A part of a sentence that gives a clock time for a moment of a flight after its start."""

    start: int
    end: int
    sentence: int
    moment: Literal["overflight", "landing"]
    launch: str | None
    rule_id: str


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One possible publication date, kept whether it won or lost."""

    method: str  # given, metadata, url, dateline, weekday_and_day, named_month, public_event, office_holder, ...
    first: date | None
    last: date | None
    raw: str
    start: int | None = None
    end: int | None = None
    chosen: bool = False
    rejected_because: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """When the article was published: an interval or unknown, the method, and the candidates that lost."""

    when: Interval | None
    method: str
    candidates: tuple[DateCandidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the engine took from one article. Offsets point into the untouched document."""

    article_id: str
    language: str
    is_read: bool
    published: Publication
    relevant: bool
    launches: tuple[Launch, ...] = ()
    claims: tuple[Claim, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    alerts: tuple[AlertReport, ...] = ()
    moments: tuple[FlightMoment, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    dates: tuple[DateMention, ...] = ()
    names: tuple[NameMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    unmatched: tuple[int, ...] = ()  # indexes of sentences with launch words that no rule took
    traces: tuple[Trace, ...] = field(default=())
