"""The notebook runs as a script on the sample."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, clean_environment


def test_the_notebook_answers_and_draws_on_the_sample(sample_warehouse: Path) -> None:
    command = [sys.executable, ROOT / "docs" / "notebooks" / "explore.py", "--warehouse", sample_warehouse]
    shown = subprocess.run(command, capture_output=True, text=True, env=clean_environment(), check=False)
    assert shown.returncode == 0, shown.stderr
    assert "Release 1 of 2025-01-01 00:00 UTC" in shown.stdout
    assert "The U.S. Strategic Command" in shown.stdout
    assert "charts: launches_by_year, story_by_hour, windows_and_flights, reactions_by_side, first_outlets;" in shown.stdout
