"""Checks of the machine fail on a machine that is not fit."""

from pathlib import Path

import pytest

from pipelines.doctor import Setup
from pipelines.doctor.machine import (
    available_bytes,
    direct_dependencies,
    file_system_kind,
    judge_disk,
    judge_kind,
    judge_python,
    locked_versions,
)
from tests.conftest import ROOT

MOUNTS = """\
/dev/vda / ext4 rw 0 0
server:/news /srv/news nfs4 rw 0 0
/dev/vdb /srv/news/local\\040disk xfs rw 0 0
"""
MEMINFO = "MemTotal:       16000000 kB\nMemAvailable:    4000000 kB\n"
LOCK = "one==1.0 \\\n    --hash=sha256:00\n    # via two\ntwo==2.0 ; python_version < '3' \\\n    --hash=sha256:00\n"


@pytest.mark.parametrize(("version", "state"), [("3.10.9", "fail"), ("3.11.0", "ok"), ("3.13.4", "ok"), ("3.14.0", "fail")])
def test_python_must_be_one_that_was_tried(version, state):
    assert judge_python(version, ">=3.11,<3.14").state == state


def test_a_lock_is_read_for_this_python():
    assert locked_versions(LOCK) == {"one": "1.0"}


def test_the_libraries_here_are_those_of_the_lock(look):
    assert [found.state for found in look("libraries")] == ["ok"]
    assert {"duckdb", "dagster", "polars"} <= direct_dependencies(ROOT / "pyproject.toml")


def test_libraries_of_other_versions_and_missing_ones_are_told(look, tmp_path: Path):
    (tmp_path / "requirements.lock").write_text("click==0.1 \\\n    --hash=sha256:00\n")
    (tmp_path / "pyproject.toml").write_text('[project]\ndependencies = ["no-such-library>=1"]\n')
    found = look("libraries", checkout=tmp_path)
    assert [finding.state for finding in found] == ["fail", "fail"]
    assert "no-such-library" in found[0].told
    assert "instead of 0.1" in found[1].told


def test_a_checkout_without_its_lock_is_told(look, tmp_path: Path):
    assert [found.state for found in look("libraries", checkout=tmp_path)] == ["fail"]


@pytest.mark.parametrize(
    ("free", "needed", "state"), [(10**12, 10**9, "ok"), (10**8 - 1, 1000, "fail"), (5 * 10**8, 1000, "warn"), (10**9, 10**9 + 1, "fail")]
)
def test_a_disk_must_have_room_for_the_next_refresh(free, needed, state):
    assert judge_disk(free, needed).state == state


def test_a_release_too_large_to_be_built_again_is_told(look, desk):
    database = next(desk.warehouse.releases.glob("*/launchwire.duckdb"))
    with database.open("r+b") as handle:
        handle.truncate(1 << 43)  # without taking room
    assert look("disk")[0].state == "fail"


def test_a_bound_on_memory_counts():
    assert available_bytes(MEMINFO, None) == 4_000_000 * 1024
    assert available_bytes(MEMINFO, 1_000_000) == 1_000_000


@pytest.mark.parametrize(("free", "state"), [(600, "fail"), (2000, "warn"), (3000, "ok")])
def test_memory_must_be_free(look, monkeypatch, free, state):
    monkeypatch.setattr("pipelines.doctor.machine.available_bytes", lambda *_: free * 1_000_000)
    assert [found.state for found in look("memory")] == [state]


def test_the_nearest_mount_tells_the_kind_of_file_system():
    assert file_system_kind(Path("/home/me"), MOUNTS) == "ext4"
    assert file_system_kind(Path("/srv/news/mine"), MOUNTS) == "nfs4"
    assert file_system_kind(Path("/srv/news/local disk/mine"), MOUNTS) == "xfs"


@pytest.mark.parametrize(("kind", "state"), [("nfs4", "warn"), ("cifs", "warn"), ("ext4", "ok"), ("tmpfs", "ok")])
def test_a_network_file_system_is_warned_of(kind, state):
    assert judge_kind(kind).state == state


def test_a_port_that_another_program_has_is_told(look):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = look("port", port=port)
        assert [finding.state for finding in found] == ["fail"]
        assert str(port) in found[0].told
        assert f"--port {port + 1}" in found[0].advice
    assert [finding.state for finding in look("port", port=port)] == ["ok"]


def test_a_port_that_the_own_server_has_is_fine(look, setup: Setup):
    import socket

    from filelock import FileLock

    (setup.root / "dagster").mkdir()
    with FileLock(setup.root / "dagster" / ".serving"), socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert [finding.state for finding in look("port", port=taken.getsockname()[1])] == ["ok"]
