"""Dagster's home inside a warehouse: made once under a lock, and rid of runs whose process is gone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from pipelines.home_storage import refuse_unset_storage, server_trouble, storage_name, with_storage
from pipelines.warehouse import Warehouse, lease
from pipelines.warehouse.files import told_plainly, write_bytes

if TYPE_CHECKING:
    from dagster import DagsterInstance, DagsterRun
    from sqlalchemy import Engine

PROCESS_TAG = ".dagster/launchwire_process"  # with this prefix the list of runs does not show them
STARTED_TAG = ".dagster/launchwire_process_start"
UNTAGGED_GRACE = timedelta(minutes=5)  # a run tags itself within seconds of its start
MARKER = ".initialised"
KEPT_ENGINES = 16
GONE = "The process of this run is gone: it was killed, or the machine was switched off. The published release is as it was."
CONFIG = b"""\
# Settings of Dagster for this warehouse. Written once by launchwire; yours to change.
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  pools:
    default_limit: 1 # steps that open the build database, one at a time
  runs:
    max_concurrent_runs: 1 # refreshes queue up; they never collide
scheduler:
  module: dagster.core.scheduler
  class: DagsterDaemonScheduler
  config:
    max_catchup_runs: 1 # one refresh makes up for all nights that were missed
run_monitoring:
  enabled: true # ends runs that take longer than their tag dagster/max_runtime allows
  start_timeout_seconds: 600
run_retries:
  enabled: true # only of runs whose tag dagster/max_retries asks for it
  max_retries: 0
  retry_on_asset_or_op_failure: false # an error would come again; a killed process may not
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days:
      skipped: 3
      started: 30
      failure: 30
      success: 30
"""


def prepare_home(warehouse: Warehouse) -> Path:
    """Dagster's home, ready for any number of processes. Storage is made, or brought up to date, by one of them.

    Two processes that make the same storage at once would leave it unusable for good.
    """
    home = warehouse.dagster_home
    with told_plainly(home):
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(home / ".lock", mode=0o600):
            write_settings(home)
            for aside in set_damaged_aside(home):
                sys.stderr.write(f"launchwire: the history of runs was damaged; it was moved to {aside}, and a new one is begun.\n")
            _initialise(home)
    return home


def write_settings(home: Path) -> None:
    """Settings of Dagster, written once; a server that the environment names is added to settings that name no storage."""
    path = home / "dagster.yaml"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    wanted = with_storage(before or CONFIG.decode(), os.environ)
    if wanted != before:
        write_bytes(path, wanted.encode(), mode=0o600)
    refuse_unset_storage(home, os.environ)


@cache
def spare_syncs() -> None:
    """Let SQLite hand its writes to the system without waiting for the disk, and Dagster keep its engines, in this process.

    Dagster opens and closes its databases for each of some thousand events a refresh, and waits for the disk each time. A killed process
    loses nothing by this; after a power cut the history may be damaged, and is then begun anew (``set_damaged_aside``).
    """
    # most commands need none of it
    from dagster._core.storage.event_log.sqlite import sqlite_event_log  # noqa: PLC0415
    from dagster._core.storage.runs.sqlite import sqlite_run_storage  # noqa: PLC0415
    from sqlalchemy import Engine, event  # noqa: PLC0415

    event.listen(Engine, "connect", _spare_sync)
    for module in (sqlite_event_log, sqlite_run_storage):
        module.create_engine = kept_engine  # type: ignore[attr-defined]


_engines: dict[str, Engine] = {}


def kept_engine(address: str, **settings: Any) -> Engine:
    """The engine of one of Dagster's databases. Dagster would make one for each event, and each would compile every statement anew."""
    from sqlalchemy import create_engine  # noqa: PLC0415

    if address not in _engines:
        if len(_engines) >= KEPT_ENGINES:  # each run has a database of its own
            _engines.pop(next(iter(_engines)))
        _engines[address] = create_engine(address, **settings)
    return _engines[address]


def _spare_sync(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("pragma synchronous = off")


def set_damaged_aside(home: Path) -> list[Path]:
    """Move databases away that are damaged, so that history begins anew; where they went. The warehouse itself is not touched."""
    moved = []
    for folder in (home / "history", home / "schedules"):
        if any(is_damaged(path) for path in [*folder.glob("*.db"), *folder.glob("runs/index.db")]):
            aside = folder.with_name(f"{folder.name}.damaged")
            shutil.rmtree(aside, ignore_errors=True)
            folder.rename(aside)
            (home / MARKER).unlink(missing_ok=True)
            moved.append(aside)
    return moved


def is_damaged(path: Path) -> bool:
    """Whether SQLite cannot make sense of a file."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute("pragma quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return "locked" not in str(error)
    return bool(found != ("ok",))


def _initialise(home: Path) -> None:
    from dagster import __version__  # noqa: PLC0415 - costs seconds, and most commands need none of it

    spare_syncs()
    marker = home / MARKER
    made_by = marker.read_text(encoding="utf-8").strip() if marker.exists() else None
    made_now = f"{__version__} {storage_name(home)}".strip()
    if made_by == made_now:
        return
    with open_storage(home) as instance:
        # reading is what makes Dagster create each of its databases
        instance.get_runs(limit=1)
        instance.get_asset_keys(limit=1)
        instance.all_instigator_state()
        if made_by is not None:
            instance.upgrade()
            instance.reindex()
    write_bytes(marker, made_now.encode() + b"\n", mode=0o600)


@contextmanager
def open_storage(home: Path) -> Iterator[DagsterInstance]:
    """Dagster's memory, as it lies in files or in a server; an error for users where the server does not answer."""
    from dagster import DagsterInstance  # noqa: PLC0415 - costs seconds

    with server_trouble(os.environ), DagsterInstance.from_config(str(home)) as instance:
        yield instance


@contextmanager
def open_instance(warehouse: Warehouse) -> Iterator[DagsterInstance]:
    """Dagster's memory of this warehouse, with dead runs marked."""
    spare_syncs()
    with open_storage(prepare_home(warehouse)) as instance:
        mark_dead_runs(instance, datetime.now(UTC))
        yield instance


_held: set[Path] = set()


@contextmanager
def lease_once(warehouse: Warehouse, holder: str) -> Iterator[None]:
    """Hold the warehouse, unless this process holds it already."""
    if warehouse.root in _held:
        yield
        return
    with lease(warehouse, holder):
        _held.add(warehouse.root)
        try:
            yield
        finally:
            _held.discard(warehouse.root)


def process_tags() -> dict[str, str]:
    """What tells this process from a later one with the same number."""
    return {PROCESS_TAG: str(os.getpid()), STARTED_TAG: process_start(os.getpid()) or ""}


def process_start(pid: int) -> str | None:
    """When a process began, in a form that no other process of this number shares; None when it is gone or a zombie."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return None
        return None if fields[0] in {"Z", "X"} else f"{_boot()}-{fields[19]}"
    found = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return found.stdout.strip() or None


@cache
def _boot() -> str:
    path = Path("/proc/sys/kernel/random/boot_id")
    return path.read_text(encoding="ascii").strip()[:8] if path.exists() else ""


def is_dead(run: DagsterRun, started_at: datetime, now: datetime) -> bool:
    """Whether a run that counts as going on has lost its process."""
    if PROCESS_TAG not in run.tags:
        return now - started_at > UNTAGGED_GRACE
    return process_start(int(run.tags[PROCESS_TAG])) != run.tags[STARTED_TAG]


def mark_dead_runs(instance: DagsterInstance, now: datetime) -> list[str]:
    """Report runs as failed whose process is gone, and free what they held; ids of the runs that were marked.

    Dagster's own monitoring cannot see the death of a run of the default launcher.
    """
    from dagster import DagsterRunStatus, RunsFilter  # noqa: PLC0415 - costs seconds

    going_on = RunsFilter(statuses=[DagsterRunStatus.STARTED, DagsterRunStatus.CANCELING])
    marked = []
    for record in instance.get_run_records(going_on):
        run = record.dagster_run
        if is_dead(run, record.create_timestamp.astimezone(UTC), now):
            instance.report_run_failed(run, GONE)
            if instance.event_log_storage.supports_global_concurrency_limits:
                instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
            marked.append(run.run_id)
    return marked
