"""Parts of calendar units."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.reading.engine import read
from pipelines.reading.types import Article


@pytest.mark.parametrize("part", ["early in the day", "late in the day", "earlier in the day"])
def test_a_part_of_a_day_is_that_day(part: str) -> None:
    reading = read(Article("a", "A rocket flew", f"North Korea fired a missile {part} from its west coast.", "2019-02-26"), beneath=True)
    assert [(found.first, found.last) for found in reading.dates] == [(date(2019, 2, 26), date(2019, 2, 26))]
