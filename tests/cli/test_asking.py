"""``launchwire timeline``, ``who-said-what``, ``expected`` and ``diff``: which event is meant, and what is answered in which form."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from rich.cells import cell_len

from pipelines.warehouse.files import point_link
from pipelines.warehouse.seals import SEAL, read_sealed, write_sealed

HOSTILE = "<script>alert(1)</script> | **bold** \x1b[2J"
NAMES = "은하 3호 テポドン صاروخ"
GONE = "evt_0000000000000001"
MERGED = "evt_0000000000000002"
ALTERED = f"""
update modeled.launch_events set vehicle_name = '{NAMES}', outcome_code = 'disputed' where launch_event_id = $id;
update modeled._tracked_rows set field_texts = list_transform(field_texts, lambda field:
    case when starts_with(field, 'outcome_code=') then 'outcome_code=disputed' else field end) where row_id = $id;
update marts.launch_timeline set actor_name = '{HOSTILE}', evidence_text = '=1+1' where launch_event_id = $id and entry_number = 1;
insert into modeled.changes values ('chg_1', 'launch_events', $id, 'changed', 'outcome_code', 'success', 'disputed',
    'new_article', 'art_1', 2, timestamptz '2025-01-02 00:00:00+00');
insert into modeled.launch_event_redirects values ('{MERGED}', $id, 'merged', 1, $id, 2, timestamptz '2025-01-02 00:00:00+00');
insert into modeled.launch_event_tombstones values ('{GONE}', 'article_left', 'occurred', null, null, null, 2,
    timestamptz '2025-01-02 00:00:00+00');
"""


def add_release(root: Path, number: int, statements: str, event_id: str) -> None:
    """A release more: a copy of the first, altered."""
    folder = root / "releases" / f"{number:06d}-altered"
    shutil.copytree(min((root / "releases").iterdir()), folder)
    con = duckdb.connect(str(folder / "launchwire.duckdb"))
    for statement in filter(str.strip, statements.split(";\n")):
        con.execute(statement, {"id": event_id} if "$id" in statement else None)
    con.close()
    manifest = {name: held for name, held in read_sealed(folder / "manifest.json").items() if name != SEAL}
    write_sealed(folder / "manifest.json", {**manifest, "number": number})
    point_link(root / "launchwire.duckdb", folder / "launchwire.duckdb")


@pytest.fixture(scope="module")
def event_id(launchwire, sample_warehouse) -> str:
    """The launch of Chollima-1 on 21 November 2023."""
    query = "select launch_event_id from modeled.launch_events where site_id = 'sohae' and launch_date_max = '2023-11-21'"
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--format", "csv", query)
    return shown.stdout.splitlines()[1]


@pytest.fixture(scope="module")
def altered(sample_warehouse, event_id, tmp_path_factory) -> Path:
    """The sample with a second release, in which some things have changed."""
    root = tmp_path_factory.mktemp("altered") / "warehouse"
    shutil.copytree(sample_warehouse, root, symlinks=True, ignore=shutil.ignore_patterns("dagster", "lake", "cache", "build"))
    add_release(root, 2, ALTERED, event_id)
    return root


@pytest.fixture(scope="module")
def foreign(sample_warehouse, event_id, tmp_path_factory) -> Path:
    """The sample as a version of launchwire without some tables would have published it."""
    root = tmp_path_factory.mktemp("foreign") / "warehouse"
    shutil.copytree(sample_warehouse, root, symlinks=True, ignore=shutil.ignore_patterns("dagster", "lake", "cache", "build"))
    dropped = "drop table modeled.launch_states;\ndrop table modeled.launch_event_values;\ndrop table modeled._tracked_rows;\n"
    add_release(root, 2, dropped, event_id)
    return root


@pytest.mark.parametrize("command", ["timeline", "who-said-what"])
def test_an_event_is_found_by_id_beginning_day_and_former_id(launchwire, altered, event_id, command):
    for wanted in (event_id, event_id[:10], "2023-11-21", MERGED, MERGED[:-1] + "2"):
        shown = launchwire(command, wanted, "--warehouse", altered, "--format", "json")
        assert shown.returncode == 0, shown.stderr
        assert json.loads(shown.stdout)["launch_event"]["launch_event_id"] == event_id


def test_a_former_id_is_followed_and_told(launchwire, altered):
    shown = launchwire("timeline", MERGED, "--warehouse", altered)
    assert f"{MERGED} left with release 2 (merged); this is the event that followed it." in shown.stdout


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("evt_", "more than one id begins so"),
        ("nonsense", "no launch event has this id or day"),
        ("", "no launch event has this id or day"),
        ("2023-02-30", "there is no such day"),
        ("1999-01-01", "no launch event of this release falls on this day"),
        (GONE, "left with release 2 (article left); nothing stands for it any more"),
        ("\x1b[2J", r"\x1b[2J: no launch event"),
    ],
)
def test_what_is_no_event_is_told_with_the_next_step(launchwire, altered, wanted, told):
    refused = launchwire("timeline", "--warehouse", altered, "--", wanted)
    assert refused.returncode == 1
    assert told in refused.stderr
    assert "launchwire sql" in refused.stderr or "evt_" in refused.stderr or "2017-07-04" in refused.stderr


def test_a_day_of_several_launches_lists_them(launchwire, sample_warehouse):
    query = (
        "select launch_date_min from modeled.launch_events where launch_date_min = launch_date_max group by all having count(*) > 1 limit 1"
    )
    day = launchwire("sql", "--warehouse", sample_warehouse, "--format", "csv", query).stdout.splitlines()[1]
    refused = launchwire("timeline", day, "--warehouse", sample_warehouse)
    assert refused.returncode == 1
    assert refused.stderr.count("\n  evt_") > 1
    assert f"occurred {day}" in refused.stderr


def test_a_timeline_tells_states_reports_claims_and_reactions(launchwire, sample_warehouse, event_id):
    told = json.loads(launchwire("timeline", event_id, "--warehouse", sample_warehouse, "--format", "json").stdout)
    assert {row["entry_kind_code"] for row in told["rows"]} == {"state", "report", "claim", "reaction"}
    assert [row["known_at"] for row in told["rows"]] == sorted(row["known_at"] for row in told["rows"])
    assert told["release_number"] == 1


def test_who_said_what_begins_with_the_values_and_their_support(launchwire, sample_warehouse, event_id):
    shown = launchwire("who-said-what", event_id, "--warehouse", sample_warehouse)
    assert "outcome: success (corroborated, " in shown.stdout
    assert "vehicle: Chollima-1 (" in shown.stdout


def test_csv_is_guarded_and_whole(launchwire, altered, event_id):
    rows = list(csv.DictReader(io.StringIO(launchwire("timeline", event_id, "--warehouse", altered, "--format", "csv").stdout)))
    assert [row["evidence_text"] for row in rows if row["actor_name"] == HOSTILE] == ["'=1+1"]


def test_markdown_lets_no_text_act(launchwire, altered, event_id):
    shown = launchwire("timeline", event_id, "--warehouse", altered, "--format", "markdown").stdout
    assert r"\<script\>alert(1)\</script\> \| \*\*bold\*\* \\x1b\[2J" in shown
    bare = [line.replace(r"\|", "") for line in shown.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in bare} == {4}


def test_a_table_lets_no_text_act_and_fits_wide_letters_into_the_terminal(launchwire_process, altered, event_id):
    shown = launchwire_process("timeline", event_id, "--warehouse", altered, COLUMNS="60").stdout
    assert "\x1b" not in shown
    assert "은하" in shown
    assert max(map(cell_len, shown.splitlines())) <= 60


def test_expected_answers_from_what_was_known_on_the_day(launchwire, sample_warehouse, event_id):
    told = {}
    for day in ("2023-11-21", "2023-11-23"):
        shown = launchwire("expected", "--on", day, "--warehouse", sample_warehouse, "--format", "json")
        told[day] = {row["launch_event_id"]: row for row in json.loads(shown.stdout)["rows"]}
    assert event_id not in told["2023-11-23"]
    assert all(row["window_date_max"] is None or row["window_date_max"] >= day for day, rows in told.items() for row in rows.values())


def test_expected_finds_a_plan_of_the_sample_before_it_flew(launchwire, sample_warehouse):
    shown = launchwire("expected", "--on", "2012-12-05", "--warehouse", sample_warehouse, "--format", "json")
    rows = json.loads(shown.stdout)["rows"]
    assert [(row["state_code"], row["vehicle_name"], row["window_date_min"]) for row in rows] == [("announced", "Unha-3", "2012-12-10")]


def test_expected_takes_the_day_of_the_refresh_and_says_when_nothing_is(launchwire, sample_warehouse):
    shown = launchwire("expected", "--warehouse", sample_warehouse)
    assert "Announced or expected on 2025-01-01" in shown.stdout
    assert "--on DAY" in shown.stdout


def test_diff_says_what_changed_and_why(launchwire, altered, event_id):
    told = json.loads(launchwire("diff", "1", "2", "--warehouse", altered, "--format", "json").stdout)
    (row,) = told["rows"]
    assert (row["row_id"], row["change_code"], row["field_code"]) == (event_id, "changed", "outcome_code")
    assert (row["old_value_text"], row["new_value_text"], row["cause_code"], row["cause_id"]) == (
        "success",
        "disputed",
        "new_article",
        "art_1",
    )
    shown = launchwire("diff", "2", "1", "--warehouse", altered).stdout
    assert "launch events: 0 came, 1 changed, 0 went" in shown
    assert f"~ {event_id}" in shown


def test_diff_of_a_release_with_itself_finds_nothing(launchwire, sample_warehouse):
    assert "Nothing that is tracked differs" in launchwire("diff", "1", "1", "--warehouse", sample_warehouse).stdout


@pytest.mark.parametrize(("number", "told"), [("7", "was never published"), ("0", "was never published")])
def test_diff_names_the_kept_releases(launchwire, altered, number, told):
    refused = launchwire("diff", "1", number, "--warehouse", altered)
    assert refused.returncode == 1
    assert told in refused.stderr
    assert "Kept are 1, 2" in refused.stderr


def test_diff_tells_of_a_release_that_was_dropped(launchwire, altered, tmp_path):
    root = tmp_path / "copy"
    shutil.copytree(altered, root, symlinks=True)
    shutil.rmtree(min((root / "releases").iterdir()))
    assert "release 1 was dropped" in launchwire("diff", "1", "2", "--warehouse", root).stderr


@pytest.mark.parametrize("words", [["timeline", "2023-11-21"], ["who-said-what", "2023-11-21"], ["expected"], ["diff", "1", "2"]])
def test_a_release_of_another_version_is_told_so(launchwire, foreign, words):
    refused = launchwire(*words, "--warehouse", foreign)
    assert refused.returncode == 1
    assert "was made by another version of launchwire" in refused.stderr
    assert "launchwire refresh" in refused.stderr


@pytest.mark.parametrize("words", [["timeline", "2023-11-21"], ["who-said-what", "evt_1"], ["expected"], ["diff", "1", "2"]])
def test_an_empty_warehouse_is_told_so(launchwire, tmp_path, words):
    launchwire("init", "--warehouse", tmp_path / "mine")
    refused = launchwire(*words, "--warehouse", tmp_path / "mine")
    assert refused.returncode == 1
    assert "nothing is published yet" in refused.stderr


def test_colours_are_for_terminals_only(launchwire, sample_warehouse, event_id):
    assert "\x1b" not in launchwire("timeline", event_id, "--warehouse", sample_warehouse).stdout
    controller, terminal = os.openpty()
    command = [Path(sys.executable).with_name("launchwire"), "expected", "--warehouse", sample_warehouse]
    subprocess.run(command, stdout=terminal, stderr=subprocess.STDOUT, check=True, env={**os.environ, "TERM": "xterm-256color"})
    os.close(terminal)
    assert b"\x1b[1m" in os.read(controller, 65536)
    os.close(controller)
