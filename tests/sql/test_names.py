"""One name per table, spelled the same in every place that knows the table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.contracts import EXPECTATIONS, ROOT, contracts
from pipelines.model.files import SQL_LAYERS, sql_tables
from pipelines.model.reference import FOLDER

HERE = Path(__file__).parent
READERS = [name for name in sql_tables() if not name.split(".")[1].startswith("_")]


def of_layers(*layers: str) -> set[str]:
    """Tables of some layers that have a contract."""
    return {name for name, held in contracts().items() if held.layer in layers}


def test_every_contract_has_a_suite_of_its_name_and_no_suite_is_left_over() -> None:
    suites = {
        f"{path.parent.name}.{path.stem}": json.loads(path.read_text(encoding="utf-8"))["name"] for path in EXPECTATIONS.glob("*/*.json")
    }
    assert suites == {name: name for name in contracts()}


def test_every_table_that_sql_makes_has_a_contract_and_the_reverse() -> None:
    assert set(sql_tables()) == of_layers(*SQL_LAYERS)


def test_every_contract_says_which_file_makes_the_table() -> None:
    assert [name for name in sql_tables() if contracts()[name].made_by != f"sql/{name.replace('.', '/')}.sql"] == []
    assert [name for name, held in contracts().items() if not (ROOT / held.made_by).exists()] == []


def test_every_reference_table_is_a_file_and_the_reverse() -> None:
    assert {f"reference.{path.stem}" for path in FOLDER.glob("*.csv")} == of_layers("reference")


def test_folders_of_cases_are_named_for_tables() -> None:
    assert {f"{path.parent.name}.{path.name}" for path in HERE.glob("*/*/") if path.parent.name in SQL_LAYERS} <= set(sql_tables())
    assert [name for name in READERS if not (HERE / name.replace(".", "/")).is_dir()] == []


def test_every_table_is_an_asset_of_its_layer() -> None:
    from pipelines.defs.pipeline import pipeline

    others = {"published", "days"}  # the release with what is made of it, and the lake by day of capture
    specs = [spec for spec in pipeline().resolve_all_asset_specs() if spec.key.path[0] not in others]
    assert {".".join(spec.key.path): spec.group_name for spec in specs} == {name: held.layer for name, held in contracts().items()}


@pytest.mark.parametrize("name", sorted(contracts()))
def test_names_of_tables_and_columns_keep_to_the_rules(name: str) -> None:
    banned = {"date", "type", "status", "source", "name", "value", "data", "info", "flag", "process", "handle", "utils", "helpers"}
    held = contracts()[name]
    assert held.table.endswith(("s", "_by_country", "who_said_what", "launch_timeline", "source_health"))
    assert [column.name for column in held.columns if column.name in banned] == []
    assert [column.name for column in held.columns if column.type == "boolean" and not column.name.startswith(("is_", "has_"))] == []
    assert [
        column.name
        for column in held.columns
        if column.type == "date" and not column.name.endswith(("_date", "_date_min", "_date_max", "date_min", "date_max"))
    ] == []
    assert [column.name for column in held.columns if column.type == "timestamp with time zone" and not column.name.endswith("_at")] == []
