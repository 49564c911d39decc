"""Two refreshes never collide: a run of the UI waits for the one that holds the warehouse, but not for ever."""

import threading
from pathlib import Path

import pytest

from pipelines.defs.resources import waiting_lease
from pipelines.errors import WarehouseBusy
from pipelines.warehouse import Warehouse, init_warehouse, lease


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return init_warehouse(tmp_path / "w", "real")


def test_a_run_works_when_the_refresh_before_it_has_ended(warehouse: Warehouse):
    order = []
    held = lease(warehouse, "launchwire refresh")
    held.__enter__()

    def end_refresh() -> None:
        order.append("refresh ended")
        held.__exit__(None, None, None)

    threading.Timer(0.3, end_refresh).start()
    with waiting_lease(warehouse, "Dagster run", wait_seconds=30):
        order.append("run worked")
    assert order == ["refresh ended", "run worked"]


def test_a_run_that_has_waited_long_enough_says_who_holds_the_warehouse(warehouse: Warehouse):
    with (
        lease(warehouse, "launchwire refresh"),
        pytest.raises(WarehouseBusy, match="held by launchwire refresh"),
        waiting_lease(warehouse, "Dagster run", wait_seconds=0),
    ):
        pytest.fail("two refreshes at once")
