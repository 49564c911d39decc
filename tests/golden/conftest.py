"""Demands that the engine does not meet yet are listed with their reason; one that is met must leave the list."""

from pathlib import Path

import pytest
import yaml

KNOWN_MISSES = Path(__file__).parent / "known_misses.yml"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect the listed tests to fail."""
    misses = yaml.safe_load(KNOWN_MISSES.read_text(encoding="utf-8")) or {}
    for item in items:
        _, _, name = item.nodeid.partition("test_sample_readings.py::")
        if name in misses:
            item.add_marker(pytest.mark.xfail(reason=misses[name], strict=True))
