"""Releases of a few rows, typed by hand, and their sites."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.contracts import contract, contracts
from pipelines.site import Built, build_site
from pipelines.warehouse.tables import create_empty

EVENT, REPORT, CLAIM, REACTION, ARTICLE = "evt_1", "lau_1", "cla_1", "rea_1", "art_1"
KNOWN = datetime(2024, 3, 2, tzinfo=UTC)
DAY = date(2024, 3, 1)
BEFORE = {"varchar": "", "boolean": False, "varchar[]": [], "integer": 1, "bigint": 1, "double": 1.0, "date": DAY}
SENTENCE = "The fleet let a Gannet rocket fly from Heron Point, its spokesman said."
DEFAULTS: dict[str, dict[str, Any]] = {
    "history.refreshes": {"release_number": 1, "run_at": datetime(2024, 5, 1, 2, 30, tzinfo=UTC)},
    "reference.countries": {"country_code": "NO", "country_name": "Norway"},
    "modeled.launch_events": {
        "launch_event_id": EVENT, "status_code": "occurred", "launch_class_code": "space", "country_code": "NO",
        "launch_date_min": DAY, "launch_date_max": DAY, "launch_date_precision_code": "day", "site_id": "heron", "site_name": "Heron Point",
        "vehicle_id": "gannet", "vehicle_name": "Gannet", "outcome_code": "success", "outcome_support_code": "single_source",
        "first_article_id": ARTICLE,
    },
    "modeled.sites": {"site_id": "heron", "site_name": "Heron Point", "country_code": "NO", "latitude_deg": 69.3, "longitude_deg": 16.0},
    "marts.site_activities": {"site_id": "heron", "site_name": "Heron Point", "flown_count": 1, "planned_count": 0},
    "modeled.outlets": {"outlet_id": "out_1", "outlet_name": "Fjord Courier", "country_code": "NO"},
    "modeled.articles": {
        "article_id": ARTICLE, "outlet_id": "out_1", "title_text": "Gannet flies", "url_text": "https://fjord.example/gannet",
        "published_date_min": DAY, "published_date_max": DAY, "language_code": "en", "origin_id": "out_1", "launch_count": 1,
    },
    "modeled.launch_event_mentions": {
        "launch_event_id": EVENT, "article_launch_id": REPORT, "article_id": ARTICLE, "origin_id": "out_1", "is_founder": True,
    },
    "extracted.article_launches": {
        "article_launch_id": REPORT, "article_id": ARTICLE, "status_code": "occurred", "is_focus": True, "evidence_char_start": 14,
        "evidence_char_end": 85, "evidence_text": SENTENCE,
    },
    "modeled.launch_states": {
        "launch_event_id": EVENT, "state_code": "occurred", "state_date_min": DAY, "state_date_max": DAY, "article_launch_id": REPORT,
    },
    "modeled.launch_event_values": {
        "launch_event_id": EVENT, "property_code": "outcome", "value_text": "success", "rule_code": "only_value",
        "support_code": "single_source",
    },
    "modeled.launch_event_claims": {
        "launch_event_id": EVENT, "property_code": "outcome", "claimed_value_text": "success", "evidence_id": CLAIM,
        "route_code": "speaker", "claimant_id": "act_1", "origin_id": "NO", "article_id": ARTICLE, "char_start": 14, "char_end": 85,
    },
    "modeled.actors": {"actor_id": "act_1", "actor_name": "Kari Nordmann", "kind_code": "person", "country_code": "NO"},
    "marts.claimants": {"actor_id": "act_1", "actor_name": "Kari Nordmann", "kind_code": "person", "country_code": "NO"},
    "modeled.claims": {
        "claim_id": CLAIM, "launch_event_id": EVENT, "article_launch_id": REPORT, "article_id": ARTICLE, "actor_id": "act_1",
        "speaker_name": "Kari Nordmann", "country_code": "NO", "topic_code": "outcome", "claimed_value_code": "success",
        "origin_id": "NO", "char_start": 14, "char_end": 85, "evidence_text": SENTENCE,
    },
    "modeled.reactions": {
        "reaction_id": REACTION, "launch_event_id": EVENT, "article_id": ARTICLE, "actor_id": "act_2", "actor_name": "Sweden",
        "country_code": "SE", "reaction_type_code": "express_concern", "origin_id": "SE", "char_start": 90, "char_end": 120,
        "evidence_text": "Sweden is worried by it.",
    },
}  # fmt: skip


@dataclass
class SmallRelease:
    """A release in a file. Each table holds at most one row unless a test adds more."""

    path: Path
    con: duckdb.DuckDBPyConnection
    folder: Path

    def add(self, name: str, **values: Any) -> "SmallRelease":
        """A row of a table: what a test says, else what stands above, else null or a value that says little."""
        given = {**DEFAULTS.get(name, {}), **values}
        row = {column.name: given.get(column.name, self.filling(column)) for column in contract(name).columns}
        marks = ", ".join(f"${column}" for column in row)
        self.con.execute(f"insert into {name} values ({marks})", row)
        return self

    def filling(self, column: Any) -> Any:
        return None if column.nullable else KNOWN if column.type.startswith("timestamp") else BEFORE[column.type]

    def one_event(self) -> "SmallRelease":
        """One launch with one article, one claim and one reaction."""
        for name in DEFAULTS:
            self.add(name)
        return self

    def build(self, name: str = "site") -> Built:
        return build_site(self.con, self.folder / name, self.folder / "exports", is_sample=False)

    def page(self, name: str = f"launches/{EVENT}.html") -> str:
        return (self.folder / "site" / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("release") / "empty.duckdb"
    with duckdb.connect(str(path)) as con:
        for held in contracts().values():
            create_empty(con, held)
    return path


@pytest.fixture
def release(empty_file: Path, tmp_path: Path) -> SmallRelease:
    path = tmp_path / "launchwire.duckdb"
    path.write_bytes(empty_file.read_bytes())
    con = duckdb.connect(str(path))
    con.execute("set timezone = 'UTC'")
    return SmallRelease(path, con, tmp_path)


Files = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def files_of() -> Files:
    """Content of every file of a folder, by its path there."""
    return lambda folder: {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
