"""The evaluation of readings on a made-up article with a made-up annotation."""

import json
from pathlib import Path

import pytest

from pipelines.errors import SourceError
from pipelines.evaluate import evaluate_readings
from pipelines.reading.engine import RULES

TEXT = "SEOUL (Reuters) - North Korea launched a ballistic missile from its west on Monday, South Korea's military said."
LAUNCH = {
    "id": "L1", "status": "occurred", "class": "ballistic", "country": "KP", "date_start": "2016-06-20", "date_end": "2016-06-20",
    "time_local": None, "site": None, "vehicle": None, "payload": None, "outcome": "unknown", "focus": True, "evidence": [TEXT],
}  # fmt: skip
CLAIM = {
    "speaker": "South Korea's military", "country": "KR", "via": None, "topic": "flight", "value": None, "launch": "L1", "evidence": TEXT,
}  # fmt: skip


def write(folder: Path, gold: dict[str, object], date: str | None = "2016-06-21") -> tuple[Path, Path]:
    article = {"id": "a", "title": "North Korea fires missile", "text": TEXT, "date": date, "outlet": "Reuters", "url": None}
    rows = [("articles.jsonl", article), ("gold.jsonl", {"id": "a", "published": "2016-06-21", "relevant": True, **gold})]
    for name, row in rows:
        (folder / name).write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder / "articles.jsonl", folder / "gold.jsonl"


def test_a_reading_equal_to_the_annotation_scores_one(tmp_path: Path) -> None:
    report = evaluate_readings(*write(tmp_path, {"launches": [LAUNCH], "claims": [CLAIM], "reactions": []}), RULES)
    assert report.scores()["launches"].f1 == 1.0
    assert report.scores()["claims"].recall == 1.0
    assert report.as_dict()["published_accuracy"] == 1.0


def test_a_missed_claim_is_listed_as_a_mistake(tmp_path: Path) -> None:
    missing = {**CLAIM, "topic": "capability"}
    report = evaluate_readings(*write(tmp_path, {"launches": [LAUNCH], "claims": [missing], "reactions": []}), RULES)
    assert [(m.kind, m.sort) for m in report.mistakes if m.sort == "missed"] == [("claims", "missed")]
    assert any("claims missed" in line for line in report.lines(errors=1))


def test_what_is_read_beyond_the_annotation_counts_against_precision(tmp_path: Path) -> None:
    report = evaluate_readings(*write(tmp_path, {"launches": [], "claims": [], "reactions": []}), RULES)
    assert report.scores()["launches"].precision == 0.0
    assert {m.rule_id for m in report.mistakes if m.kind == "claims"} <= {"claim_nature", "claim_flight"}


def test_with_dates_withheld_the_day_is_not_given_away(tmp_path: Path) -> None:
    report = evaluate_readings(*write(tmp_path, {"launches": [], "claims": [], "reactions": []}), RULES, withhold_dates=True)
    assert report.counts["published.cases"] == 0
    assert report.counts["published_inferred.cases"] == 1


def test_evidence_that_the_article_lacks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="evidence is no part of the article"):
        evaluate_readings(*write(tmp_path, {"launches": [{**LAUNCH, "evidence": ["Nowhere."]}]}), RULES)


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    articles, gold = write(tmp_path, {})
    gold.write_text("{\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"gold.jsonl:1"):
        evaluate_readings(articles, gold, RULES)
