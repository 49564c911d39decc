"""The report says what differs in words, and holds no text that acts."""

import datetime as dt

import pytest

from pipelines.reconcile.records import CatalogFile, reject
from pipelines.reconcile.report import plain, report_lines
from pipelines.reconcile.run import reconcile
from tests.unit.reconcile.comparing import add_event, connect, record

KP = {"country_text": "North Korea", "class_text": "unha-3"}


@pytest.fixture(scope="module")
def lines():
    con = connect()
    add_event(
        con,
        "e1",
        "2031-02-07",
        {"launch_time=09:30": ["WIRE"], "outcome=success": ["KP"]},
        launch_class_code="space",
        launched_at=dt.datetime(2031, 2, 7, 0, 30, tzinfo=dt.UTC),
        launch_time_local_text="09:30",
        outcome_code="success",
    )
    add_event(con, "e2", "2031-02-20", {}, launch_class_code="space", vehicle_name="Unha-9")
    records = (
        record("r1", "2031-02-07", launched_at=dt.datetime(2031, 2, 7, 9, 30, tzinfo=dt.UTC), **KP),
        record("r2", "2031-02-04", **KP),
        record("r3", "2031-12-01", **KP),
    )
    held = {"nagix": CatalogFile(records, (reject(4, "no_entry", "The entry is no object.", "<b>|x|</b>"),), 7)}
    yield report_lines(reconcile(con, held), held, "000001")
    con.close()


def test_a_summary_counts_both_sides(lines):
    assert "| nagix | 3 | 1 | 7 | 1 | 2 | 1 | 1 | 1 | 1 |" in lines


def test_a_discrepancy_stands_with_its_verdict_and_likely_cause(lines):
    start = lines.index("### 2031-02-07, launched_at: 2031-02-07 00:30 UTC, nagix 2031-02-07 09:30 UTC")
    assert lines[start + 2] == (
        "One origin gives our value, none the catalog's (nine hours apart: local time taken for UTC, or the reverse?)."
    )
    assert lines[start + 5] == "  art_e1 at 3: “e1 flew that day.”"


def test_what_only_one_side_has_is_listed(lines):
    assert "- nagix lacks 2031-02-20, space, Unha-9" in lines
    assert "- nagix r2 at 2 (articles of those days: 1): " in lines


def test_a_reject_is_shown_and_cannot_act(lines):
    assert lines[-1] == "- nagix, 4: The entry is no object. `&lt;b&gt;\\|x\\|&lt;/b&gt;`"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("one\ntwo", "one two"), ("[a](b)", "\\[a\\](b)"), ("<script>", "&lt;script&gt;"), ("a_b*c", "a\\_b\\*c"), ("x & y", "x &amp; y")],
)
def test_text_of_strangers_only_shows(text, shown):
    assert plain(text) == shown
