"""From an id to the tree of what it rests on: queries that are asked one below the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

from pipelines.cli.queries import read_query

TREES = Path(__file__).with_name("explain_trees.yml")


@dataclass(frozen=True, slots=True)
class Branch:
    """What stands below a row: a title, a query, the column that it is asked with, and what stands below its rows."""

    title: str
    query: str
    by: str = "node_id"
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree. ``left_out`` counts rows of the same branch that follow and are not shown."""

    title: str
    id: str
    line: str
    evidence: str | None
    rule_id: str | None
    children: tuple[Node, ...] = ()
    left_out: int = 0


@cache
def trees() -> dict[str, tuple[Branch, ...]]:
    """Branches by kind of thing, in the order in which kinds are tried."""
    held = yaml.load(TREES.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {kind: tuple(map(read_branch, branches)) for kind, branches in held.items()}


def read_branch(entry: Mapping[str, Any]) -> Branch:
    """A branch as the file spells it."""
    below = tuple(map(read_branch, entry.get("branches", ())))
    return Branch(entry["title"], entry["query"], entry.get("by", "node_id"), below)


def grow(con: duckdb.DuckDBPyConnection, wanted: str, limit: int) -> Node | None:
    """The tree of an id; None when nothing in the release has it. Each branch shows ``limit`` rows at most."""
    for kind, branches in trees().items():
        rows = ask(con, kind, wanted)
        if rows:
            return make_node(con, kind.replace("_", " "), rows[0], branches, limit)
    return None


def ask(con: duckdb.DuckDBPyConnection, query: str, wanted: str) -> list[dict[str, Any]]:
    """Rows of a query, by column."""
    found = con.execute(read_query(f"explain/{query}"), {"id": wanted})
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def make_node(
    con: duckdb.DuckDBPyConnection, title: str, row: Mapping[str, Any], branches: tuple[Branch, ...], limit: int, left_out: int = 0
) -> Node:
    """A row with all that stands below it."""
    below = [node for branch in branches for node in grow_branch(con, branch, row[branch.by], limit)]
    return Node(title, row["node_id"], row["line_text"], row["evidence_text"], row["rule_id"], tuple(below), left_out)


def grow_branch(con: duckdb.DuckDBPyConnection, branch: Branch, wanted: str | None, limit: int) -> list[Node]:
    """The rows of a branch."""
    if wanted is None:
        return []
    rows = ask(con, branch.query, wanted)
    shown = rows[:limit]
    left_out = [0] * (len(shown) - 1) + [len(rows) - len(shown)]
    return [make_node(con, branch.title, row, branch.branches, limit, more) for row, more in zip(shown, left_out, strict=False)]
