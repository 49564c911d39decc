"""Short articles on launches of every kind and country, written for this project with what a careful reader takes from them."""

import json

from tests.conftest import ROOT, Command

LABELS = ROOT / "benchmarks" / "labels"
LEAST = {"relevant": 0.95, "launches": 0.85, "focus": 0.87, "records": 0.70}


def test_launches_of_written_articles_are_read(launchwire: Command) -> None:
    done = launchwire("evaluate", LABELS / "written_articles.jsonl", LABELS / "written_gold.jsonl", "--json")
    figures = json.loads(done.stdout)
    assert {name: figures[f"{name}_f1"] >= least for name, least in LEAST.items()} == dict.fromkeys(LEAST, True)
    assert figures["planned_as_occurred_count"] == 0
