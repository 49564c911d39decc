"""The warehouse as a resource: a run holds its lease from the first step to the last."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import dagster as dg
from pydantic import Field, PrivateAttr

from pipelines.defs.tags import CAUSE_TAG, cause_of
from pipelines.errors import LaunchwireError, WarehouseBusy
from pipelines.home import lease_once, process_tags
from pipelines.warehouse import Warehouse, default_root, open_warehouse
from pipelines.warehouse.loading import begin_build
from pipelines.warehouse.releases import refuse_earlier

Listener = Callable[[str, int, int], None]  # layer, items done, items in all
# who watches the run that goes on in this process, if anybody does
listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def progress_of(layer: str) -> Callable[[int, int], None] | None:
    """What a layer calls as it gets on; None where nobody watches."""
    watching = listener.get()
    return partial(watching, layer) if watching else None


class WarehouseResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The warehouse folder that a run reads and writes, and the instant that the run counts as now."""

    root: str = Field(default_factory=lambda: str(default_root()), description="Folder of the warehouse.")
    at: str = Field(default="", description="ISO 8601 instant that the run counts as now, with its offset; empty for the start of the run.")
    wait_seconds: int = Field(default=900, description="How long to wait while another process holds the warehouse.")
    _opened: Warehouse | None = PrivateAttr(default=None)
    _run_at: datetime | None = PrivateAttr(default=None)

    @property
    def opened(self) -> Warehouse:
        """The warehouse, held by this run."""
        if self._opened is None:
            raise LaunchwireError(f"{self.root}: the warehouse is only open during a run.")
        return self._opened

    @property
    def run_at(self) -> datetime:
        """The instant that the run counts as now."""
        if self._run_at is None:
            raise LaunchwireError("The time of a run is only known during a run.")
        return self._run_at

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[WarehouseResource]:
        """Take the lease for the run, and leave on the run what tells whether its process still lives."""
        opened = open_warehouse(Path(self.root))
        run = context.run
        if run and context.instance:
            context.instance.add_run_tags(run.run_id, process_tags() | {CAUSE_TAG: cause_of(run)})
        self._opened = opened
        self._run_at = read_instant(self.at) if self.at else run_start(context.instance, run)
        with waiting_lease(opened, f"Dagster run {run.run_id if run else ''}".strip(), self.wait_seconds):
            refuse_earlier(opened, self._run_at)
            begin_build(opened)
            yield self


def read_instant(text: str) -> datetime:
    """An instant with its offset, in UTC."""
    try:
        instant = datetime.fromisoformat(text)
        in_utc = instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:  # in UTC it may be a day before the first, or after the last
        raise LaunchwireError(f"at: {text!r} is no instant. Expected ISO 8601 such as 2026-11-24T02:30:00+00:00.") from error
    if instant.tzinfo is None:
        raise LaunchwireError(f"at: {text!r} has no offset. Add Z or an offset, such as 2026-11-24T02:30:00+00:00.")
    return in_utc


def run_start(instance: dg.DagsterInstance | None, run: dg.DagsterRun | None) -> datetime:
    """When the run was created, so that all its steps agree."""
    record = instance.get_run_record_by_id(run.run_id) if instance and run else None
    return record.create_timestamp.astimezone(UTC) if record else datetime.now(UTC)


@contextmanager
def waiting_lease(warehouse: Warehouse, holder: str, wait_seconds: int) -> Iterator[None]:
    """Hold the warehouse; wait for a refresh that was started elsewhere, but not for ever."""
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            held = lease_once(warehouse, holder)
            held.__enter__()
            break
        except WarehouseBusy:
            if time.monotonic() >= deadline:
                raise
            time.sleep(1)
    try:
        yield
    finally:
        held.__exit__(None, None, None)
