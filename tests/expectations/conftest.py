"""The valid warehouse, made once, and copies of it to spoil."""

from pathlib import Path

import pytest
from valid_warehouse import make_valid


@pytest.fixture(scope="session")
def valid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse in which every check holds. Copy it before changing it."""
    path = tmp_path_factory.mktemp("valid") / "valid.duckdb"
    make_valid(path)
    return path
