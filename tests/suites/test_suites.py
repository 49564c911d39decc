"""Other people's cases through the readers, where they are at hand: nothing crashes, nothing hangs, and what they expect holds."""

from pathlib import Path

import pytest

from benchmarks.suites import Tally, main, run_suite


def tally(shared: Path, suite: str) -> Tally:
    held = run_suite(shared / "suites" / "input", suite)
    assert (held.crashed, held.hung) == ([], [])
    return held


@pytest.mark.parametrize(
    ("suite", "cases"),
    [
        ("JSONTestSuite", 283),
        ("blns", 515),
        ("payloads", 10_333),
        ("payloadbox-xss", 6_613),
        ("payloadbox-sqli", 1_821),
        ("defusedxml", 13),
    ],
)
def test_every_case_that_expects_something_gets_it(shared: Path, suite: str, cases: int) -> None:
    held = tally(shared, suite)
    assert (held.agreed, held.disagreed) == (cases, [])


def test_feeds_give_the_items_that_they_should(shared: Path) -> None:
    held = tally(shared, "gofeed")
    assert held.agreed >= 529  # the four others hold titles in base 64, which the oldest Atom allowed
    assert all("base64" in name for name in held.disagreed)


def test_nearly_every_feed_is_read(shared: Path) -> None:
    held = tally(shared, "feedparser")
    assert (held.cases, held.rejected) == (2_106, {"not_a_feed": 9})


@pytest.mark.parametrize(("suite", "whole", "bad"), [("fastwarc", 136, 3), ("warcio", 50, 11)])
def test_whole_records_come_out_and_bad_ones_are_told(shared: Path, suite: str, whole: int, bad: int) -> None:
    held = tally(shared, suite)
    assert (held.accepted, held.rejected.total()) == (whole, bad)


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    shown: list[str] = []
    assert main([str(tmp_path), "blns"], shown.append) == 1
    assert shown == [f"{tmp_path / 'blns'}: is missing. Give the folder that holds the suites."]
