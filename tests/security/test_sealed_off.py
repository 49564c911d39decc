"""A refresh needs no network, shuts what it makes, and takes nothing out of files that could run.

The shared sample warehouse was made without any network and under umask 000; see ``sample_warehouse`` in tests/conftest.py.
"""

import os
import pickle
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import without_network

CONNECT = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=5)"


@pytest.fixture
def isolation() -> list[str]:
    words = without_network()
    if not words:
        pytest.skip("this system lets no test cut off the network (unshare --net)")
    return words


def test_a_refresh_needs_no_network(isolation, sample_warehouse):
    tried = subprocess.run([*isolation, sys.executable, "-c", CONNECT], capture_output=True, text=True, check=False)
    assert "Network is unreachable" in tried.stderr  # the control: there is truly none
    assert (sample_warehouse / "launchwire.duckdb").exists()


def test_dagster_is_told_to_send_nothing(sample_warehouse):
    import yaml
    from dagster import DagsterInstance

    settings = yaml.safe_load((sample_warehouse / "dagster" / "dagster.yaml").read_text())
    assert settings["telemetry"] == {"enabled": False}
    with DagsterInstance.from_config(str(sample_warehouse / "dagster")) as instance:
        assert instance.telemetry_enabled is False


def test_nothing_that_a_refresh_makes_can_be_written_by_others(sample_warehouse):
    found = [path for path in sample_warehouse.rglob("*") if not path.is_symlink() and path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH)]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "mode"),
    [
        ("dagster", 0o700),
        ("dagster/dagster.yaml", 0o600),
        (".lease", 0o600),
        ("releases/*/launchwire.duckdb", 0o644),
        ("releases/*/manifest.json", 0o644),
        ("lake/raw/blobs/*/*", 0o444),
    ],
)
def test_what_a_refresh_makes_has_the_mode_that_it_should_have(sample_warehouse, pattern, mode):
    found = {oct(stat.S_IMODE(path.stat().st_mode)) for path in sample_warehouse.glob(pattern)}
    assert found == {oct(mode)}


def test_a_refresh_leaves_no_pickle(sample_warehouse):
    storage = sample_warehouse / "dagster" / "storage"
    left = [path for path in storage.rglob("*") if path.is_file() and "compute_logs" not in path.parts] if storage.exists() else []
    assert left == []


class Planted:
    """What an attacker would leave: taking it out of its pickle makes a folder."""

    def __init__(self, canary: Path) -> None:
        self.canary = canary

    def __reduce__(self):
        return os.mkdir, (str(self.canary),)


def test_a_planted_pickle_is_not_read(sample_warehouse, tmp_path):
    """Dagster's default keeps values of assets as pickles at known places; whoever could write there would own the next run."""
    import dagster as dg

    from pipelines.defs.pipeline import pipeline

    root = tmp_path / "warehouse"
    shutil.copytree(sample_warehouse, root, symlinks=True)
    planted = pickle.dumps(Planted(tmp_path / "canary"))
    assets = pipeline().resolve_asset_graph().get_all_asset_keys()
    assert len(assets) > 100
    for key in assets:
        path = root.joinpath("dagster", "storage", *key.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(planted)
    config = {"resources": {"warehouse": {"config": {"root": str(root), "at": "2025-01-01T00:00:00+00:00", "wait_seconds": 0}}}}
    wanted = [dg.AssetKey(["reference", "sites"]), dg.AssetKey(["history", "refreshes"])]
    selection = dg.AssetSelection.assets(*wanted).required_multi_asset_neighbors()
    job = dg.Definitions(
        assets=pipeline().assets,
        resources=pipeline().resources,
        executor=dg.in_process_executor,
        jobs=[dg.define_asset_job("some", selection)],
    )
    with dg.DagsterInstance.from_config(str(root / "dagster")) as instance:
        done = job.resolve_job_def("some").execute_in_process(run_config=config, instance=instance)
    assert done.success
    assert not (tmp_path / "canary").exists()
    pickle.loads(planted)  # noqa: S301 - the control: it would have shown
    assert (tmp_path / "canary").exists()


def test_no_step_takes_a_value_of_another_out_of_storage():
    from dagster._core.definitions.assets.definition.assets_definition import AssetsDefinition

    from pipelines.defs.pipeline import pipeline

    steps = [made.node_def for made in pipeline().assets or [] if isinstance(made, AssetsDefinition) and made.is_executable]
    assert len(steps) > 6
    taken = [(step.name, given.name) for step in steps for given in step.input_defs if given.dagster_type.display_name != "Nothing"]
    assert taken == []
