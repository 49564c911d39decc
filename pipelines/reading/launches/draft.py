"""A mention of a launch while the article is being read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipelines.reading.launches.status import Verdict
from pipelines.reading.launches.triggers import Trigger
from pipelines.reading.types import DateMention, Interval, LaunchClass, NameMention, Span, Status

VAGUE = frozenset({"coming_units", "span_of_units", "units_ahead", "future", "unit_end"})
FIRST_SINCE = "the first since"  # why a launch is told of that only dates another: "the first since 2009"
Reference = Literal["same", "near", "definite", "new", "other"]


@dataclass(frozen=True, slots=True)
class Counted:
    """A time counted from one launch to another, as a TIMEX3 duration; negative where the other came before."""

    number: int
    unit: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One trigger with everything that its sentence says about the launch. No status: the words leave it open.

    ``near_class`` is the kind that the words close by name where its own leave it open. ``owner`` is the country of a satellite that
    others may launch. ``hint`` holds days that a bare clock time lets one guess, ``around`` those of the clause around it.
    ``speaker_country`` is the side that says it. ``reference`` tells whether its words point back ("the launch", "the latest"),
    to another launch ("its last"), or to a new one. ``is_earliest``: dated by "as soon as next week". ``is_alike``: of the same type as
    the launch at hand. ``is_backward``: a plan told in the past ("it had planned to"). ``is_frame``: opens its sentence as the occasion
    of what follows ("in the last launch, ..."). ``number``: its place in a series ("third").
    """

    trigger: Trigger
    verdict: Verdict
    sentence: int
    rank: int
    launch_class: LaunchClass
    near_class: LaunchClass
    country: str | None
    owner: str | None
    when: Interval | None
    date: DateMention | None
    hint: Interval | None
    around: Interval | None
    speaker_country: str | None
    counted: Counted | None
    clocks: tuple[DateMention, ...]
    site: NameMention | None
    vehicles: tuple[NameMention, ...]
    payloads: tuple[NameMention, ...]
    count: int | None
    number: str | None
    reference: Reference
    is_total: bool
    is_missile: bool
    is_backward: bool
    is_alike: bool
    is_earliest: bool
    is_frame: bool
    evidence: Span

    @property
    def status(self) -> Status | None:
        """The status that the words give, if any."""
        return self.verdict.status

    @property
    def is_vague(self) -> bool:
        """Whether its date is no more than "in the coming days"."""
        return self.date is not None and (self.date.rule_id in VAGUE or self.is_earliest)

    def names(self, kind: str) -> tuple[NameMention, ...]:
        """The vehicles or payloads that the words name."""
        return self.vehicles if kind == "vehicle" else self.payloads

    @property
    def is_named(self) -> bool:
        """Whether the words name vehicle or payload."""
        return bool(self.vehicles or self.payloads)
