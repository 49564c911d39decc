"""A warehouse of somebody's own, with a landing folder and a first release."""

import json
from pathlib import Path

import pytest

ARTICLES = [
    {
        "id": "first",
        "title": "North Korea launches rocket",
        "text": "SEOUL - North Korea launched a rocket from Sohae on Tuesday, South Korea's military said.\n\nJapan condemned the launch.",
        "date": "2023-11-21",
        "outlet": "Harbour Wire (fictitious)",
    },
    {
        "id": "second",
        "title": "Tokyo lifts warning",
        "text": "Japan's government lifted the alert that it had issued after North Korea fired a ballistic missile on Tuesday morning.",
        "date": "2017-08-29",
        "outlet": "Pacific Ledger (fictitious)",
    },
]


def put(root: Path, name: str, *articles: object) -> Path:
    """Put a file of articles into the landing folder."""
    path = root / "landing" / name
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def own_warehouse(launchwire_process, tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("own") / "warehouse"
    launchwire_process("init", "--warehouse", root)
    put(root, "first.jsonl", *ARTICLES)
    made = launchwire_process("refresh", "--warehouse", root)
    assert made.returncode == 0, made.stderr
    return root
