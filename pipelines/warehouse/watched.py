"""Measures of a build that are watched against the last good releases: too little stops a release, too much warns.

The bounds are in ``expectations/watched.csv``, those of each single source in ``watched_sources.csv``, each with its reason. A fall that
is right, such as after a source was taken out, is accepted by name and reason in ``watched.toml`` of the warehouse, for the releases up to
the one that it was seen against.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from pipelines.contracts import EXPECTATIONS, ROOT
from pipelines.errors import CheckFailed, WarehouseError
from pipelines.toml_files import read_toml
from pipelines.warehouse.layout import Warehouse

QUERIES = ROOT / "sql" / "watched"
SOURCE_QUERIES = QUERIES / "sources"
COUNTED = "records"
SOURCE = "source_id"
OF = " of "  # between a measure and the source that it is of
ACCEPTED = "watched.toml"
AGE = "days_since_news"


@dataclass(frozen=True, slots=True)
class Bound:
    """What a measure may come to: ratios to the median of the last releases, or a value of its own."""

    measure: str
    least_ratio: float | None
    most_ratio: float | None
    most_value: float | None
    floor_measure: str  # a warehouse in which this measure
    floor: float  # is usually below it is too small to tell
    why: str
    stops: bool = True  # whether too little stops a release; else it warns

    def named(self, source: str | None) -> tuple[str, str]:
        """Names of the measure and of its floor: the bound's own, or those of a source."""
        return (
            (self.measure, self.floor_measure) if source is None else (f"{self.measure}{OF}{source}", f"{self.floor_measure}{OF}{source}")
        )


@dataclass(frozen=True, slots=True)
class Breach:
    """A measure beyond a bound."""

    measure: str
    is_critical: bool
    told: str


@cache
def read_bounds(file: str = "watched.csv") -> tuple[Bound, ...]:
    """All bounds, in the order of their file."""
    with (EXPECTATIONS / file).open(encoding="utf-8", newline="") as handle:
        return tuple(make_bound(row) for row in csv.DictReader(handle))


def read_source_bounds() -> tuple[Bound, ...]:
    """Bounds that hold for each source by itself."""
    return read_bounds("watched_sources.csv")


def make_bound(row: Mapping[str, str]) -> Bound:
    """A line of a file."""
    least, most, value = (float(row[name]) if row.get(name) else None for name in ("least_ratio", "most_ratio", "most_value"))
    floor = (row["floor_measure_code"], float(row["floor_value"]))
    return Bound(row["measure_code"], least, most, value, *floor, row["why_text"], row.get("least_code", "stop") == "stop")


def is_watched(measure: str) -> bool:
    """Whether there is a bound for a measure, or for one of a source."""
    name, of, _ = measure.partition(OF)
    return name in {bound.measure for bound in (read_source_bounds() if of else read_bounds())}


def take_measures(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Every measure that the tables of a build allow, those of single sources under names such as ``records of landing``."""
    totals = {measure: value for row in _rows(con, QUERIES) for measure, value in row.items()}
    of_sources = {
        f"{measure}{OF}{row[SOURCE]}": value for row in _rows(con, SOURCE_QUERIES) for measure, value in row.items() if measure != SOURCE
    }
    return {name: round(float(value), 6) for name, value in (totals | of_sources).items() if value is not None}


def _rows(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[dict[str, Any]]:
    """What the queries of a folder answer; each column is a measure."""
    for path in sorted(folder.glob("*.sql")):
        try:
            found = con.execute(path.read_text(encoding="utf-8"))
        except duckdb.CatalogException:
            continue  # a build of some layers only
        names = [column[0] for column in found.description or ()]
        yield from [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def breaches(measures: Mapping[str, float], earlier: Sequence[Mapping[str, float]]) -> Iterator[Breach]:
    """Measures beyond their bounds, given those of the last good releases. A source that was lost has nothing of what is counted."""
    for bound in read_bounds():
        yield from _compare(bound, *bound.named(None), measures, earlier)
    sources = sorted({name.partition(OF)[2] for held in (measures, *earlier) for name in held if OF in name})
    lost = {name: 0.0 for source in sources if (name := f"{COUNTED}{OF}{source}") not in measures}
    for source in sources:
        for bound in read_source_bounds():
            yield from _compare(bound, *bound.named(source), {**measures, **lost}, earlier)


def _compare(
    bound: Bound, name: str, floor_name: str, measures: Mapping[str, float], earlier: Sequence[Mapping[str, float]]
) -> Iterator[Breach]:
    now, before = measures.get(name), [held[name] for held in earlier if name in held]
    if now is None:
        return
    if bound.most_value is not None and now > bound.most_value:
        yield Breach(name, False, f"{name} is {now:,g}; expected at most {bound.most_value:,g}: {bound.why}")
    if not before or median([held.get(floor_name, 0) for held in earlier]) < bound.floor:
        return
    usual = median(before)
    if bound.least_ratio is not None and now < bound.least_ratio * usual:
        told = f"expected at least {bound.least_ratio * usual:,g}, {bound.least_ratio:g} of the usual {usual:,g}"
        yield Breach(name, bound.stops, f"{name} is {now:,g}; {told}: {bound.why}")
    if bound.most_ratio is not None and now > bound.most_ratio * usual:
        told = f"expected at most {bound.most_ratio * usual:,g}, {bound.most_ratio:g} times the usual {usual:,g}"
        yield Breach(name, False, f"{name} is {now:,g}; {told}: {bound.why}")


def accepted_measures(warehouse: Warehouse, newest: int) -> set[str]:
    """Measures whose fall against the releases up to ``newest`` somebody has explained."""
    path = warehouse.root / ACCEPTED
    if not path.exists():
        return set()
    try:
        entries = read_toml(path).get("accepted", [])
        return {entry["measure"] for entry in entries if entry["release"] >= newest and entry["reason"]}
    except (KeyError, TypeError) as error:
        raise WarehouseError(f"{path}: cannot be understood ({error}). Expected entries like: {example('articles', newest)}") from error


def example(measure: str, release: int) -> str:
    """How a fall is accepted."""
    return f'[[accepted]] measure = "{measure}" release = {release} reason = "..."'


def watch(warehouse: Warehouse, measures: Mapping[str, float], earlier: Sequence[Mapping[str, float]], newest: int) -> list[str]:
    """What people should look at; an error where a measure fell too far and nobody has explained it."""
    # the sample tells of past years, and nobody waits for news of it
    judged = {name: value for name, value in measures.items() if name != AGE} if warehouse.kind == "sample" else measures
    found = list(breaches(judged, earlier))
    accepted = accepted_measures(warehouse, newest)
    stopping = [breach for breach in found if breach.is_critical and breach.measure not in accepted]
    if stopping:
        lines = "".join(f"\n  {breach.told}" for breach in stopping)
        raise CheckFailed(
            f"the build falls behind the last {len(earlier)} releases, so nothing was published; what was published before is as it was."
            f"{lines}\n  Find the cause. If it is right, say so in {warehouse.root / ACCEPTED}: {example(stopping[0].measure, newest)}"
        )
    return [breach.told for breach in found]
