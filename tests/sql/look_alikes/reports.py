"""Reports without text, as rows of the layers that the resolution of events reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import yaml

from pipelines.contracts import contract, contracts
from pipelines.model.reference import load_reference
from pipelines.model.run import build_order, build_table
from pipelines.model.wanted import needed_tables
from pipelines.warehouse.tables import create_empty

HERE = Path(__file__).parent
NOON = dt.time(12)
RESOLVED = "modeled.launch_event_mentions"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sets of reports, and whether they tell of one launch. ``split`` says why one launch is known to be torn in two."""

    name: str
    is_same: bool
    split: str | None
    sides: tuple[tuple[dict[str, Any], ...], tuple[dict[str, Any], ...]]


def read_pairs() -> list[Pair]:
    """Every pair of the file."""
    held = yaml.safe_load((HERE / "pairs.yml").read_text(encoding="utf-8"))
    return [Pair(raw["name"], raw["same"], raw.get("split"), (tuple(raw["first"]), tuple(raw["second"]))) for raw in held]


def resolve(pairs: list[Pair]) -> dict[tuple[int, int], set[str]]:
    """Events by pair and side, all made in one run. Each pair has countries of its own, so that no pair meets another."""
    con = duckdb.connect()
    con.execute("set timezone = 'UTC'")
    for name, held in contracts().items():
        if held.layer not in ("reference", "modeled", "marts"):
            create_empty(con, contract(name))
    load_reference(con)
    con.execute("update reference.vehicles set country_code = 'ZZ'")  # or a vehicle at its own site would leave the countries of its pair
    for number, pair in enumerate(pairs):
        for side, reports in enumerate(pair.sides):
            for place, report in enumerate(reports):
                add_report(con, f"{number}/{side}/{place}", number, report)
    wanted = needed_tables([RESOLVED])
    for name in build_order():
        if name in wanted:
            build_table(con, name)
    found: dict[tuple[int, int], set[str]] = {}
    for launch, event in con.execute(f"select article_launch_id, launch_event_id from {RESOLVED}").fetchall():
        number, side, _ = launch.split("/")
        found.setdefault((int(number), int(side)), set()).add(event)
    return found


def add_report(con: duckdb.DuckDBPyConnection, launch: str, number: int, report: dict[str, Any]) -> None:
    """One launch that an article tells of, with its article unless another report of the pair has brought it."""
    article = f"{number}/{report['article']}" if "article" in report else launch
    country = f"{report.get('country', 'KP')}-{number}"
    con.execute(
        "insert into reference.countries by name select * replace (? as country_code) from reference.countries where country_code = ? "
        "and not exists (from reference.countries where country_code = ?)",
        [country, report.get("country", "KP"), country],
    )
    insert(con, "reference.vehicles", {"vehicle_id": f"rocket-{launch}", "country_code": country, "launch_class_code": "space"})
    con.execute("delete from staged.articles where article_id = ?", [article])
    insert(con, "staged.articles", {
        "article_id": article, "outlet_name": report["outlet"], "published_date_min": report["pub"], "published_date_max": report["pub"],
        "known_at": dt.datetime.combine(report["pub"] + dt.timedelta(1), NOON, dt.UTC),
    })  # fmt: skip
    first, last = report.get("days", (report.get("day"), report.get("day")))
    status = report.get("status", "occurred")
    insert(con, "extracted.article_launches", {
        "article_launch_id": launch, "article_id": article, "status_code": status, "country_code": country,
        "launch_class_code": report.get("class", "ballistic"), "launch_date_min": first, "launch_date_max": last,
        "launch_time_local_text": report.get("time"), "site_id": report.get("site"), "vehicle_name": report.get("vehicle"),
        "payload_name": report.get("payload"), "is_focus": report.get("focus", True), "launched_count": report.get("count"),
        "outcome_code": report.get("outcome", "unknown") if status == "occurred" else None,
        "evidence_char_start": 0, "evidence_char_end": 1,
    })  # fmt: skip
    if "called" in report:
        insert(con, "extracted.claims", {
            "claim_id": launch, "article_id": article, "article_launch_id": launch, "topic_code": "nature",
            "claimed_value_code": report["called"],
        })  # fmt: skip


def insert(con: duckdb.DuckDBPyConnection, name: str, row: dict[str, Any]) -> None:
    """One row, by the names of its columns."""
    con.execute(f"insert into {name} ({', '.join(row)}) values ({', '.join('?' for _ in row)})", list(row.values()))
