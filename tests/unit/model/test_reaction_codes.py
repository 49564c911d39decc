"""What the reference says of the published mapping from CAMEO to PLOVER is what stands in it."""

import re

import pytest

from pipelines.model.reference import read_reference, reference_path

LINE = re.compile(r"(?P<cameo>\d{2,4}): *(?P<event>[A-Z]+) *,(?P<mode>[^,#]*)")


@pytest.fixture(scope="module")
def mapping(shared):
    """PLOVER event and mode by CAMEO code."""
    text = (shared / "suites" / "reactions" / "CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8")
    found = (LINE.match(line) for line in text.splitlines())
    return {line["cameo"]: (line["event"], line["mode"].strip() or None) for line in found if line}


@pytest.fixture(scope="module")
def codes():
    return read_reference("reference.reaction_codes", reference_path("reference.reaction_codes")).to_dicts()


def test_the_mapping_says_what_the_reference_says_of_it(codes, mapping):
    said = {row["cameo_code"]: (row["table_plover_event_code"], row["table_plover_mode_code"]) for row in codes if row["cameo_code"]}
    assert {cameo: said[cameo] for cameo in said if cameo in mapping} == {cameo: mapping[cameo] for cameo in said if cameo in mapping}


def test_only_mere_statements_are_missing_from_the_mapping(codes, mapping):
    assert {row["plover_event_code"] for row in codes if row["cameo_code"] and row["cameo_code"] not in mapping} == {"NOTE"}


def test_sanctions_follow_the_manual_and_keep_what_the_mapping_says(codes):
    (row,) = [row for row in codes if row["reaction_type_code"] == "sanction"]
    assert (row["plover_event_code"], row["plover_mode_code"]) == ("SANCTION", "discontinue")
    assert (row["table_plover_event_code"], row["table_plover_mode_code"]) == ("COERCE", "restrict")
