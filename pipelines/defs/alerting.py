"""The sensor that tells of failed runs, and what it tells: read from the events of the run."""

# no postponed annotations here: Dagster looks at the annotations of the functions that it calls

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import dagster as dg
from dagster._core.errors import DagsterAssetCheckFailedError
from dagster._core.events import JobFailureData

from pipelines.alerts.declared import read_sinks
from pipelines.alerts.deliver import deliver
from pipelines.alerts.message import Alert, FailedCheck, one_line, plain_row
from pipelines.defs.assets import RELEASE
from pipelines.defs.describe import table_name
from pipelines.defs.site import SITE_JOB
from pipelines.defs.tags import cause_of
from pipelines.errors import LaunchwireError
from pipelines.warehouse import Warehouse, default_root, open_warehouse

ALERT_EVERY = 15
SHOWN_ROWS = 5
JOBS = {"__ASSET_JOB": "materialising from the UI"}  # what Dagster calls runs of no job
SHOWN_CHECKS = 20
WITHHELD = "Nothing was published; what was published before is as it was."
REPAIR = "Look at the run, mend the cause, then materialise everything anew in the UI, or: launchwire refresh --warehouse"
FOLLOWS = "What is published is whole; the files and pages made from it may be of the release before."
REPAIR_FILES = "Look at the run, mend the cause, then run the job site in the UI, or: launchwire export, and launchwire site, --warehouse"


def failure_sensor() -> dg.SensorDefinition:
    """Tells the sinks of ``alerts.toml`` of each failed run, once."""

    @dg.run_failure_sensor(
        name="failure_alerts",
        minimum_interval_seconds=ALERT_EVERY,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Tells the sinks of alerts.toml what failed, where and with which rows. Try them with: launchwire alert",
    )
    def tell(context: dg.RunFailureSensorContext) -> None:
        warehouse = open_warehouse(default_root())
        alert = run_alert(warehouse, context.instance, context.dagster_run, why(context.failure_event))
        tell_sinks(warehouse, alert)

    return tell


def tell_sinks(warehouse: Warehouse, alert: Alert) -> None:
    """Hand an alert to every sink; an error that names the sinks that did not take it."""
    if failures := deliver(alert, read_sinks(warehouse.root, os.environ)):
        raise LaunchwireError(f"alert of run {alert.run_id}: not every sink took it. {' '.join(failures)}")


def run_alert(warehouse: Warehouse, instance: dg.DagsterInstance, run: dg.DagsterRun, told: str) -> Alert:
    """What there is to tell of a failed run."""
    failures = events_of(instance, run, dg.DagsterEventType.STEP_FAILURE)
    checks = tuple(failed_checks(events_of(instance, run, dg.DagsterEventType.ASSET_CHECK_EVALUATION)))
    errors = tuple(one_line(error) for error in step_errors(failures)) or (() if checks else (one_line(told),))
    record = instance.get_run_record_by_id(run.run_id)
    ended = record.end_time if record and record.end_time else None
    return Alert(
        kind="run_failed",
        summary=f"launchwire: {JOBS.get(run.job_name, run.job_name)} failed, {headline(checks, errors)}",
        warehouse=str(warehouse.root),
        failed_at=datetime.fromtimestamp(ended, UTC).isoformat(timespec="seconds") if ended else None,
        run_id=run.run_id,
        job=run.job_name,
        cause=one_line(cause_of(run)),
        errors=errors,
        checks=checks[:SHOWN_CHECKS],
        next_step=f"{what_stands(instance, run)} {warehouse.root}",
        link=f"{address}/runs/{run.run_id}" if (address := os.environ.get("LAUNCHWIRE_UI_URL", "").rstrip("/")) else None,
    )


def what_stands(instance: dg.DagsterInstance, run: dg.DagsterRun) -> str:
    """What a failed run leaves published, and what to do, up to the folder of the warehouse."""
    made = {event.asset_key for event in events_of(instance, run, dg.DagsterEventType.ASSET_MATERIALIZATION)}
    return f"{FOLLOWS} {REPAIR_FILES}" if RELEASE in made or run.job_name == SITE_JOB else f"{WITHHELD} {REPAIR}"


def why(event: dg.DagsterEvent) -> str:
    """What Dagster says of a run that failed outside its steps, such as one that could not be started."""
    data = event.event_specific_data
    error = data.error if isinstance(data, JobFailureData) else None
    return " ".join([event.message or "", error.message if error else ""])


def headline(checks: Sequence[FailedCheck], errors: Sequence[str]) -> str:
    """In a few words what it failed of."""
    if checks:
        more = f" and {len(checks) - 1} more" if len(checks) > 1 else ""
        return f"check {checks[0].check} of {checks[0].table}{more}"
    return one_line(errors[0], 100) if errors else "no step tells why"


def events_of(instance: dg.DagsterInstance, run: dg.DagsterRun, kind: dg.DagsterEventType) -> list[dg.DagsterEvent]:
    """Events of one kind, in the order in which they happened."""
    return [entry.dagster_event for entry in instance.all_logs(run.run_id, of_type=kind) if entry.dagster_event]


def step_errors(failures: Iterable[dg.DagsterEvent]) -> Iterator[str]:
    """Why steps broke, by the innermost cause; that a check failed is told by the check."""
    for event in failures:
        error = event.step_failure_data.error
        while error is not None and error.cause is not None:
            error = error.cause
        if error is None or error.cls_name != DagsterAssetCheckFailedError.__name__:
            yield f"Step {event.step_key}: {error.message if error else event.message}"


def failed_checks(judged: Iterable[dg.DagsterEvent]) -> Iterator[FailedCheck]:
    """Blocking checks that did not pass, with their first failing rows."""
    for event in judged:
        found = event.asset_check_evaluation_data
        if not found.passed and found.severity == dg.AssetCheckSeverity.ERROR:
            tables = [value for value in found.metadata.values() if isinstance(value, dg.TableMetadataValue)]
            rows = tuple(plain_row(record.data) for table in tables for record in table.records)[:SHOWN_ROWS]
            yield FailedCheck(table_name(found.asset_key), found.check_name, one_line(found.description or "did not pass"), rows)
