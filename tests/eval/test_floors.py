"""The gate: figures on the annotated collections never fall under their floors. Runs where the collections are."""

from pathlib import Path

import pytest

from pipelines.evaluate import check_floors, evaluate_attributions, evaluate_readings, evaluate_timex, hash_files
from pipelines.reading.engine import RULES

FLOORS = Path(__file__).parent / "floors.json"


def test_readings_hold_their_floors(shared: Path) -> None:
    articles, gold = shared / "corpus" / "dev.jsonl", shared / "gold" / "dev.gold.jsonl"
    check_floors(FLOORS, "readings", hash_files([articles, gold]), evaluate_readings(articles, gold, RULES).as_dict())


@pytest.mark.parametrize("name", ["timebank", "aquaint"])
def test_dates_hold_their_floors(shared: Path, name: str) -> None:
    folder = shared / "suites" / "timex" / name
    check_floors(FLOORS, f"timex_{name}", hash_files(list(folder.glob("*.tml"))), evaluate_timex(folder).as_dict())


def test_attributions_hold_their_floors(shared: Path) -> None:
    folder = shared / "suites" / "attribution" / "dev"
    check_floors(FLOORS, "attributions", hash_files(list(folder.glob("*/*"))), evaluate_attributions(folder).as_dict())
