"""``launchwire alert`` tries the sinks; a refresh that nobody watches tells why it was refused."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def warehouse(launchwire, tmp_path: Path) -> Path:
    root = tmp_path / "warehouse"
    launchwire("init", "--warehouse", root)
    return root


def told(root: Path) -> list[dict]:
    path = root / "alerts.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def test_a_test_arrives_in_the_log_of_the_warehouse(launchwire, warehouse: Path):
    tried = launchwire("alert", "--warehouse", warehouse)
    assert tried.returncode == 0, tried.stderr
    assert tried.stdout.startswith("told  log ")
    assert [alert["kind"] for alert in told(warehouse)] == ["test"]


def test_a_sink_that_fails_is_named(launchwire, warehouse: Path):
    (warehouse / "alerts.toml").write_text('[[sink]]\nkind = "log"\npath = "missing/alerts.jsonl"\n', encoding="utf-8")
    tried = launchwire("alert", "--warehouse", warehouse)
    assert tried.returncode == 1
    assert tried.stdout.startswith("failed  log ")
    assert "No such file" in tried.stderr


@pytest.mark.parametrize(("options", "kinds"), [(["--alert"], ["run_refused"]), ([], [])])
def test_a_refresh_that_was_refused_is_told_where_that_is_wanted(launchwire, warehouse: Path, options, kinds):
    (warehouse / "sources.toml").write_text("[[source]]\n", encoding="utf-8")
    refused = launchwire("refresh", "--warehouse", warehouse, *options)
    assert refused.returncode == 1
    assert [alert["kind"] for alert in told(warehouse)] == kinds
    assert all("must be given" in alert["errors"][0] for alert in told(warehouse))
