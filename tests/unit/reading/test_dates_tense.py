"""Which way weekdays, months and quarters point: by the nearest verb, and by the quarter that company news is about."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.reading.dates.find import find_dates
from pipelines.reading.document import open_document
from pipelines.reading.types import Interval

TUESDAY = date(2019, 2, 26)


def values_of(text: str) -> list[str]:
    return [found.value for found in find_dates(open_document(text), Interval(TUESDAY, TUESDAY))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After a tour of plants expected to close for good, the army on Sunday fired a rocket.", "2019-02-24"),
        ("The tour planned at the old yard by the coast for Friday was put off.", "2019-02-22"),
        ("The next flight is set for Friday.", "2019-03-01"),
        ("The flight was set for Friday but was scrubbed.", "2019-02-22"),
        ("The ship, which was carried up by a small rocket on Friday, will stay.", "2019-02-22"),
        ("Officials set Friday as a limit.", "2019-02-22"),
        ("The shed next to the pad burned on Friday.", "2019-02-22"),
        ("A summit will be held on Friday.", "2019-03-01"),
        ("A summit was held on Friday.", "2019-02-22"),
        ("None of the crew could be found on Friday.", "2019-02-22"),
        ("Debris coming through a roof hurt nobody on Friday.", "2019-02-22"),
    ],
)
def test_a_weekday_points_where_the_nearest_verb_does(text: str, expected: str) -> None:
    assert values_of(text) == [expected]


def test_the_quarter_is_the_latest_one_told_of_and_not_that_of_a_year_before() -> None:
    found = values_of("In the fourth quarter it earned more than a year earlier. Sales in the latest quarter rose from a year ago.")
    assert found == ["2018-Q4", "2017-Q4", "2018-Q4", "2017-Q4"]


@pytest.mark.parametrize(
    "text", ["He is 52 years old.", "The woman is in her 30s.", "It bought three-quarters of the fleet.", "A second stage fell."]
)
def test_ages_shares_and_ordinals_are_no_times(text: str) -> None:
    assert values_of(text) == []
