"""A release is made only of tables that belong together and whose blocking checks passed on them as they stand."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg
import pytest

from pipelines.defs.gate import refuse_unready_build
from pipelines.errors import CheckFailed

ARTICLES, EVENTS = dg.AssetKey(["staged", "articles"]), dg.AssetKey(["modeled", "launch_events"])
INPUTS = {ARTICLES: frozenset[dg.AssetKey](), EVENTS: frozenset({ARTICLES})}
CHECK = dg.AssetCheckKey(EVENTS, "contract")


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as opened:
        yield opened


def make(instance: dg.DagsterInstance, *keys: dg.AssetKey) -> None:
    for key in keys:
        instance.report_runless_asset_event(dg.AssetMaterialization(key))


def judge(instance: dg.DagsterInstance, passed: bool) -> None:
    instance.report_runless_asset_event(dg.AssetCheckEvaluation(asset_key=EVENTS, check_name="contract", passed=passed, metadata={}))


def refused(instance: dg.DagsterInstance) -> str:
    with pytest.raises(CheckFailed) as told:
        refuse_unready_build(instance, INPUTS, frozenset({CHECK}))
    return str(told.value)


def test_tables_in_order_with_checks_that_passed_are_let_through(instance: dg.DagsterInstance) -> None:
    make(instance, ARTICLES, EVENTS)
    judge(instance, passed=True)
    refuse_unready_build(instance, INPUTS, frozenset({CHECK}))


def test_a_table_that_was_never_made_is_told(instance: dg.DagsterInstance) -> None:
    make(instance, ARTICLES)
    assert "modeled/launch_events was never made" in refused(instance)


def test_a_table_that_is_older_than_what_it_is_made_from_is_told(instance: dg.DagsterInstance) -> None:
    make(instance, EVENTS)
    judge(instance, passed=True)
    make(instance, ARTICLES)
    assert "modeled/launch_events is older than staged/articles, which it is made from" in refused(instance)


def test_a_check_that_ran_before_the_table_was_made_again_is_told(instance: dg.DagsterInstance) -> None:
    make(instance, ARTICLES, EVENTS)
    judge(instance, passed=True)
    make(instance, EVENTS)
    assert "check contract of modeled/launch_events did not run on the table as it stands" in refused(instance)


def test_a_check_that_did_not_pass_is_told(instance: dg.DagsterInstance) -> None:
    make(instance, ARTICLES, EVENTS)
    judge(instance, passed=False)
    assert "check contract of modeled/launch_events did not pass" in refused(instance)
