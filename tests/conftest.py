"""Fixtures that every kind of test may use."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).with_name("launchwire")
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def launchwire() -> Command:
    """Runs the command as a user does; what it printed, and its exit code."""

    def run(*arguments: object, stdin: str | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
        words = [str(COMMAND), *map(str, arguments)]
        held = {name: value for name, value in os.environ.items() if not name.startswith("LAUNCHWIRE_")}
        return subprocess.run(words, input=stdin, capture_output=True, text=True, cwd=ROOT, env={**held, **environment}, check=False)

    return run


@pytest.fixture(scope="session")
def sample_warehouse(launchwire: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse made from the bundled sample by one whole refresh."""
    root = tmp_path_factory.mktemp("sample") / "warehouse"
    made = launchwire("refresh", "--sample", "--warehouse", root, "--at", "2025-01-01T00:00:00+00:00")
    assert made.returncode == 0, made.stderr
    return root


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles, gold and suites beside the checkout; users do not have it."""
    folder = Path(os.environ.get("LAUNCHWIRE_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "GUIDELINES.md").exists():
        pytest.skip(f"no folder of real articles at {folder} (set LAUNCHWIRE_SHARED to its path)")
    return folder
