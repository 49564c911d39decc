"""Every check of every suite, and every audit, fails on the defect that it is there for, and holds without it."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from itertools import zip_longest
from pathlib import Path

import duckdb
import pytest
import yaml

from pipelines.contracts import contracts
from pipelines.validate.plan import CONTRACT, audit_checks, check_names

HERE = Path(__file__).parent
DEFECTS: dict[str, dict[str, str]] = yaml.safe_load((HERE / "defects.yml").read_text(encoding="utf-8"))
AUDITS = [(name, check.check) for name in contracts() for check in audit_checks(name)]
SCOPED = {name for name, held in contracts().items() if held.anew_for}  # whose new rows are judged by themselves after a night
Spoiled = dict[str, str]  # table: check

# one check of each table a round: changes to one table are no concern of the checks of another
SUITE_CHECKS = [[(name, check) for check in check_names(name) if check != CONTRACT and (name, check) not in AUDITS] for name in contracts()]
ROUNDS: list[Spoiled] = [dict(pair for pair in together if pair) for together in zip_longest(*SUITE_CHECKS)]


def spoil(valid: Path, copy: Path, checks: Spoiled) -> Path:
    """A copy of the valid warehouse with one defect for each table that is named."""
    shutil.copyfile(valid, copy)
    con = duckdb.connect(str(copy))
    con.execute("set timezone = 'UTC'")
    for name, check in checks.items():
        changed = con.execute(DEFECTS[name][check]).fetchone()
        assert changed and changed[0] > 0, f"the defect for {name}.{check} changes no row"
    con.close()
    return copy


def passing(database: Path, checks: Spoiled, partly_new: Collection[str] = ()) -> list[str]:
    """Checks that hold although they should not."""
    from pipelines.validate.run import validate_tables

    found = {found.name: found for found in validate_tables(database, {name: [check] for name, check in checks.items()}, partly_new)}
    assert found.keys() == checks.keys()
    raised = [f"{name}.{check}: {r.exception_text}" for name, check in checks.items() for r in found[name].results if r.exception_text]
    assert not raised
    return [f"{name}.{check}" for name, check in checks.items() if not found[name].failed]


def test_every_table_is_judged_by_more_than_its_shape() -> None:
    assert [name for name in contracts() if check_names(name).keys() <= {CONTRACT}] == []


def test_every_check_has_a_defect_and_every_defect_a_check() -> None:
    checks = {(name, check) for name in contracts() for check in check_names(name) if check != CONTRACT}
    assert checks == {(name, check) for name, held in DEFECTS.items() for check in held}


def test_nothing_fails_on_the_valid_warehouse(valid: Path) -> None:
    from pipelines.validate.run import validate_tables

    failed = [
        f"{result.name} {check.key}: {check.exception_text or check.observed} {check.failing_rows[:2]}"
        for result in validate_tables(valid, dict.fromkeys(contracts()))
        for check in result.failed
    ]
    assert failed == []


@pytest.mark.parametrize("checks", ROUNDS, ids=lambda checks: f"{len(checks)}_tables")
def test_a_check_fails_on_its_defect(valid: Path, tmp_path: Path, checks: Spoiled) -> None:
    assert passing(spoil(valid, tmp_path / "spoiled.duckdb", checks), checks) == []


@pytest.mark.parametrize("checks", ROUNDS, ids=lambda checks: f"{len(checks)}_tables")
def test_a_check_of_new_rows_fails_on_its_defect(valid: Path, tmp_path: Path, checks: Spoiled) -> None:
    narrow = {name: check for name, check in checks.items() if name in SCOPED}
    assert passing(spoil(valid, tmp_path / "spoiled.duckdb", narrow), narrow, SCOPED) == []


@pytest.mark.parametrize(("name", "check"), AUDITS)
def test_an_audit_fails_on_its_defect(valid: Path, tmp_path: Path, name: str, check: str) -> None:
    spoiled = spoil(valid, tmp_path / "spoiled.duckdb", {name: check})
    assert passing(spoiled, {name: check}) == []
    assert name not in SCOPED or passing(spoiled, {name: check}, SCOPED) == []
