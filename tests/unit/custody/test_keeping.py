"""Small files are put together without a change in what is read, and what is old goes."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines.contracts import contracts
from pipelines.custody.forget import forget
from pipelines.custody.keeping import articles_by_gigabyte, disk_use, trim_runs
from pipelines.custody.verify import verify
from pipelines.errors import WarehouseError
from pipelines.warehouse import Warehouse, batches, pending_batches, read_layer, write_batch
from pipelines.warehouse.compaction import compact
from pipelines.warehouse.faults import Fault, armed
from pipelines.warehouse.lake import committed_files, scan_batch

TABLES = [name for name, held in contracts().items() if held.layer in {"raw", "staged", "extracted"}]


def content(warehouse: Warehouse) -> dict[str, pl.DataFrame]:
    frames = {name: read_layer(warehouse, name).collect() for name in TABLES}
    return {name: frame.sort(frame.columns) for name, frame in frames.items()}


def test_small_files_are_put_together_and_every_row_stays(kept: Warehouse) -> None:
    before, records = content(kept), {batch.id: scan_batch(kept, "raw.records", batch.id).collect() for batch in batches(kept, "raw")}
    assert len(committed_files(kept, "raw.records")) == 2
    assert compact(kept, least_files=2) > 20
    assert all(frame.equals(before[name]) for name, frame in content(kept).items())
    assert all(scan_batch(kept, "raw.records", name).collect().equals(frame) for name, frame in records.items())
    assert len(committed_files(kept, "raw.records")) == len(list((kept.lake / "raw" / "tables" / "records").iterdir())) == 1
    assert verify(kept).findings == []
    assert compact(kept, least_files=2) == 0


def test_few_files_are_left_as_they_are(kept: Warehouse) -> None:
    assert compact(kept) == 0


def test_what_is_left_to_do_is_the_same_afterwards(kept: Warehouse) -> None:
    write_batch(
        kept, "raw", None, 3, "bat_new", {"raw.skips": pl.DataFrame({"source_id": "s", "locator_text": "x", "rule_code": "hidden_file"})}
    )
    version = next(path.name for path in (kept.lake / "staged").iterdir() if path.is_dir())
    compact(kept, least_files=2)
    assert [batch.id for batch in pending_batches(kept, ("raw", None), "staged", version)] == ["bat_new"]


def test_a_document_can_be_forgotten_afterwards(kept: Warehouse) -> None:
    compact(kept, least_files=2)
    assert forget(kept, "note.txt", "asked", datetime(2026, 4, 1, tzinfo=UTC)).articles == 1
    assert verify(kept).findings == []


@pytest.mark.parametrize("number", [1, 7, 40, 90])
def test_a_disk_that_fails_half_way_harms_nothing(kept: Warehouse, number: int) -> None:
    before = content(kept)
    with armed(Fault("ENOSPC", number)), pytest.raises(WarehouseError, match="No space left"):
        compact(kept, least_files=2)
    assert all(frame.equals(before[name]) for name, frame in content(kept).items())
    assert verify(kept).findings == []
    compact(kept, least_files=2)
    assert all(frame.equals(before[name]) for name, frame in content(kept).items())


def test_what_is_taken_on_disk_is_counted_by_part(kept: Warehouse) -> None:
    used = {use.part: use for use in disk_use(kept)}
    assert used["as received"].bytes == sum(path.stat().st_size for path in kept.blobs.rglob("*") if path.is_file()) > 1_000_000
    assert used["releases"].files == 4
    assert 100 < (articles_by_gigabyte(kept, list(used.values())) or 0) < 1_000_000


def test_old_runs_go_with_their_files_and_those_that_go_on_stay(tmp_path: Path) -> None:
    from dagster import DagsterInstance, DagsterRunStatus
    from dagster._core.test_utils import create_run_for_test

    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}\n", encoding="utf-8")
    with DagsterInstance.from_config(str(tmp_path)) as instance:
        for number in range(5):
            status = DagsterRunStatus.STARTED if number == 0 else DagsterRunStatus.SUCCESS
            run = create_run_for_test(instance, run_id=f"00000000-0000-0000-0000-00000000000{number}", status=status)
            instance.report_engine_event("begun", run)
        assert trim_runs(instance, tmp_path, keep=2) == 2
        assert sorted(run.run_id[-1] for run in instance.get_runs()) == ["0", "3", "4"]
    assert sorted(path.stem[-1] for path in (tmp_path / "history" / "runs").glob("0*.db")) == ["0", "3", "4"]
