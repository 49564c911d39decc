"""When two annotations are alike, and how they pair off."""

import pytest

from pipelines.evaluate.alike import claim_likeness, is_same_name, is_touching, launch_likeness, pair_off, reaction_likeness


@pytest.mark.parametrize(
    ("left", "right", "is_same"),
    [
        ("Kim Jong Un", "Kim", True),
        ("The South Korean military", "South Korea's military", True),
        ("North Korea", "South Korea", False),
        ("Unha-2", "Unha-3", False),
        ("U.S. officials", "US officials", True),
        (None, None, True),
        ("Kim", None, False),
        ("Yonhap", "the Yonhap news agency", True),
    ],
)
def test_names_share_most_of_the_shorter_one(left: str | None, right: str | None, is_same: bool) -> None:
    assert is_same_name(left, right) is is_same


def test_spans_touch_when_they_share_half_of_the_shorter() -> None:
    assert is_touching([(0, 10)], [(5, 100)])
    assert not is_touching([(0, 10)], [(6, 100)])


def test_the_most_alike_pair_first_and_each_once() -> None:
    gold, read = [{"v": 1}, {"v": 2}], [{"v": 2}, {"v": 2}]
    assert pair_off(gold, read, lambda one, other: float(one["v"] == other["v"])) == [(1, 0)]


def test_a_claim_of_another_topic_is_no_match() -> None:
    likeness = claim_likeness("It flew, he said.")
    gold = {"topic": "flight", "speaker": "he", "country": None, "evidence": "It flew, he said."}
    assert likeness(gold, {**gold, "topic": "plan"}) == 0.0
    assert likeness(gold, gold) == 1.0


def test_a_planned_launch_matches_no_flown_one_unless_asked() -> None:
    gold = {"status": "expected", "date_start": "2016-02-07", "date_end": "2016-02-07", "evidence": [], "class": "space", "focus": True}
    read = {**gold, "status": "occurred"}
    assert launch_likeness("")(gold, read) == 0.0
    assert launch_likeness("", any_status=True)(gold, read) > 0.0


def test_reactions_need_the_same_side() -> None:
    gold = {"type": "condemn", "country": "JP", "actor": "Japan", "evidence": "Japan condemned it."}
    likeness = reaction_likeness("Japan condemned it.")
    assert likeness(gold, gold) == 1.5
    assert likeness(gold, {**gold, "country": "KR"}) == 0.0
