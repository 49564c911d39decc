"""Tags on runs: what started one, how long it may take, and what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg

CAUSE_TAG = "launchwire/cause"
RELEASE_TAG = "launchwire/release"
CHANGED_TAG = "launchwire/changed"
STARTERS = {
    "dagster/backfill": "backfill",
    "dagster/schedule_name": "schedule",
    "dagster/sensor_name": "sensor",
}  # tags that Dagster sets on what starts by itself
# of runs that nobody watches: ended after six hours, and started again where their process died; not after an error, which would come again
LIMITED = {
    "dagster/max_runtime": str(6 * 3600),
    "dagster/max_retries": "2",
    "dagster/retry_strategy": "ALL_STEPS",  # another refresh may have come between
    "dagster/retry_on_asset_or_op_failure": "false",
}
PARTS = {
    "raw": "ways of taking in",
    "staged": "ways of staging",
    "extracted": "reading rules",
    "reference": "reference",
    "history": "history",
    "sql": "SQL",
}  # by the version that a manifest holds


def cause_of(run: dg.DagsterRun) -> str:
    """What started a run: the cause that it was given, the schedule, sensor or backfill, else a person."""
    named = run.tags.get(CAUSE_TAG)
    return named or next((f"{word} {run.tags[tag]}" for tag, word in STARTERS.items() if tag in run.tags), "a person")


def change_tags(before: Mapping[str, Any] | None, after: Mapping[str, Any], is_new: bool) -> dict[str, str]:
    """What a refresh changed, from the manifests of the release before and after it."""
    changed = ", ".join(changes(before, after)) if is_new else "nothing"
    return {RELEASE_TAG: str(after["number"]), CHANGED_TAG: changed or "rows only"}


def changes(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Iterator[str]:
    """What is new in a release, in words."""
    new = round(measure(after) - measure(before or {}))
    if new:
        yield f"{new:+,} articles"
    if before is None:
        yield "first release"
        return
    for part, words in PARTS.items():
        if before["versions"].get(part) != after["versions"].get(part):
            yield words


def measure(manifest: Mapping[str, Any]) -> float:
    """How many articles a release holds; releases of older versions did not say."""
    return float(manifest.get("measures", {}).get("articles", 0))
