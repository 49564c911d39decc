"""The UI of a small warehouse in Debian's chromium."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import ROOT, clean_environment

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
START_SECONDS = 240
RUN_SECONDS = 900  # a limit for runs that hang; a refresh takes one minute where nothing else runs
expect.set_options(timeout=60_000)  # the machine of a pipeline of tests is slow
ARTICLE = {
    "id": "one",
    "title": "North Korea launches rocket",
    "text": "SEOUL - North Korea launched a rocket from Sohae on Tuesday, South Korea's military said.\n\nJapan condemned the launch.",
    "date": "2023-11-21",
    "outlet": "Harbour Wire (fictitious)",
}
SOURCE = """
[[source]]
id = "one"
kind = "file"
path = "one.json"
"""


@dataclass(frozen=True)
class Server:
    """A served warehouse."""

    address: str
    warehouse: Path

    def ask(self, query: str) -> dict:
        """Answer of the UI's interface to a query."""
        answer = httpx.post(f"{self.address}/graphql", json={"query": query}, timeout=60)
        return answer.raise_for_status().json()["data"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail("no chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1680, "height": 1050})
    opened.set_default_timeout(60_000)
    yield opened
    opened.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(checkout: Path, warehouse: Path) -> Iterator[Server]:
    """The UI of a new warehouse with one article as its source, by the code of a checkout.

    The article does not lie in the landing folder, whose sensor would start a run of its own beside the one that a test asks for.
    """
    environment = {**clean_environment(), "PYTHONPATH": str(checkout), "LAUNCHWIRE_NIGHTLY_CRON": "0 0 1 1 *"}
    command = [sys.executable, "-c", "from pipelines.cli import main; main()"]
    subprocess.run([*command, "init", "--warehouse", warehouse], cwd=checkout, env=environment, check=True, capture_output=True)
    (warehouse / "one.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    with (warehouse / "sources.toml").open("a", encoding="utf-8") as sources:
        sources.write(SOURCE)
    port = free_port()
    with (warehouse / "ui.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "ui", "--warehouse", str(warehouse), "--port", str(port)], cwd=checkout, env=environment, stdout=log, stderr=log
        )
        try:
            server = Server(f"http://127.0.0.1:{port}", warehouse)
            wait_for_definitions(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(60)


def wait_for_definitions(server: Server, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    query = "{ workspaceOrError { ... on Workspace { locationEntries { locationOrLoadError { __typename } } } } }"
    while time.monotonic() < deadline and process.poll() is None:
        try:
            entries = server.ask(query)["workspaceOrError"]["locationEntries"]
        except httpx.HTTPError:
            entries = []
        loaded = [entry["locationOrLoadError"] for entry in entries]
        if loaded and all(location and location["__typename"] == "RepositoryLocation" for location in loaded):
            return
        time.sleep(1)
    pytest.fail(f"the UI did not come up: {(server.warehouse / 'ui.log').read_text(encoding='utf-8')[-2000:]}")


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Server]:
    with served(ROOT, tmp_path_factory.mktemp("ui") / "warehouse") as running:
        yield running


@pytest.fixture(scope="session")
def defective_server(tmp_path_factory) -> Iterator[Server]:
    """The UI of a checkout in which one SQL file makes a status that no contract knows."""
    checkout = tmp_path_factory.mktemp("defect") / "checkout"
    for name in ("pipelines", "sql", "expectations"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", checkout)
    path = checkout / "sql" / "modeled" / "launch_events.sql"
    healthy = path.read_text(encoding="utf-8")
    assert healthy.count("    days.status_code,\n") == 1
    path.write_text(healthy.replace("    days.status_code,\n", "    'exploded' as status_code,\n"), encoding="utf-8")
    with served(checkout, tmp_path_factory.mktemp("defect-ui") / "warehouse") as running:
        yield running


def wait_for_run(server: Server) -> str:
    """Status of the newest run, once it has ended."""
    deadline = time.monotonic() + RUN_SECONDS
    while time.monotonic() < deadline:
        runs = server.ask("{ runsOrError(limit: 1) { ... on Runs { results { status } } } }")["runsOrError"]["results"]
        if runs and runs[0]["status"] in {"SUCCESS", "FAILURE", "CANCELED"}:
            return str(runs[0]["status"])
        time.sleep(2)
    pytest.fail("no run has ended")


def keep_picture(page: Page, name: str) -> None:
    """Keep a picture where the tester asks for pictures."""
    if folder := os.environ.get("LAUNCHWIRE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")
