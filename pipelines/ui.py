"""The Dagster UI of one warehouse on the loopback address, behind a guard, with the daemon that runs schedules and sensors."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import uvicorn
import yaml
from dagster import __version__
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import WorkspaceFileTarget
from dagster._daemon.cli import create_dagster_daemon_cli
from dagster_webserver.app import create_app_from_workspace_process_context
from filelock import FileLock, Timeout

from pipelines.alerts.declared import read_sinks
from pipelines.contracts import ROOT
from pipelines.defs.schedule import read_nightly
from pipelines.errors import WarehouseBusy, WarehouseError
from pipelines.guard import Guard
from pipelines.home import open_instance
from pipelines.warehouse import Warehouse
from pipelines.warehouse.files import write_bytes

MODULE = "pipelines.definitions"
LOCATION = "launchwire"
LOOPBACK = "127.0.0.1"
STOP_SECONDS = 20
DAEMON_ARGUMENTS = ("--log-level", "warning", "--workspace")


def serve(warehouse: Warehouse, port: int, with_daemon: bool = True) -> None:
    """Serve until interrupted. Runs that are going on are left to end by themselves."""
    refuse_taken_port(port)
    refuse_unusable_settings(warehouse)
    os.environ.update(environment(warehouse, port))
    with open_instance(warehouse) as instance:
        workspace_file = write_workspace(warehouse)
        target = WorkspaceFileTarget([str(workspace_file)])
        beside = daemon(warehouse, workspace_file) if with_daemon else nullcontext()
        with beside, WorkspaceProcessContext(instance, target, __version__, code_server_log_level="warning") as workspace:
            app = Guard(create_app_from_workspace_process_context(workspace))
            print(f"Dagster UI of {warehouse.root}: http://{LOOPBACK}:{port}  (Ctrl-C stops it)", flush=True)  # noqa: T201
            uvicorn.run(app, host=LOOPBACK, port=port, log_level="warning")


def run_daemon(warehouse: Warehouse, port: int) -> None:
    """Run schedules, sensors and the queue of runs in this process, without a server; ``port`` is that of the UI, for links in alerts."""
    refuse_unusable_settings(warehouse)
    with serving_lock(warehouse), open_instance(warehouse):
        os.environ.update(environment(warehouse, port))
        print(f"Schedules and sensors of {warehouse.root} are running  (Ctrl-C stops them)", flush=True)  # noqa: T201
        create_dagster_daemon_cli()(["run", *DAEMON_ARGUMENTS, str(write_workspace(warehouse))])


def refuse_unusable_settings(warehouse: Warehouse) -> None:
    """An error before anything is started, where the hour of the night or the sinks of alerts cannot be used."""
    read_nightly(os.environ)
    read_sinks(warehouse.root, os.environ)


def environment(warehouse: Warehouse, port: int) -> dict[str, str]:
    """What the processes of Dagster are told through the environment."""
    return {
        "DAGSTER_HOME": str(warehouse.dagster_home),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
        "LAUNCHWIRE_WAREHOUSE": str(warehouse.root),
        # where alerts lead to: the address that people come by, where a tunnel or a proxy gives it another
        "LAUNCHWIRE_UI_URL": os.environ.get("LAUNCHWIRE_UI_URL") or f"http://{LOOPBACK}:{port}",
    }


def write_workspace(warehouse: Warehouse) -> Path:
    """Where the server and the daemon find the definitions, under one name: schedules are remembered by it."""
    module = {"module_name": MODULE, "location_name": LOCATION, "working_directory": str(ROOT)}
    path = warehouse.dagster_home / "workspace.yaml"
    write_bytes(path, yaml.safe_dump({"load_from": [{"python_module": module}]}).encode(), mode=0o600)
    return path


def refuse_taken_port(port: int) -> None:
    """An error before anything is started, where another program listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise WarehouseError(
                f"port {port} cannot be used ({error.strerror}). Choose another: launchwire ui --port {port + 1}"
            ) from error


@contextmanager
def serving_lock(warehouse: Warehouse) -> Iterator[None]:
    """One daemon a warehouse: two would start every nightly run twice."""
    warehouse.dagster_home.mkdir(mode=0o700, exist_ok=True)
    lock = FileLock(warehouse.dagster_home / ".serving", mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise WarehouseBusy(
            f"{warehouse.root}: its schedules are being run already, by launchwire ui or launchwire daemon. Stop that one first."
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def daemon(warehouse: Warehouse, workspace_file: Path) -> Iterator[None]:
    """The process that runs schedules, sensors and the queue of runs; it ends with the server."""
    arguments = ["-m", "pipelines.daemon", *DAEMON_ARGUMENTS, str(workspace_file)]
    with serving_lock(warehouse):
        # a session of its own: Ctrl-C must reach the server alone, which then ends the daemon by closing the pipe
        process = subprocess.Popen([sys.executable, *arguments], stdin=subprocess.PIPE, start_new_session=True)
        try:
            yield
        finally:
            end_process(process)


def end_process(process: subprocess.Popen[bytes]) -> None:
    """Let a process end in order by closing its standard input; kill it if it does not."""
    try:
        process.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
