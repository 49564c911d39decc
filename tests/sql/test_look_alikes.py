"""Launches that look alike stay apart, and one launch told in several ways is one event."""

from __future__ import annotations

import pytest

from tests.sql.look_alikes.reports import Pair, read_pairs, resolve

PAIRS = read_pairs()


@pytest.fixture(scope="module")
def events() -> dict[tuple[int, int], set[str]]:
    return resolve(PAIRS)


def shared(events: dict[tuple[int, int], set[str]], pair: Pair) -> set[str]:
    """Events that both sides of a pair are part of."""
    number = PAIRS.index(pair)
    return events.get((number, 0), set()) & events.get((number, 1), set())


def test_there_are_forty_pairs_or_more() -> None:
    assert len({pair.name for pair in PAIRS}) == len(PAIRS) >= 40


def test_no_two_launches_are_merged(events: dict[tuple[int, int], set[str]]) -> None:
    assert [pair.name for pair in PAIRS if not pair.is_same and shared(events, pair)] == []


def test_launches_that_are_torn_in_two_are_those_that_the_file_admits(events: dict[tuple[int, int], set[str]]) -> None:
    torn = [pair.name for pair in PAIRS if pair.is_same and not shared(events, pair)]
    assert torn == [pair.name for pair in PAIRS if pair.split]


def test_dated_flights_are_never_left_out(events: dict[tuple[int, int], set[str]]) -> None:
    assert [pair.name for number, pair in enumerate(PAIRS) for side in (0, 1) if not events.get((number, side))] == []
