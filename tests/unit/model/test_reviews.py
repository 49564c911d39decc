"""Files of reviews: every entry is understood whole, or the error says what is wrong with it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipelines.errors import SourceError
from pipelines.model.reviews import read_reviews, reviews_folder
from pipelines.warehouse import Warehouse

SPLIT = '[[review]]\nkind = "split"\nsubject = "lau_1"\nreviewer = "A. Reader"\ndate = 2026-11-20\nreason = "Another day."\n'


def write(folder: Path, text: str, name: str = "november.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_entry_becomes_a_row(tmp_path: Path) -> None:
    row = read_reviews(write(tmp_path, SPLIT)).to_dicts()[0]
    assert row["review_id"].startswith("rev_")
    assert (row["review_kind_code"], row["subject_id"], row["reviewed_date"]) == ("split", "lau_1", dt.date(2026, 11, 20))
    assert (row["reviewer_name"], row["reason_text"], row["file_name"], row["other_id"]) == (
        "A. Reader",
        "Another day.",
        "november.toml",
        None,
    )


def test_no_folder_holds_no_reviews(tmp_path: Path) -> None:
    assert read_reviews(tmp_path / "nowhere").height == 0


def test_the_id_does_not_depend_on_the_file(tmp_path: Path) -> None:
    first = read_reviews(write(tmp_path, SPLIT))["review_id"][0]
    (tmp_path / "november.toml").unlink()
    assert read_reviews(write(tmp_path, SPLIT, "other.toml"))["review_id"][0] == first


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[review]\n", "is no TOML"),
        ("review = " + "[" * 2000, "is no TOML"),
        ("number = " + "1" * 5000, "is no TOML"),
        ("title = 'x'\n", "expected entries"),
        ("review = [1]\n", "expected entries"),
        (SPLIT.replace('"split"', "[]"), "kind is []"),
        (SPLIT.replace("2026-11-20", "2026-11-20T09:00:00"), "expected a day without quotes"),
        (SPLIT.replace('"split"', '"divide"'), "kind is 'divide'; expected one of merge, misread, override, split"),
        (SPLIT.replace('reason = "Another day."\n', ""), "lacks ['reason']"),
        (SPLIT + 'other = "lau_2"\n', "has unknown ['other']"),
        (SPLIT.replace("2026-11-20", '"2026-11-20"'), "expected a day without quotes"),
        (SPLIT.replace('"A. Reader"', '" "'), "reviewer is ' '"),
        (SPLIT + SPLIT, "one review is there twice"),
    ],
)
def test_an_entry_that_is_not_understood_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_reviews(write(tmp_path, text))
    assert told in str(refused.value)
    assert "november.toml" in str(refused.value)


def test_the_folder_is_that_of_the_warehouse_unless_the_environment_names_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse = Warehouse(tmp_path, "real")
    monkeypatch.delenv("LAUNCHWIRE_REVIEWS", raising=False)
    assert reviews_folder(warehouse) == tmp_path / "reviews"
    monkeypatch.setenv("LAUNCHWIRE_REVIEWS", str(tmp_path))
    assert reviews_folder(warehouse) == tmp_path
    monkeypatch.setenv("LAUNCHWIRE_REVIEWS", str(tmp_path / "nowhere"))
    with pytest.raises(SourceError, match="nowhere is no folder"):
        reviews_folder(warehouse)
