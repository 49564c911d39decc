"""What starts runs without a person: the nightly schedule, the landing folder; and what ends runs that died."""

import os
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg

from pipelines.defs.days import GROUP as DAYS
from pipelines.defs.schedule import read_nightly
from pipelines.defs.tags import CAUSE_TAG, LIMITED
from pipelines.errors import LaunchwireError
from pipelines.home import mark_dead_runs
from pipelines.warehouse import default_root, open_warehouse

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition as AssetJob

SETTLED_SECONDS = 5  # a file that is younger may still be being written
LANDING_EVERY = 30
REAPER_EVERY = 30
REFRESH = "refresh"


def refresh_job() -> "AssetJob":
    """Everything, from the sources to the release."""
    return dg.define_asset_job(
        REFRESH,
        # days are other views of the same rows; exports and site are made from what is published, by a run that may fail for itself
        selection=dg.AssetSelection.all()
        - dg.AssetSelection.groups(DAYS)
        - dg.AssetSelection.assets(["published", "exports"], ["published", "site"]),
        description="Take in what is new, read it, build and check every table, publish. A failed blocking check publishes nothing.",
    )


def nightly_schedule(job: "AssetJob") -> dg.ScheduleDefinition:
    """A refresh every night, at the hour and in the zone of the environment."""
    cron, zone = read_nightly(os.environ)
    return dg.ScheduleDefinition(
        name="nightly",
        job=job,
        cron_schedule=cron,
        execution_timezone=zone,
        tags={CAUSE_TAG: "nightly schedule", **LIMITED},
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Set LAUNCHWIRE_NIGHTLY_CRON and LAUNCHWIRE_TIMEZONE for another hour and zone.",
    )


def landing_sensor(job: "AssetJob") -> dg.SensorDefinition:
    """A refresh when something new lies in a folder that a source names."""

    @dg.sensor(
        name="landing_folder",
        job=job,
        minimum_interval_seconds=LANDING_EVERY,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Asks for a refresh when files arrive in the folders of sources.toml.",
    )
    def look(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        try:
            folders = landing_folders(default_root())
        except LaunchwireError as error:
            return dg.SkipReason(str(error))
        return landing_request(context, newest_files(folders), time.time())

    return look


def landing_folders(root: Path) -> list[Path]:
    """Folders that the sources of a warehouse name."""
    from pipelines.declared import declared_sources  # noqa: PLC0415 - with ingest
    from pipelines.ingest import source_folders  # noqa: PLC0415 - reading pages costs seconds to import

    return source_folders(declared_sources(open_warehouse(root)))


def newest_files(folders: Iterable[Path]) -> tuple[float, int]:
    """Modification time of the newest file, and how many files there are."""
    newest, count = 0.0, 0
    for path in _files(folders):
        newest, count = max(newest, path.stat().st_mtime), count + 1
    return newest, count


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in ([folder] if folder.is_file() else folder.rglob("*")) if path.is_file())


def landing_request(context: dg.SensorEvaluationContext, found: tuple[float, int], now: float) -> dg.SensorResult | dg.SkipReason:
    """Ask for a refresh once for each state of the folders, after files have settled."""
    newest, count = found
    cursor = f"{newest:.6f} {count}"
    if count == 0 or cursor == context.cursor:
        return dg.SkipReason("Nothing new in the landing folders.")
    if now - newest < SETTLED_SECONDS:
        return dg.SkipReason("A file has just changed; waiting until it is complete.")
    if context.cursor is None and newest < last_success(context.instance):
        return dg.SensorResult(cursor=cursor, skip_reason=dg.SkipReason("The last refresh took in all that is there."))
    return dg.SensorResult(cursor=cursor, run_requests=[dg.RunRequest(run_key=cursor, tags={CAUSE_TAG: "landing folder", **LIMITED})])


def last_success(instance: dg.DagsterInstance) -> float:
    """When the last successful refresh started; 0 when there was none."""
    wanted = dg.RunsFilter(job_name=REFRESH, statuses=[dg.DagsterRunStatus.SUCCESS])
    records = instance.get_run_records(wanted, limit=1)
    return records[0].start_time or 0.0 if records else 0.0


def reaper_sensor() -> dg.SensorDefinition:
    """Marks runs as failed whose process is gone."""

    @dg.sensor(
        name="reaper",
        minimum_interval_seconds=REAPER_EVERY,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="A run whose process was killed would count as going on for ever; this reports it as failed.",
    )
    def reap(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        marked = mark_dead_runs(context.instance, datetime.now(UTC))
        return dg.SkipReason(f"Marked as failed: {', '.join(marked)}." if marked else "Every run that is going on has its process.")

    return reap
