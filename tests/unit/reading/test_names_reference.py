"""The files of facts behind the names."""

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from pipelines.reading.names.lexicon import REFERENCE, ambiguous, entries, fold

KEYS = {
    "actors": "actor_id", "outlets": "outlet_id", "payloads": "payload_id", "resolutions": "resolution_id", "sites": "site_id",
    "vehicles": "vehicle_id", "public_events": "event_id",
}  # fmt: skip
FORMS = {
    "actor_names": "actors",
    "outlet_names": "outlets",
    "payload_names": "payloads",
    "site_names": "sites",
    "vehicle_names": "vehicles",
}

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
NUMBERED_BY_TWO_OWNERS = ["hellas-sat-4"]  # one satellite, which two owners count in series of their own


def rows_of(name: str) -> list[dict[str, str]]:
    """Rows of one file."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("name", sorted([*KEYS, *FORMS, "offices"]))
def test_rows_are_sorted_and_name_their_source(name: str) -> None:
    rows = [list(row.values()) for row in rows_of(name)]
    assert rows == sorted(rows)
    assert all(row["source_text"] for row in rows_of(name))


@pytest.mark.parametrize(("name", "key"), sorted(KEYS.items()))
def test_keys_are_unique(name: str, key: str) -> None:
    keys = [row[key] for row in rows_of(name)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("forms", "things"), sorted(FORMS.items()))
def test_every_form_belongs_to_a_thing_and_every_thing_has_a_form(forms: str, things: str) -> None:
    key = KEYS[things]
    assert {row[key] for row in rows_of(forms)} == {row[key] for row in rows_of(things)}


def numbers_of(form: str) -> list[str]:
    """The numbers in a name, Roman ones too."""
    found = re.findall(r"\d+|(?<![A-Za-z])[IVX]{1,4}(?![A-Za-z])", form)
    return [number if number.isdigit() else str(ROMAN.index(number) + 1) for number in found if number.isdigit() or number in ROMAN]


def test_a_satellite_with_a_number_has_a_row_of_its_own() -> None:
    numbers: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in rows_of("payload_names"):
        if numbers_of(row["form_text"]):
            numbers[row["payload_id"]].add(tuple(numbers_of(row["form_text"])))
    assert sorted(key for key, held in numbers.items() if len(held) > 1) == NUMBERED_BY_TWO_OWNERS


def test_an_ambiguous_form_is_one_that_some_lexicon_lists() -> None:
    listed = {entry.form for entry in entries()}
    assert sorted(set(ambiguous()) - listed) == []


def test_folding_keeps_the_length_of_a_text() -> None:
    text = "Kwangmy\u014fngs\u014fng \u0130ran \u00c9lan \ufb01re"
    assert len(fold(text)) == len(text)
    assert fold("Kwangmy\u014fngs\u014fng") == "kwangmyongsong"


def test_sites_are_those_of_the_guidelines(shared: Path) -> None:
    with (shared / "gold" / "sites.csv").open(encoding="utf-8", newline="") as lines:
        wanted = list(csv.DictReader(lines))
    known = {row["site_id"]: {f["form_text"] for f in rows_of("site_names") if f["site_id"] == row["site_id"]} for row in rows_of("sites")}
    assert sorted(known) == sorted(row["id"] for row in wanted)
    assert all(set(row["aliases"].split("|")) <= known[row["id"]] for row in wanted)
