"""Files of facts that are malformed are refused with the line and what was expected there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import ContractError
from pipelines.model.reference import load_reference_table, read_reference

OFFICES = "actor_id,office_text,country_code,valid_from_date,valid_to_date,source_text\n"
OUTLETS = "outlet_id,outlet_name,country_code,owner_name,is_state_media,timezone_name,source_text\n"


def refusal(tmp_path: Path, name: str, text: str | bytes) -> str:
    path = tmp_path / "facts.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ContractError) as refused:
        read_reference(name, path)
    return str(refused.value).replace(str(path), "facts.csv")


def test_rows_are_typed_and_ordered_by_key(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(OFFICES + "b,minister,JP,2012-12-26,,x\na,minister,JP,2009-09-16,2010-06-08,x\n", encoding="utf-8")
    frame = read_reference("reference.offices", path)
    assert frame["actor_id"].to_list() == ["a", "b"]
    assert frame["valid_to_date"].to_list() == [date(2010, 6, 8), None]


def test_a_line_with_a_field_too_few_is_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, "reference.offices", OFFICES + "a,minister,JP,2009-09-16,,x\nb,minister,JP\n")
    assert told.startswith("facts.csv: line 3: holds 3 fields; expected 6: actor_id,")


def test_a_line_with_a_field_too_many_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path, "reference.offices", OFFICES + "a,minister, of defence,JP,2009-09-16,,x\n").startswith(
        "facts.csv: line 2: holds 7 fields"
    )


def test_a_date_that_is_none_is_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, "reference.offices", OFFICES + "a,minister,JP,16.9.2009,,x\n")
    assert told.startswith("facts.csv: line 2: valid_from_date is '16.9.2009'; expected date, or empty: first day")


def test_a_yes_that_is_neither_true_nor_false_is_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, "reference.outlets", OUTLETS + "KCNA,KCNA,KP,,yes,Asia/Pyongyang,x\n")
    assert told.startswith("facts.csv: line 2: is_state_media is 'yes'; expected boolean: ")


def test_an_empty_field_that_must_be_filled_is_named_by_its_own_line(tmp_path: Path) -> None:
    told = refusal(tmp_path, "reference.outlets", OUTLETS + 'A,"two\nlines",KP,,true,,x\nB,,KP,,true,,x\n')
    assert told.startswith("facts.csv: line 4: outlet_name is empty; expected varchar: ")


def test_another_header_is_shown_beside_the_one_expected(tmp_path: Path) -> None:
    told = refusal(tmp_path, "reference.outlets", "id,name\nA,B\n")
    assert told.startswith("facts.csv: line 1: the header is id,name; expected outlet_id,outlet_name,")


def test_an_open_quote_is_named(tmp_path: Path) -> None:
    assert "cannot be read as CSV" in refusal(tmp_path, "reference.outlets", OUTLETS + 'A,"open,KP,,true,,x\n')


def test_bytes_that_are_no_utf8_are_named(tmp_path: Path) -> None:
    assert "cannot be read as CSV in UTF-8" in refusal(tmp_path, "reference.outlets", OUTLETS.encode() + b"A,\xff,KP,,true,,x\n")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, "reference.outlets", "").startswith("facts.csv: is empty; expected the header outlet_id,")


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="is not there"):
        read_reference("reference.outlets", tmp_path / "none.csv")


def test_a_table_explains_itself_in_the_database() -> None:
    con = duckdb.connect()
    assert load_reference_table(con, "reference.reaction_codes") == 14
    comment = con.execute("select comment from duckdb_columns() where column_name = 'cameo_code'").fetchone()
    assert comment == ("CAMEO code.",)
