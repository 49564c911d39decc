"""Fixtures that every kind of test may use."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).with_name("launchwire")
Completed = subprocess.CompletedProcess[str]
Command = Callable[..., Completed]


@pytest.fixture(scope="session")
def launchwire_process() -> Command:
    """Runs the command as a user does, in a process of its own; what it printed, and its exit code."""
    return partial(run_process, [str(COMMAND)])


def run_process(command: list[str], *arguments: object, stdin: str | None = None, umask: int = -1, **environment: str) -> Completed:
    words = [*command, *map(str, arguments)]
    given = {**clean_environment(), **environment}
    return subprocess.run(words, input=stdin, capture_output=True, text=True, cwd=ROOT, env=given, umask=umask, check=False)


def without_network() -> list[str]:
    """What to put before a command so that it has no network at all, not even the loopback; nothing where the system does not let us."""
    words = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--net"]
    allowed = shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    return words if allowed else []


@pytest.fixture(scope="session")
def launchwire() -> Command:
    """Runs the command inside the process of the tests, which saves seconds a call."""
    return run_inside


def run_inside(*arguments: object, stdin: str = "", **environment: str) -> Completed:
    from pipelines.cli import main

    words = list(map(str, arguments))
    streams = [io.TextIOWrapper(io.BytesIO(stdin.encode() if name == "stdin" else b""), encoding="utf-8") for name in STREAMS]
    code = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", {**clean_environment(), **environment})
        for name, stream in zip(STREAMS, streams, strict=True):
            patch.setattr(sys, name, stream)
        try:
            main(words)
        except SystemExit as leaving:
            code = int(leaving.code or 0)
    return subprocess.CompletedProcess(words, code, *map(written, streams[1:]))


STREAMS = ("stdin", "stdout", "stderr")


def written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode()  # type: ignore[attr-defined]


def clean_environment() -> dict[str, str]:
    """The environment without settings of the command that the tester, or the runner of the tests, may have made."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("LAUNCHWIRE_", "COLUMNS"))}


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse made from the bundled sample by one whole refresh, which processes that test side by side share.

    The refresh has no network, and a umask that shuts nothing: what tests/security asks of it needs no refresh of its own.
    """
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample" / "warehouse"
    with FileLock(base.parent / "sample.lock"):
        if not (root / "launchwire.duckdb").exists():
            arguments = ("refresh", "--sample", "--warehouse", root, "--at", "2025-01-01T00:00:00+00:00")
            made = run_process([*without_network(), str(COMMAND)], *arguments, umask=0)
            assert made.returncode == 0, made.stderr
    return root


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles, gold and suites beside the checkout; users do not have it."""
    folder = Path(os.environ.get("LAUNCHWIRE_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "GUIDELINES.md").exists():
        pytest.skip(f"no folder of real articles at {folder} (set LAUNCHWIRE_SHARED to its path)")
    return folder
