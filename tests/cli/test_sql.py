"""``launchwire sql``: reads, and only reads; whatever it writes can be read back."""

import csv
import io
import json

import click
import polars as pl
import pytest

from pipelines.cli.sql import read_instant
from pipelines.contracts import contracts
from pipelines.model.as_of import query_tables

INSTANT = "timestamptz '2024-05-27 13:44:00+00'"
LISTS = f"select 1 as one, 'two' as word, [1, 2] as pair, null as nothing, {INSTANT} as at, 1.5::decimal(4, 1) as half"


def test_shows_a_table_and_its_number_of_rows(launchwire, sample_warehouse):
    shown = launchwire("sql", "--warehouse", sample_warehouse, "select launch_date_min from modeled.launch_events limit 2")
    assert shown.returncode == 0
    assert "launch_date_min" in shown.stdout
    assert "(2 rows)" in shown.stdout


def test_says_that_rows_are_left_out(launchwire, sample_warehouse):
    shown = launchwire("sql", "--warehouse", sample_warehouse, "from range(60)")
    assert "(first 50 rows; --limit 0 shows all, --format csv writes all)" in shown.stdout


def test_reads_the_query_from_standard_input(launchwire, sample_warehouse):
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--format", "csv", "-", stdin="select 7 as seven")
    assert shown.stdout == "seven\n7\n"


def test_writes_json(launchwire, sample_warehouse):
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--format", "json", LISTS)
    wanted = {"one": 1, "word": "two", "pair": [1, 2], "nothing": None, "at": "2024-05-27T13:44:00+00:00", "half": 1.5}
    assert json.loads(shown.stdout) == [wanted]


def test_writes_an_empty_array_for_no_rows(launchwire, sample_warehouse):
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--format", "json", "select 1 as one where false")
    assert json.loads(shown.stdout) == []


def test_writes_one_object_a_line(launchwire, sample_warehouse):
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--format", "jsonl", "select range as n, range as n from range(3)")
    assert [json.loads(line) for line in shown.stdout.splitlines()] == [{"n": 0, "n_2": 0}, {"n": 1, "n_2": 1}, {"n": 2, "n_2": 2}]


def test_writes_parquet_by_the_ending_of_the_file(launchwire, sample_warehouse, tmp_path):
    written = launchwire("sql", "--warehouse", sample_warehouse, "from range(3)", "--output", tmp_path / "rows.parquet")
    assert written.returncode == 0
    assert pl.read_parquet(tmp_path / "rows.parquet")["range"].to_list() == [0, 1, 2]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'quoted", "plain", "＝1"]


def test_guards_formulas_in_csv_so_that_they_can_be_had_back(launchwire, sample_warehouse):
    quoted = ", ".join("'" + cell.replace("'", "''") + "'" for cell in FORMULAS)
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--format", "csv", f"select unnest([{quoted}]) as cell")
    cells = [row[0] for row in csv.reader(io.StringIO(shown.stdout))][1:]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    assert [cell[1:] if cell.startswith("'") else cell for cell in cells] == FORMULAS


@pytest.mark.parametrize("text", ["soon", "0001-01-01T00:00+09:00", "9999-12-31T23:00-09:00"])
def test_an_instant_that_has_no_day_in_utc_is_none(text):
    with pytest.raises(click.BadParameter, match="is no instant"):
        read_instant(text)


@pytest.mark.parametrize("query", ["select " + "(" * 3000, "select " + "not " * 3000 + "1"])
def test_a_question_nested_without_an_end_may_need_every_table(query):
    assert query_tables(query) == set(contracts())


def test_a_statement_that_is_duckdbs_own_is_nothing_to_warn_of(caplog):
    assert query_tables("show all tables") == set(contracts())
    assert not caplog.records


def test_leaves_formulas_alone_on_request(launchwire, sample_warehouse):
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--format", "csv", "--unguarded", "select '=1+1' as cell")
    assert shown.stdout == "cell\n=1+1\n"


def test_neutralises_what_acts_on_a_terminal(launchwire, sample_warehouse):
    shown = launchwire("sql", "--warehouse", sample_warehouse, "select chr(27) || '[2J' as evil")
    assert "\x1b" not in shown.stdout
    assert r"\x1b[2J" in shown.stdout


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("selec 1", "syntax error"),
        ("select absent", "absent"),
        ("create table marts.mine (a integer)", "read-only"),
        ("drop table modeled.launch_events", "read-only"),
        ("from read_csv('/etc/passwd')", "disabled by configuration"),
        ("copy (select 1) to 'out.csv'", "disabled by configuration"),
        ("set enable_external_access = true", "Cannot"),
        ("set memory_limit = '1TB'", "locked"),
        ("attach 'other.duckdb' as other", "disabled by configuration"),
        ("install httpfs", "disabled by configuration"),
    ],
)
def test_refuses_what_is_wrong_or_would_write_or_reach_out(launchwire, sample_warehouse, query, told):
    refused = launchwire("sql", "--warehouse", sample_warehouse, query)
    assert refused.returncode == 1, refused.stdout
    assert refused.stderr.startswith("launchwire: the ")
    assert told in refused.stderr
    assert "Traceback" not in refused.stderr


def test_says_how_to_make_a_warehouse_where_there_is_none(launchwire, tmp_path):
    refused = launchwire("sql", "--warehouse", tmp_path, "select 1")
    assert refused.returncode == 1
    assert f"launchwire init --warehouse {tmp_path}" in refused.stderr


def test_says_that_nothing_is_published_yet(launchwire, tmp_path):
    launchwire("init", "--warehouse", tmp_path / "new")
    refused = launchwire("sql", "--warehouse", tmp_path / "new", "select 1")
    assert refused.returncode == 1
    assert "nothing is published yet" in refused.stderr


def test_takes_the_warehouse_from_the_environment(launchwire, sample_warehouse):
    shown = launchwire("sql", "--format", "csv", "select 1 as one", LAUNCHWIRE_WAREHOUSE=str(sample_warehouse))
    assert shown.stdout == "one\n1\n"
