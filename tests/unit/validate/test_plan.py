"""What is planned to be checked, and how a malformed suite or audit is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.contracts import contract
from pipelines.errors import ContractError
from pipelines.validate import check_names, check_notes, needed_tables
from pipelines.validate import plan as planning
from pipelines.validate.plan import columns_query, read_audit, suite_checks, wrong_rows_query

TRUTH = "-- No alert is lifted before it was issued.\n-- Not even by another ministry.\n"


def audit(tmp_path: Path, text: str, stem: str = "lifted_later") -> Path:
    path = tmp_path / f"{stem}.sql"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_audit_is_a_check_of_the_table_it_names(tmp_path: Path) -> None:
    name, check = read_audit(audit(tmp_path, TRUTH + "-- Table: modeled.alerts\n-- Severity: warning\nselect 1 where '{' = ''\n"))
    assert (name, check.check, check.severity) == ("modeled.alerts", "lifted_later", "warning")
    assert check.notes == "No alert is lifted before it was issued. Not even by another ministry."
    assert check.kwargs == {"unexpected_rows_query": "select 1 where '{{' = '' /* {batch} */"}


@pytest.mark.parametrize(
    "header", ["", "-- Table: modeled.alerts\n", "-- Severity: critical\n", "-- Table: modeled.alerts\n-- Severity: grave\n"]
)
def test_an_audit_without_its_header_is_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises(ContractError, match="must begin with"):
        read_audit(audit(tmp_path, TRUTH + header + "select 1\n"))


def test_an_audit_of_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=r"modeled.strangers has no contract"):
        read_audit(audit(tmp_path, TRUTH + "-- Table: modeled.strangers\n-- Severity: critical\nselect 1\n"))


def test_a_name_that_the_list_of_checks_would_cut_is_refused(tmp_path: Path) -> None:
    text = TRUTH + "-- Table: modeled.alerts\n-- Severity: critical\nselect 1\n"
    with pytest.raises(ContractError, match="one word of at most 25 letters"):
        read_audit(audit(tmp_path, text, "no_alert_is_lifted_before_it_was_issued"))


def test_shape_comes_first_then_judgements_then_audits() -> None:
    assert list(check_names("modeled.launch_event_values")) == ["contract", "support_fits", "values_have_claims"]
    assert check_names("staged.articles")["not_from_future"] is False
    assert check_names("staged.articles")["nothing_lost"] is True
    notes = check_notes("modeled.launch_event_values", "values_have_claims")
    assert notes == "No resolved value without a claim of exactly this value, unless a review set it."


def test_tables_that_a_contract_refers_to_or_an_audit_reads_are_needed() -> None:
    assert needed_tables("modeled.launch_event_values") == ("modeled.launch_event_claims", "modeled.launch_events")
    assert needed_tables("staged.duplicates") == ("raw.records", "staged.articles")


def test_queries_of_a_contract_hold_no_braces_that_great_expectations_would_fill() -> None:
    for query in (columns_query(contract("modeled.alerts")), wrong_rows_query(contract("modeled.alerts"))):
        assert query.format() == query


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"severity": "grave"}, "known are critical and warning"),
        ({"meta": {"check": "two words"}}, "must be one word"),
        ({"meta": {"check": "contract"}}, "must be different"),
        ({"notes": None}, "lacks"),
    ],
)
def test_a_malformed_judgement_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object], told: str) -> None:
    entry = {
        "type": "expect_column_values_to_not_be_null",
        "kwargs": {"column": "x"},
        "severity": "critical",
        "notes": "why",
        "meta": {"check": "x"},
    }
    changed = {key: value for key, value in {**entry, **change}.items() if value is not None}
    path = tmp_path / "suite.json"
    path.write_text(json.dumps({"name": "modeled.alerts", "expectations": [changed]}), encoding="utf-8")
    monkeypatch.setattr(planning, "suite_path", lambda _name: path)
    with pytest.raises(ContractError, match=told):
        suite_checks("modeled.alerts")


def test_a_suite_under_another_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "suite.json"
    path.write_text(json.dumps({"name": "modeled.alarms", "expectations": []}), encoding="utf-8")
    monkeypatch.setattr(planning, "suite_path", lambda _name: path)
    with pytest.raises(ContractError, match=r"its name is 'modeled\.alarms', expected 'modeled\.alerts'"):
        suite_checks("modeled.alerts")
