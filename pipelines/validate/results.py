"""What a validation found, as plain values that can be shown, logged and stored without a library."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pipelines.visible import visible

Severity = Literal["critical", "warning"]
SHOWN_ROWS = 20
SHOWN_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation that is to be run: ``check`` is the name that people see, ``key`` tells its parts from each other.

    ``of_all``: new rows alone cannot tell whether it holds.
    """

    key: str
    check: str
    severity: Severity
    notes: str
    type: str
    kwargs: Mapping[str, Any]
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What became of one expectation. An expectation that raised has failed."""

    key: str
    check: str
    severity: Severity
    notes: str
    success: bool
    observed: str
    unexpected_count: int | None = None
    failing_rows: tuple[Mapping[str, str | None], ...] = ()
    exception_text: str | None = None


@dataclass(frozen=True, slots=True)
class TableResult:
    """What became of every expectation of one table."""

    name: str
    results: tuple[CheckResult, ...]

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """Expectations that do not hold."""
        return tuple(result for result in self.results if not result.success)


def shown(value: object) -> str | None:
    """A value as one short line of text in which no character acts on a terminal or a page's layout."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    text = visible(str(value)[: SHOWN_CHARACTERS + 1])
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"


def shown_rows(rows: Iterable[Mapping[str, object]]) -> tuple[Mapping[str, str | None], ...]:
    """The first failing rows, made safe to show."""
    return tuple({str(name): shown(value) for name, value in row.items()} for row, _ in zip(rows, range(SHOWN_ROWS), strict=False))
