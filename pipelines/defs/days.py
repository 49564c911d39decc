"""The lake by day of capture: what each day came to, and making days again, from the UI.

A refresh takes in, stages and reads whatever is new, of any day, so its tables have no partitions: everything is materialised by one
button. These assets are the same rows seen by day. They are told by each refresh, and made again by the job ``rerun_days``. With
``LAUNCHWIRE_BY_DAY=1`` they can be materialised themselves, a range of days as one run; the button for everything then asks for days.
"""

# no postponed annotations here: Dagster looks at the annotations of the functions that it calls

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import dagster as dg
from pydantic import Field

from pipelines.contracts import ROOT
from pipelines.days.counts import COUNTED, Counts, changed_days, first_day, noted_counts
from pipelines.defs.describe import OWNERS, asset_key, code_references
from pipelines.defs.freshness import received
from pipelines.defs.resources import WarehouseResource
from pipelines.errors import LaunchwireError
from pipelines.warehouse import Warehouse, default_root, open_warehouse

GROUP = "days"
BY_DAY = "LAUNCHWIRE_BY_DAY"
POOL = "warehouse"
RERUN = "rerun_days"
UNKNOWN_START = date(2026, 1, 1)  # where there is no warehouse yet
DESCRIPTIONS = {
    "captured": "**What was received on a day**, by the clock of the refresh in UTC: records, and what was refused.",
    "staged": "**Articles of a day of capture.** A late or corrected article counts on the day of its arrival.",
    "read": "**What was read in the articles of a day of capture**: launches, claims and reactions.",
}
NOTHING = {part: dict.fromkeys(tables, 0) for part, tables in COUNTED.items()}
KINDS = {"captured": {"parquet"}, "staged": {"python", "parquet"}, "read": {"python", "parquet"}}


class Again(dg.Config):
    """Which part of the chosen days to make again."""

    sources: list[str] = Field(default=[], description="Only batches that hold records of these sources; all where none is named.")
    restage: bool = Field(default=True, description="Make articles of the records again; else only read the articles again.")


class Range(Again):
    """Which days to make again, and which part of them."""

    first_day: str = Field(description="First day of capture in UTC, such as 2026-03-01.")
    last_day: str = Field(default="", description="Last day of capture; the first one where it is left out.")


def partitions() -> dg.DailyPartitionsDefinition:
    """Every day from the first capture until today."""
    try:
        start = first_day(open_warehouse(default_root()))
    except LaunchwireError:
        start = UNKNOWN_START
    return dg.DailyPartitionsDefinition(start_date=start.isoformat(), timezone="UTC", end_offset=1)


def day_specs() -> list[dg.AssetSpec]:
    """The parts of a day, each made from the part before it and the tables that it counts."""
    days = partitions()
    names = list(COUNTED)
    return [
        dg.AssetSpec(
            key=day_key(name),
            deps=[*(asset_key(table) for table in COUNTED[name].values()), *([day_key(names[number - 1])] if number else [])],
            group_name=GROUP,
            kinds=KINDS[name],
            owners=OWNERS,
            description=f"{DESCRIPTIONS[name]} Made again by the job `{RERUN}`.",
            partitions_def=days,
            freshness_policy=received() if name == "captured" else None,
            metadata={"dagster/code_references": code_references(ROOT / "pipelines" / "days" / "counts.py")},
        )
        for number, name in enumerate(names)
    ]


def day_key(name: str) -> dg.AssetKey:
    """The asset of a part of a day."""
    return dg.AssetKey([GROUP, name])


def day_assets() -> list[dg.AssetSpec | dg.AssetsDefinition]:
    """The parts of a day: only told, or also to be materialised where the environment asks for it."""
    return [rerun_assets()] if os.environ.get(BY_DAY) else [*day_specs()]


def rerun_assets() -> dg.AssetsDefinition:
    """The parts of a day as assets that are made again, a range of days in one run."""

    @dg.multi_asset(name="rerun_partitions", specs=day_specs(), backfill_policy=dg.BackfillPolicy.single_run(), pool=POOL)
    def rerun(context: dg.AssetExecutionContext, warehouse: WarehouseResource, config: Again) -> Iterator[dg.MaterializeResult[None]]:
        days = [date.fromisoformat(day) for day in context.partition_keys]
        for day, parts in again(context.log.info, warehouse.opened, days, config).items():
            for name, counts in parts.items():
                context.add_asset_metadata(metadata(counts), asset_key=day_key(name), partition_key=day)
        yield from (dg.MaterializeResult(asset_key=day_key(name)) for name in COUNTED)

    return rerun


def rerun_job() -> dg.JobDefinition:
    """Stage and read some days again, of all sources or of some, in one run."""

    @dg.op(name="make_days_again", pool=POOL)
    def make_days_again(context: dg.OpExecutionContext, warehouse: WarehouseResource, config: Range) -> None:
        for event in day_events(again(context.log.info, warehouse.opened, days_between(config.first_day, config.last_day), config)):
            context.log_event(event)

    @dg.job(
        name=RERUN,
        description="Makes articles and readings of some days of capture again, of all sources or of some. Then materialise everything: "
        "only what has changed becomes a new release. Changed rules need no re-run: a refresh reads every article anew.",
    )
    def rerun_days() -> None:
        make_days_again()

    return rerun_days


def days_between(first: str, last: str) -> list[date]:
    """Every day of a range; an error that says how days are written."""
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError as error:
        raise LaunchwireError(f"{first!r} to {last!r}: a day is written as 2026-03-01. Mend it, then launch again.") from error
    if end < start:
        raise LaunchwireError(f"last_day {last} is before first_day {first}. Exchange them, then launch again.")
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def again(log: Callable[[str], None], warehouse: Warehouse, days: Sequence[date], config: Again) -> Counts:
    """Make days again; what each of them comes to now."""
    from pipelines.days.again import Wanted, make_again  # noqa: PLC0415 - loads the lexicons

    refuse_unknown_sources(warehouse, config.sources)
    make_again(warehouse, Wanted(days[0], days[-1], tuple(config.sources), config.restage), log)
    changed_days(warehouse)
    counts = noted_counts(warehouse)
    return {day.isoformat(): counts.get(day.isoformat(), NOTHING) for day in days}


def refuse_unknown_sources(warehouse: Warehouse, named: Iterable[str]) -> None:
    """An error that lists the sources that records came from, where another one is named."""
    from pipelines.days.counts import known_sources  # noqa: PLC0415 - polars

    known = known_sources(warehouse)
    if unknown := sorted(set(named) - known):
        raise LaunchwireError(f"sources {unknown}: no record came from them. Sources of this warehouse are {sorted(known)}.")


def told_days(instance: dg.DagsterInstance) -> set[str]:
    """Days that Dagster still knows of; it forgets those whose runs were trimmed from its history."""
    return set(instance.get_materialized_partitions(day_key("read")))


def day_events(counts: Counts) -> Iterator[dg.AssetMaterialization]:
    """What the UI is told of days: each part of each with its counts."""
    for day, parts in counts.items():
        for name, held in parts.items():
            yield dg.AssetMaterialization(day_key(name), partition=day, metadata=metadata(held))


def metadata(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts as the UI shows them; the first is drawn over time."""
    return {"dagster/row_count": next(iter(counts.values())), **counts}
