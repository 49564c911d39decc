"""The command that scores readings, on two articles written here."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli.evaluate import command

ARTICLE = {
    "id": "a", "title": "North Korea fires missile", "date": "2017-09-15", "outlet": None, "url": None,
    "text": "North Korea fired a ballistic missile from Sunan on Friday, South Korea's military said.",
}  # fmt: skip
GOLD = {
    "id": "a", "published": "2017-09-15", "relevant": True, "claims": [], "reactions": [],
    "launches": [{
        "id": "L1", "status": "occurred", "class": "ballistic", "country": "KP", "date_start": "2017-09-15", "date_end": "2017-09-15",
        "time_local": None, "site": "sunan", "vehicle": None, "payload": None, "outcome": "unknown", "focus": True,
        "evidence": ["North Korea fired a ballistic missile from Sunan on Friday, South Korea's military said."],
    }],
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    articles, gold = tmp_path / "articles.jsonl", tmp_path / "gold.jsonl"
    articles.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    return str(articles), str(gold)


def test_a_launch_that_is_read_right_scores_one(files: tuple[str, str]) -> None:
    ran = CliRunner().invoke(command, [*files, "--json"])
    assert ran.exit_code == 0, ran.output
    figures = json.loads(ran.output)
    assert figures["launches_f1"] == 1.0
    assert figures["records_f1"] == 1.0


def test_people_get_a_table(files: tuple[str, str]) -> None:
    ran = CliRunner().invoke(command, [*files, "--errors", "1"])
    assert ran.exit_code == 0, ran.output
    assert "launches" in ran.output


def test_without_paths_it_says_what_to_name() -> None:
    ran = CliRunner().invoke(command, [])
    assert ran.exit_code == 2
    assert "Name ARTICLES and GOLD" in ran.output
