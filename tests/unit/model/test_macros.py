"""Macros, each for itself."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from pipelines.ids import make_id
from pipelines.model.desk import load_macros


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    opened = duckdb.connect()
    load_macros(opened)
    return opened


def value(con: duckdb.DuckDBPyConnection, expression: str, *parameters: object) -> Any:
    found = con.execute(f"select {expression}", list(parameters)).fetchone()
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("form", "folded"),
    [
        ("Hwasong-14", "hwasong 14"),
        ("HWASONG  14", "hwasong 14"),
        ("Hwasong–14", "hwasong 14"),
        (" Alcântara ", "alcantara"),
        ("Chŏlsan", "cholsan"),
        ("Launch_Site", "launch site"),
        ("Chang’e-I", "change 1"),
        ("Delta IV Heavy", "delta 4 heavy"),
        ("Viking", "viking"),
        ("", ""),
    ],
)
def test_spellings_of_one_name_fold_to_one_form(con: duckdb.DuckDBPyConnection, form: str, folded: str) -> None:
    assert value(con, "fold_name(?)", form) == folded


@pytest.mark.parametrize("parts", [("KP",), ("KP", "2016-02-07"), ("KP", None, "ä")])
def test_ids_of_sql_are_those_of_python(con: duckdb.DuckDBPyConnection, parts: tuple[str | None, ...]) -> None:
    assert value(con, "hash_id('cor', ?)", list(parts)) == make_id("cor", *parts)


def test_days_are_counted_with_both_ends(con: duckdb.DuckDBPyConnection) -> None:
    assert value(con, "day_count(date '2016-02-08', date '2016-02-25')") == 18
    assert value(con, "day_count(date '2016-02-07', date '2016-02-07')") == 1
    assert value(con, "day_count(null::date, date '2016-02-07')") is None


def test_distances_are_those_on_the_earth(con: duckdb.DuckDBPyConnection) -> None:
    assert value(con, "distance_km(0, 0, 0, 90)") == pytest.approx(10007.5, abs=0.5)
    assert value(con, "distance_km(39.66, 124.705, 39.66, 124.705)") == 0
    assert value(con, "distance_km(null, 0, 0, 0)") is None


def test_clock_times_are_counted_in_minutes_from_midnight(con: duckdb.DuckDBPyConnection) -> None:
    assert value(con, "day_minute('00:30')") == 30
    assert value(con, "day_minute('22:42')") == 1362
    assert value(con, "day_minute(null)") is None


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("unha", "unha-3", True),
        ("chang-e-4", "chang-e", True),
        ("vega", "vega", True),
        ("gsat-7", "gsat-7a", False),
        ("falcon-1", "falcon-10", False),
        ("chang-e-4", "chang-e-5", False),
        (None, "unha", None),
    ],
)
def test_a_family_stands_for_its_members(con: duckdb.DuckDBPyConnection, one: str | None, other: str, is_one: bool | None) -> None:
    assert value(con, "is_one_thing(?, ?)", one, other) is is_one
