"""One refresh in this process: Dagster's job ``refresh``, with its history kept in the warehouse."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import dagster as dg
from dagster._core.errors import DagsterAssetCheckFailedError
from dagster._core.utils import make_new_run_id  # a run must have its id before anybody can listen to it
from sqlalchemy.exc import OperationalError

from pipelines import errors
from pipelines.custody.keeping import trim_runs
from pipelines.defs.alerting import run_alert, tell_sinks
from pipelines.defs.automation import REFRESH
from pipelines.defs.describe import table_name
from pipelines.defs.pipeline import pipeline
from pipelines.defs.resources import Listener, listener
from pipelines.defs.tags import CAUSE_TAG
from pipelines.errors import CheckFailed, LaunchwireError
from pipelines.home import lease_once, open_instance
from pipelines.memory import bound_bytes, refuse_little
from pipelines.warehouse import Release, Warehouse, releases
from pipelines.warehouse.compaction import compact
from pipelines.warehouse.files import disk_trouble

SHOWN_PROBLEMS = 10
SILENT = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a refresh came to: the release that is served now, whether it is new, and checks that only warn."""

    release: Release
    is_new: bool
    warnings: tuple[str, ...]


def refresh(
    warehouse: Warehouse, at: datetime | None, observe: Callable[[dg.DagsterEvent], None], watch: Listener, alerts: bool = False
) -> Outcome:
    """Take in, read, build, check, publish. ``observe`` hears of events, ``watch`` of items done, the sinks of ``alerts`` of a failure."""
    refuse_little(bound_bytes())
    with lease_once(warehouse, "launchwire refresh"), open_instance(warehouse) as instance:
        before = releases(warehouse)
        try:
            events = run_job(warehouse, instance, at, observe, watch)
        except OperationalError as error:  # Dagster could not write its history
            raise disk_trouble(str(error), warehouse.root) or error from error
        problems = [event for event in events if event.is_step_failure]
        if problems:
            if alerts:
                tell_of_failure(warehouse, instance)
            raise failure(warehouse, problems, list(failed_checks(events, dg.AssetCheckSeverity.ERROR)))
        trim_runs(instance, warehouse.dagster_home)
        compact(warehouse)
        newest = releases(warehouse)[-1]
        is_new = not before or before[-1].number != newest.number
        watched = newest.manifest.get("warnings", ()) if is_new else ()
        return Outcome(newest, is_new, (*failed_checks(events, dg.AssetCheckSeverity.WARN), *watched))


def tell_of_failure(warehouse: Warehouse, instance: dg.DagsterInstance) -> None:
    """Tell the sinks of the run that has just failed; the failure itself is still the error that counts."""
    run = instance.get_runs(dg.RunsFilter(job_name=REFRESH), limit=1)[0]
    try:
        tell_sinks(warehouse, run_alert(warehouse, instance, run, ""))
    except LaunchwireError as error:
        sys.stderr.write(f"launchwire: {error}\n")


def run_job(
    warehouse: Warehouse, instance: dg.DagsterInstance, at: datetime | None, observe: Callable[[dg.DagsterEvent], None], watch: Listener
) -> list[dg.DagsterEvent]:
    """Run the job; all its events."""
    events: list[dg.DagsterEvent] = []
    run_id = make_new_run_id()
    instance.add_event_listener(run_id, Relay(events, observe).hear)
    token = listener.set(watch)
    try:
        pipeline().resolve_job_def(REFRESH).execute_in_process(
            run_config=run_config(warehouse, at), instance=instance, run_id=run_id, raise_on_error=False, tags={CAUSE_TAG: "command line"}
        )
    finally:
        listener.reset(token)
    return events


@dataclass(frozen=True, slots=True)
class Relay:
    """Keeps the events of a run and hands them on."""

    kept: list[dg.DagsterEvent]
    observe: Callable[[dg.DagsterEvent], None]

    def hear(self, entry: dg.EventLogEntry) -> None:
        """One entry of the run's log; messages that code logged are no events."""
        if entry.dagster_event is not None:
            self.kept.append(entry.dagster_event)
            self.observe(entry.dagster_event)


def run_config(warehouse: Warehouse, at: datetime | None) -> Mapping[str, Any]:
    """The warehouse, and the instant that counts as now; a second refresh is refused at once instead of waiting."""
    config = {"root": str(warehouse.root), "at": at.isoformat() if at else "", "wait_seconds": 0}
    return {"resources": {"warehouse": {"config": config}}, **SILENT}


def failed_checks(events: Iterable[dg.DagsterEvent], severity: dg.AssetCheckSeverity) -> Iterator[str]:
    """Checks of one severity that did not pass, one line each."""
    for event in events:
        if event.event_type == dg.DagsterEventType.ASSET_CHECK_EVALUATION:
            found = event.asset_check_evaluation_data
            if not found.passed and found.severity == severity:
                yield f"{table_name(found.asset_key)}, check {found.check_name}: {found.description}"


def failure(warehouse: Warehouse, problems: list[dg.DagsterEvent], checks: list[str]) -> LaunchwireError:
    """What a run failed of, as an error for users."""
    for error in [problem.step_failure_data.error for problem in problems]:
        user_error = mistake(error) or (disk_trouble(error.to_string(), warehouse.root) if error else None)
        if user_error is not None:
            return user_error
    broken = [problem for problem in problems if not is_check_failure(problem)]
    return step_failure(broken[0]) if broken else check_failure(checks)


def is_check_failure(problem: dg.DagsterEvent) -> bool:
    """Whether a step ended because a blocking check did not pass."""
    error = problem.step_failure_data.error
    return error is not None and error.cls_name == DagsterAssetCheckFailedError.__name__


def check_failure(checks: list[str]) -> CheckFailed:
    """Checks that stopped the release."""
    more = f"\n  and {len(checks) - SHOWN_PROBLEMS} more" if len(checks) > SHOWN_PROBLEMS else ""
    shown = "".join(f"\n  {line}" for line in checks[:SHOWN_PROBLEMS])
    return CheckFailed(
        f"{len(checks)} checks failed, so nothing was published; what was published before is as it was.{shown}{more}\n"
        "  The rows that are wrong: launchwire ui, then the table, then Checks."
    )


def step_failure(problem: dg.DagsterEvent) -> LaunchwireError:
    """A step that broke for a reason that no user can mend."""
    error = problem.step_failure_data.error
    return LaunchwireError(
        f"step {problem.step_key} broke, so nothing was published. This is a defect of launchwire; please report it.\n"
        f"{error.to_string() if error else problem.message}"
    )


def mistake(error: Any) -> LaunchwireError | None:
    """The error for users in a chain of causes, made again from what Dagster keeps of it."""
    while error is not None:
        kind = getattr(errors, error.cls_name or "", None)
        if isinstance(kind, type) and issubclass(kind, LaunchwireError):
            made = kind(error.message.partition(": ")[2].strip())
            assert isinstance(made, LaunchwireError)  # noqa: S101 - for the type checker
            return made
        error = error.cause
    return None
