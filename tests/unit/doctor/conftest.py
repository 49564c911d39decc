"""A small warehouse with a release, and what is found of it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lake_desk import Desk, article

from pipelines.cli.init import declare_landing
from pipelines.doctor import CHECKS, Finding, Setup
from pipelines.doctor.run import attempt
from pipelines.warehouse import connect_build, load_layer, publish

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
Look = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a warehouse with one article and one release, both of NOW; copy it before anything is done to it."""
    made = Desk(tmp_path_factory.mktemp("doctor"))
    declare_landing(made.warehouse)
    made.drop("one.jsonl", article())
    made.ingest(NOW)
    con = connect_build(made.warehouse, fresh=True)
    load_layer(con, made.warehouse, "raw")
    con.close()
    publish(made.warehouse, NOW.isoformat(), {"raw": "1"})
    return made.folder.parent


@pytest.fixture
def desk(good: Path, tmp_path: Path) -> Desk:
    """The warehouse, to do things to."""
    shutil.copytree(good / "warehouse", tmp_path / "warehouse", symlinks=True)
    return Desk(tmp_path)


@pytest.fixture
def setup(desk: Desk) -> Setup:
    return Setup(desk.warehouse.root, NOW, {})


@pytest.fixture
def look(setup: Setup) -> Look:
    """What one check finds, with parts of the set-up changed."""

    def run(name: str, **changes: object) -> list[Finding]:
        return attempt(CHECKS[name], replace(setup, **changes))

    return run


@pytest.fixture
def as_nobody() -> Callable[[], AbstractContextManager[None]]:
    """A block that runs with the rights of a user who owns nothing; without root it cannot be had."""
    if os.geteuid() != 0:
        pytest.skip("only root can give its rights up for a while")
    return without_rights


@contextmanager
def without_rights() -> Iterator[None]:
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
