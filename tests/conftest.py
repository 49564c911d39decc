"""Fixtures that every kind of test may use."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles, gold and suites beside the checkout; users do not have it."""
    folder = Path(os.environ.get("LAUNCHWIRE_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "GUIDELINES.md").exists():
        pytest.skip(f"no folder of real articles at {folder} (set LAUNCHWIRE_SHARED to its path)")
    return folder
