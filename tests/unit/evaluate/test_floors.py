"""Floors under the figures: they rise by themselves and fall only with a reason."""

from pathlib import Path

import pytest

from pipelines.errors import CheckFailed, LaunchwireError
from pipelines.evaluate.floors import check_floors, hash_files, read_floors, update_floors


def test_an_update_raises_a_floor(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "dev", "h", {"claims_f1": 0.5})
    update_floors(path, "dev", "h", {"claims_f1": 0.6})
    assert read_floors(path)["dev"]["floors"] == {"claims_f1": 0.6}


def test_a_lower_figure_fails_the_gate(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "dev", "h", {"claims_f1": 0.6})
    with pytest.raises(CheckFailed, match=r"claims_f1 is 0.5, its floor is 0.6"):
        check_floors(path, "dev", "h", {"claims_f1": 0.5})


def test_a_count_of_mistakes_may_not_rise(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "dev", "h", {"planned_as_occurred_count": 0})
    with pytest.raises(CheckFailed):
        check_floors(path, "dev", "h", {"planned_as_occurred_count": 1})


def test_a_floor_is_not_lowered_without_the_flag(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "dev", "h", {"claims_f1": 0.6})
    with pytest.raises(CheckFailed, match="claims_f1 would fall"):
        update_floors(path, "dev", "h", {"claims_f1": 0.5})


def test_a_floor_is_not_lowered_without_a_reason(tmp_path: Path) -> None:
    with pytest.raises(LaunchwireError, match="--reason"):
        update_floors(tmp_path / "floors.json", "dev", "h", {"claims_f1": 0.5}, lower=True)


def test_a_lowered_floor_keeps_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "dev", "h", {"claims_f1": 0.6})
    update_floors(path, "dev", "h", {"claims_f1": 0.5}, lower=True, reason="A rule fitted one article.")
    assert read_floors(path)["dev"]["lowered"] == [
        {"figures": ["claims_f1"], "is_new_corpus": False, "reason": "A rule fitted one article."}
    ]


def test_other_annotations_need_new_floors(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "dev", "h", {"claims_f1": 0.6})
    with pytest.raises(CheckFailed, match="not those that the floors were measured on"):
        check_floors(path, "dev", "other", {"claims_f1": 0.9})


def test_the_hash_does_not_depend_on_the_order_of_paths(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert hash_files([tmp_path / "a", tmp_path / "b"]) == hash_files([tmp_path / "b", tmp_path / "a"])
