"""Checks of the warehouse fail on one that was damaged, opened to others, or left behind."""

import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta

import polars as pl
import pytest

from pipelines.contracts import contract
from pipelines.custody.verify import verify
from pipelines.doctor import Setup, examine
from pipelines.doctor.run import attempt
from pipelines.doctor.state import check_lease
from pipelines.errors import WarehouseError
from pipelines.warehouse import connect_build, lease, load_layer, publish, write_batch
from pipelines.warehouse.releases import refuse_earlier
from tests.unit.doctor.conftest import NOW

GONE = 2**22 + 1  # no process has such a number


def states(found):
    return [finding.state for finding in found]


@pytest.mark.parametrize("name", ["warehouse", "file system", "writable", "modes", "lease", "published", "seals", "clock", "web sources"])
def test_a_good_warehouse_is_fine(look, name):
    assert states(look(name)) == ["ok"]


def test_a_folder_that_is_no_warehouse_is_told_once(tmp_path):
    found = list(examine(Setup(tmp_path / "nowhere", NOW, {})))
    assert [(name, finding.state) for name, finding in found if finding.state == "fail"] == [("warehouse", "fail")]
    assert "sources" not in dict(found)
    assert not (tmp_path / "nowhere").exists()


def test_another_format_is_told(look, setup):
    (setup.root / "warehouse.json").write_text('{"kind": "real", "format": 99}')
    found = look("warehouse")
    assert states(found) == ["fail"]
    assert "format 99" in found[0].told


def test_folders_that_this_user_cannot_write_are_told(look, setup, as_nobody):
    with as_nobody():
        assert set(states(look("writable"))) == {"fail"}


def test_a_folder_that_everybody_may_write_is_told(look, setup):
    (setup.root / "releases").chmod(0o777)
    found = look("modes")
    assert states(found) == ["fail"]
    assert found[0].advice.startswith("chmod -R o-w")


def test_a_home_that_others_may_read_is_told(look, setup):
    (setup.root / "dagster").mkdir(mode=0o755)
    assert states(look("modes")) == ["warn"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_parts_of_another_user_are_told(look, setup):
    os.chown(setup.root / "build", 65534, 65534)
    assert states(look("modes")) == ["warn"]


def test_a_lease_of_a_living_process_is_fine(look, desk):
    with lease(desk.warehouse, "a test"):
        found = look("lease")
    assert states(found) == ["ok"]
    assert f"a test (process {os.getpid()})" in found[0].told


def test_a_lease_whose_holder_is_gone_is_told(look, desk):
    with lease(desk.warehouse, "a test"):
        (desk.warehouse.root / ".lease.json").write_text(json.dumps({"holder": "a test", "pid": GONE}))
        assert states(look("lease")) == ["fail"]


def test_looking_at_the_lease_does_not_take_it(desk, setup):
    script = "import sys; from pathlib import Path; from pipelines.warehouse import lease, open_warehouse\n"
    script += "with lease(open_warehouse(Path(sys.argv[1])), 'other'): print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", script, str(setup.root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        assert states(attempt(check_lease, setup)) == ["ok"]
        other.kill()
    with lease(desk.warehouse, "a test"):
        pass


def test_nothing_published_is_warned_of(look, desk):
    desk.warehouse.link.unlink()
    for path in desk.warehouse.releases.glob("*/manifest.json"):
        path.unlink()
    assert states(look("published")) == ["warn"]


def test_a_link_into_nothing_is_told(look, desk):
    desk.warehouse.link.unlink()
    desk.warehouse.link.symlink_to("releases/gone/launchwire.duckdb")
    assert states(look("published")) == ["fail"]


def test_a_release_that_does_not_open_is_told(look, desk):
    desk.warehouse.link.resolve().write_bytes(b"no database")
    assert states(look("published")) == ["fail"]
    assert states(look("seals")) == ["fail"]


@pytest.mark.parametrize("pattern", ["releases/*/manifest.json", "lake/raw/batches/*.json"])
def test_a_broken_seal_is_told(look, setup, pattern):
    note = next(setup.root.glob(pattern))
    note.write_bytes(note.read_bytes().replace(b'"rows"', b'"Rows"'))
    found = look("seals")
    assert states(found)[0] == "fail"
    assert "launchwire verify" in found[0].advice


def test_a_manifest_that_is_missing_from_the_chain_is_told(look, desk):
    desk.drop("two.txt", "A second report of a rocket")
    desk.ingest(NOW)
    next(iter(sorted((desk.warehouse.lake / "raw" / "batches").glob("*.json")))).unlink()
    assert "fail" in states(look("seals"))


def test_a_clock_behind_the_newest_refresh_is_told(look):
    assert states(look("clock", now=NOW + timedelta(days=1))) == ["ok"]
    assert states(look("clock", now=NOW - timedelta(hours=1))) == ["warn"]


def test_the_release_of_a_wrong_clock_is_made_anew_once_its_folder_is_removed(desk):
    desk.drop("two.txt", "A second report of a rocket")
    desk.ingest(NOW + timedelta(days=1))
    con = connect_build(desk.warehouse, fresh=True)
    load_layer(con, desk.warehouse, "raw")
    con.close()
    wrong = publish(desk.warehouse, (NOW + timedelta(days=365)).isoformat(), {"raw": "1"})
    with pytest.raises(WarehouseError, match=f"remove {wrong.folder}"):
        refuse_earlier(desk.warehouse, NOW + timedelta(days=1))
    shutil.rmtree(wrong.folder)
    refuse_earlier(desk.warehouse, NOW + timedelta(days=1))
    again = publish(desk.warehouse, (NOW + timedelta(days=1)).isoformat(), {"raw": "1"})
    assert (again.number, again.content_hash) == (wrong.number, wrong.content_hash)
    assert desk.warehouse.link.resolve() == again.database.resolve()
    assert verify(desk.warehouse).findings == []


def test_a_source_that_failed_last_is_told(look, desk):
    well = {"source_id": "a", "run_at": NOW, "outcome_code": "ok", "message_text": None}
    bad = {"source_id": "b", "run_at": NOW, "outcome_code": "failed", "message_text": "does not answer"}
    mended = [{**bad, "source_id": "c"}, {**well, "source_id": "c", "run_at": NOW + timedelta(days=1)}]
    counts = {column.name: 0 for column in contract("raw.source_health").columns if column.name.endswith(("_count", "_bytes"))}
    rows = [{**row, **counts, "batch_id": "bat_h"} for row in (well, bad, *mended)]
    frame = pl.DataFrame(rows, schema=contract("raw.source_health").polars_schema)
    write_batch(desk.warehouse, "raw", None, 9, "bat_h", {"raw.source_health": frame})
    found = look("web sources")
    assert states(found) == ["warn"]
    assert found[0].told == "source b: failed on 2026-03-01: does not answer"


def test_a_check_that_breaks_has_failed(setup):
    def broken(_setup):
        raise ZeroDivisionError("by zero")

    assert states(attempt(broken, setup)) == ["fail"]
