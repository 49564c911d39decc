"""Days, quotations, addresses and codes in words."""

from datetime import date

import pytest

from pipelines.contracts import contract
from pipelines.site.days import iso_days, tell_days
from pipelines.site.maps import near_view, project
from pipelines.site.paths import page_path, safe_address
from pipelines.site.quotes import quote, shown
from pipelines.site.strips import window_strip
from pipelines.site.words import words


@pytest.mark.parametrize(
    ("first", "last", "told", "iso"),
    [
        ("2017-07-04", "2017-07-04", "4 July 2017", "2017-07-04"),
        ("2018-05-01", "2018-05-31", "May 2018", "2018-05"),
        ("2024-02-01", "2024-02-29", "February 2024", "2024-02"),
        ("2014-01-01", "2014-12-31", "2014", "2014"),
        ("2028-01-01", "2030-12-31", "2028 to 2030", "2028-01-01/2030-12-31"),
        ("2023-05-30", "2023-05-31", "30 to 31 May 2023", "2023-05-30/2023-05-31"),
        ("2023-05-31", "2023-06-11", "31 May to 11 June 2023", "2023-05-31/2023-06-11"),
        ("2025-12-27", "2026-01-02", "27 December 2025 to 2 January 2026", "2025-12-27/2026-01-02"),
        (None, "2023-05-31", "until 31 May 2023", "../2023-05-31"),
        ("2023-05-31", None, "from 31 May 2023", "2023-05-31/.."),
        (None, None, "no day told", ""),
    ],
)
def test_days_are_told_no_more_precisely_than_they_are_known(first, last, told, iso):
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    assert tell_days(*days) == told
    assert iso_days(*days) == iso


def test_a_quotation_is_cut_after_a_word():
    assert quote("one  two\nthree") == "one two three"
    cut = quote("word " * 100)
    assert len(cut) == 200
    assert cut.endswith("word…")


def test_controls_are_taken_out_of_text():
    assert shown("a\x00b\x1b[31mc\u2028d") == "ab[31mc d"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//host/path", "https://", "file:///etc/passwd", "", None, "http://[x"]
)
def test_addresses_that_may_act_are_no_links(address):
    assert safe_address(address) is None


def test_an_address_of_the_web_is_a_link():
    assert safe_address("https://fjord.example/a?b=c") == "https://fjord.example/a?b=c"


def test_ids_that_are_no_file_names_are_hashed():
    assert page_path("site", "sohae") == "sites/sohae.html"
    assert page_path("site", "../../x").startswith("sites/x-")


def test_windows_lie_on_one_line_to_the_ends_of_the_calendar():
    event = {"status_code": "occurred", "launch_date_min": date(2024, 3, 3), "launch_date_max": date(2024, 3, 3)}
    strip = window_strip([{"window_date_min": date(2024, 3, 1), "window_date_max": date(2024, 3, 3)}], event)
    assert [(bar.begin, bar.length) for bar in (*strip.bars, strip.flight)] == [(286, 428), (571, 143)]
    assert window_strip([{"window_date_min": date.min, "window_date_max": date.max}], event).bars[0].length > 900
    assert window_strip([], event) is None


def test_maps_end_where_the_world_does():
    assert project(39.66, 124.71) == (3047.1, 503.4)
    assert near_view({"latitude_deg": -89.0, "longitude_deg": 179.9}) == (3180, 1548, 420, 252)


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("modeled.launch_events", "status_code", "status"),
        ("modeled.launch_events", "launch_class_code", "launch_class"),
        ("modeled.launch_events", "outcome_code", "outcome"),
        ("modeled.launch_event_values", "property_code", "property"),
        ("modeled.launch_event_values", "rule_code", "rule"),
        ("modeled.launch_event_values", "support_code", "support"),
        ("modeled.launch_states", "state_code", "state"),
        ("modeled.launch_windows", "revision_code", "revision"),
        ("modeled.launch_windows", "flight_code", "flight"),
        ("modeled.claims", "topic_code", "topic"),
        ("modeled.claim_relations", "relation_code", "relation"),
        ("modeled.claim_relations", "claim_status_code", "claim_status"),
        ("modeled.reactions", "reaction_type_code", "reaction"),
        ("modeled.alerts", "alert_step_code", "alert_step"),
        ("modeled.alerts", "alert_kind_code", "alert_kind"),
        ("modeled.alerts", "error_code", "alert_error"),
        ("modeled.actors", "kind_code", "kind"),
        ("modeled.changes", "change_code", "change"),
        ("modeled.changes", "cause_code", "cause"),
        ("modeled.changes", "table_code", "table"),
        ("marts.success_rates", "view_code", "view"),
    ],
)
def test_every_code_that_pages_show_has_words(table, column, kind):
    [held] = [held for held in contract(table).columns if held.name == column]
    assert [code for code in held.codes if (kind, code) not in words()] == []
