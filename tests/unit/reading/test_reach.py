"""The mentions that a stretch of text can hold."""

from dataclasses import dataclass

import pytest

from pipelines.reading.reach import ahead_of, touching


@dataclass(frozen=True)
class Piece:
    start: int
    end: int


PIECES = (Piece(0, 4), Piece(5, 9), Piece(9, 12), Piece(20, 25))


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ((0, 30), PIECES),
        ((4, 5), ()),
        ((3, 6), PIECES[:2]),
        ((9, 10), PIECES[2:3]),
        ((12, 20), ()),
        ((24, 40), PIECES[3:]),
    ],
)
def test_what_shares_a_character_with_a_span_is_found(span, found):
    assert touching(PIECES, *span) == found


@pytest.mark.parametrize(
    ("place", "most", "found"), [(0, 9, ()), (9, 9, PIECES[:2]), (11, 9, PIECES[:2]), (12, 2, PIECES[1:3]), (99, 1, PIECES[3:])]
)
def test_the_last_before_a_place_are_found(place, most, found):
    assert ahead_of(PIECES, place, most) == found
