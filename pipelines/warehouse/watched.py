"""Measures of a build that are watched against the last good releases: too little stops a release, too much warns.

The bounds are in ``expectations/watched.csv``, each with its reason. A fall that is right, such as after a source was taken out, is
accepted by name and reason in ``watched.toml`` of the warehouse, for the releases up to the one that it was seen against.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

import duckdb

from pipelines.contracts import EXPECTATIONS, ROOT
from pipelines.errors import CheckFailed, WarehouseError
from pipelines.warehouse.layout import Warehouse

QUERIES = ROOT / "sql" / "watched"
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


@dataclass(frozen=True, slots=True)
class Breach:
    """A measure beyond a bound."""

    measure: str
    is_critical: bool
    told: str


@cache
def read_bounds() -> tuple[Bound, ...]:
    """All bounds, in the order of their file."""
    with (EXPECTATIONS / "watched.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(make_bound(row) for row in csv.DictReader(handle))


def make_bound(row: Mapping[str, str]) -> Bound:
    """A line of the file."""
    least, most, value = (float(row[name]) if row[name] else None for name in ("least_ratio", "most_ratio", "most_value"))
    return Bound(row["measure_code"], least, most, value, row["floor_measure_code"], float(row["floor_value"]), row["why_text"])


def take_measures(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Every measure that the tables of a build allow."""
    found = {}
    for bound in read_bounds():
        try:
            row = con.execute((QUERIES / f"{bound.measure}.sql").read_text(encoding="utf-8")).fetchone()
        except duckdb.CatalogException:
            continue  # a build of some layers only
        if row is not None and row[0] is not None:
            found[bound.measure] = round(float(row[0]), 6)
    return found


def breaches(measures: Mapping[str, float], earlier: Sequence[Mapping[str, float]]) -> Iterator[Breach]:
    """Measures beyond their bounds, given those of the last good releases."""
    for bound in read_bounds():
        now = measures.get(bound.measure)
        before = [held[bound.measure] for held in earlier if bound.measure in held]
        if now is None:
            continue
        if bound.most_value is not None and now > bound.most_value:
            yield Breach(bound.measure, False, f"{bound.measure} is {now:,g}; expected at most {bound.most_value:,g}: {bound.why}")
        if not before or median([held.get(bound.floor_measure, 0) for held in earlier]) < bound.floor:
            continue
        usual = median(before)
        if bound.least_ratio is not None and now < bound.least_ratio * usual:
            told = f"expected at least {bound.least_ratio * usual:,g}, {bound.least_ratio:g} of the usual {usual:,g}"
            yield Breach(bound.measure, True, f"{bound.measure} is {now:,g}; {told}: {bound.why}")
        if bound.most_ratio is not None and now > bound.most_ratio * usual:
            told = f"expected at most {bound.most_ratio * usual:,g}, {bound.most_ratio:g} times the usual {usual:,g}"
            yield Breach(bound.measure, False, f"{bound.measure} is {now:,g}; {told}: {bound.why}")


def accepted_measures(warehouse: Warehouse, newest: int) -> set[str]:
    """Measures whose fall against the releases up to ``newest`` somebody has explained."""
    path = warehouse.root / ACCEPTED
    if not path.exists():
        return set()
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", [])
        return {entry["measure"] for entry in entries if entry["release"] >= newest and entry["reason"]}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise WarehouseError(f"{path}: cannot be read ({error}). Expected entries like: {example('articles', newest)}") from error


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
