"""Dagster's own storage in a real Postgres server on this machine, through a whole refresh of the sample.

It takes minutes of processor time, so it is run by ``make test-postgres`` alone.
"""

import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not os.environ.get("LAUNCHWIRE_TEST_POSTGRES"), reason="run by make test-postgres")

AT = "2025-01-01T00:00:00+00:00"
PASSWORD = "pier-and-harbour"  # noqa: S105 - of a server that lives as long as the test
URL = "postgresql+psycopg2://launchwire:{password}@127.0.0.1:{port}/postgres"


def server_user() -> str | None:
    """Who the server runs as: Postgres refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@dataclass
class Server:
    """A server in a folder of its own."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return URL.format(password=PASSWORD, port=self.port)

    def call(self, *words: str) -> None:
        done = subprocess.run(words, user=server_user(), cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def make(self) -> None:
        (self.folder / "password").write_text(PASSWORD)
        shutil.chown(self.folder / "password", server_user() or os.geteuid())
        secret = f"--pwfile={self.folder / 'password'}"
        self.call("initdb", "-D", str(self.folder / "data"), "-U", "launchwire", "-A", "scram-sha-256", secret, "--no-sync")

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder} -c fsync=off"
        self.call("pg_ctl", "-D", str(self.folder / "data"), "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self.call("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "fast", "stop")

    def ask(self, query: str) -> list[tuple[object, ...]]:
        import psycopg2

        with psycopg2.connect(self.url.replace("+psycopg2", "")) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    missing = [name for name in ("postgres", "initdb", "pg_ctl") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"no Postgres server on this machine: {', '.join(missing)} is not in PATH (Debian: apt-get install postgresql)")
    pytest.importorskip("dagster_postgres", reason="the extra 'postgres' is not installed")
    folder = Path(tempfile.mkdtemp(prefix="launchwire-"))  # that of pytest is shut to other users, and too long for a socket
    shutil.chown(folder, server_user() or os.geteuid())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        made = Server(folder, probe.getsockname()[1])
    made.make()
    made.start()
    yield made
    subprocess.run(["pg_ctl", "-D", str(folder / "data"), "-m", "fast", "stop"], user=server_user(), capture_output=True, check=False)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def warehouse(server, launchwire_process, tmp_path_factory) -> Path:
    """The sample, refreshed with the history of runs in the server."""
    root = tmp_path_factory.mktemp("postgres") / "warehouse"
    done = launchwire_process("refresh", "--sample", "--warehouse", root, "--at", AT, LAUNCHWIRE_POSTGRES=server.url)
    assert done.returncode == 0, done.stderr
    return root


def test_the_runs_are_in_the_server_and_not_in_files(server, warehouse):
    assert server.ask("select status, pipeline_name from runs") == [("SUCCESS", "refresh")]
    materialized = server.ask("select count(*) from event_logs where dagster_event_type = 'ASSET_MATERIALIZATION'")[0][0]
    checked = server.ask("select count(*) from asset_check_executions where execution_status = 'SUCCEEDED'")[0][0]
    assert materialized > 100
    assert checked > 100
    assert not list((warehouse / "dagster").rglob("*.db"))


def test_no_file_of_the_warehouse_holds_the_password(warehouse):
    holding = [path for path in warehouse.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()]
    assert holding == []


def test_the_doctor_sees_the_server(server, warehouse, launchwire_process):
    done = launchwire_process("doctor", "--warehouse", warehouse, "--format", "json", "--port", "30411", LAUNCHWIRE_POSTGRES=server.url)
    found = {entry["check"]: entry for entry in json.loads(done.stdout)}
    assert found["run history"]["state"] == "ok", found
    assert found["run history"]["told"] == "1 runs are kept in PostgresRunStorage, 0 going on"


def test_a_home_in_a_server_does_not_begin_a_second_history(warehouse, launchwire_process):
    done = launchwire_process("refresh", "--warehouse", warehouse)
    assert done.returncode == 1
    assert "LAUNCHWIRE_POSTGRES is not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_is_down_is_told_in_a_line_without_its_password(server, warehouse, launchwire_process):
    served = (warehouse / "launchwire.duckdb").resolve()
    server.stop()
    done = launchwire_process("refresh", "--warehouse", warehouse, LAUNCHWIRE_POSTGRES=server.url)
    examined = launchwire_process("doctor", "--warehouse", warehouse, LAUNCHWIRE_POSTGRES=server.url)
    server.start()
    assert done.returncode == examined.returncode == 1
    assert f"Postgres at 127.0.0.1:{server.port}/postgres cannot be used" in done.stderr
    assert f"Postgres at 127.0.0.1:{server.port}/postgres cannot be used" in examined.stdout
    assert "Traceback" not in done.stderr
    assert PASSWORD not in done.stderr + done.stdout + examined.stdout + examined.stderr
    assert (warehouse / "launchwire.duckdb").resolve() == served


def test_a_second_refresh_goes_on_in_the_same_history(server, warehouse, launchwire_process):
    done = launchwire_process("refresh", "--warehouse", warehouse, "--at", AT, LAUNCHWIRE_POSTGRES=server.url)
    assert done.returncode == 0, done.stderr
    assert "Nothing has changed" in done.stdout
    assert server.ask("select status, count(*) from runs group by status") == [("SUCCESS", 2)]
