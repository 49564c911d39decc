"""The asset graph: layers and what each is made from, in one readable file; what every asset tells of itself."""

from pathlib import Path

import pytest

from pipelines.contracts import LAYERS, ROOT, contracts
from pipelines.definitions import defs
from pipelines.defs.describe import code_references
from pipelines.defs.pipeline import pipeline

EXPECTED = Path(__file__).with_name("layers.txt")
DAYS = {"days.captured", "days.staged", "days.read"}


@pytest.fixture(scope="module")
def graph():
    return pipeline().resolve_asset_graph()


@pytest.fixture(scope="module")
def specs(graph):
    return {key.to_user_string().replace("/", "."): graph.get(key) for key in graph.get_all_asset_keys()}


def test_the_definitions_load_as_the_server_loads_them():
    assert {job.name for job in defs().get_repository_def().get_all_jobs()} >= {"__ASSET_JOB", "refresh", "rerun_days"}


def test_every_table_is_an_asset_and_nothing_else_but_days_and_what_is_published(specs):
    assert set(specs) == {*contracts(), *DAYS, "published.release", "published.exports", "published.site"}


def test_layers_are_made_from_the_layers_of_the_file(specs):
    edges = {(above.path[0], node.key.path[0]) for node in specs.values() for above in node.parent_keys}
    drawn = "".join(f"{above} -> {below}\n" for above, below in sorted(edges) if above != below)
    assert drawn == EXPECTED.read_text(encoding="utf-8")


def test_every_asset_has_group_owner_kind_and_description(specs):
    for name, node in specs.items():
        assert node.group_name == name.split(".")[0]
        assert node.owners == ["team:launchwire"]
        assert node.kinds
        assert node.description


def test_every_asset_leads_to_its_file(specs):
    for name, node in specs.items():
        paths = [Path(each.file_path) for each in node.metadata["dagster/code_references"].code_references]
        assert all(path.exists() for path in paths)
        if name.startswith(("modeled.", "marts.")):
            assert [path.suffix for path in paths] == [".sql", ".yml"]


def test_files_are_linked_below_the_address_of_the_code_where_there_is_one(monkeypatch):
    monkeypatch.setenv("LAUNCHWIRE_CODE_URL", "https://code.example.org/launchwire/blob/main/")
    [link] = code_references(ROOT / "sql" / "marts" / "launch_timeline.sql").code_references
    assert link.url == "https://code.example.org/launchwire/blob/main/sql/marts/launch_timeline.sql"


def test_sources_marts_and_the_release_become_late(specs):
    late = {name for name, node in specs.items() if node.freshness_policy}
    assert late == {"raw.receipts", "raw.source_health", "days.captured", "published.release"} | {
        name for name in contracts() if name.startswith("marts.")
    }


def test_every_table_has_a_blocking_contract_check(graph):
    blocking = {(key.asset_key.to_user_string().replace("/", "."), key.name) for key in graph.asset_check_keys if graph.get(key).blocking}
    assert {(name, "contract") for name in contracts()} <= blocking


def test_a_refresh_makes_and_checks_one_layer_after_the_other():
    steps = {node.name for node in pipeline().resolve_job_def("refresh").graph.nodes}
    assert {f"check_{layer}" for layer in LAYERS} <= steps
    assert len(steps) == 2 * len(LAYERS) + 1
