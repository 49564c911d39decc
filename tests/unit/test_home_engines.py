"""Engines that are kept for Dagster's databases."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.pool import NullPool

from pipelines.home import KEPT_ENGINES, kept_engine


def test_a_database_has_one_engine_and_only_the_last_ones_are_kept(tmp_path: Path) -> None:
    addresses = [f"sqlite:///{tmp_path}/{number}.db" for number in range(KEPT_ENGINES + 1)]
    engines = [kept_engine(address, poolclass=NullPool) for address in addresses]
    assert kept_engine(addresses[-1], poolclass=NullPool) is engines[-1]
    assert kept_engine(addresses[0], poolclass=NullPool) is not engines[0]


def test_an_engine_serves_again_after_it_was_disposed_of(tmp_path: Path) -> None:
    engine = kept_engine(f"sqlite:///{tmp_path}/runs.db", poolclass=NullPool)
    for _ in range(2):
        with engine.connect() as connection:
            assert connection.execute(text("select 1")).scalar() == 1
        engine.dispose()
