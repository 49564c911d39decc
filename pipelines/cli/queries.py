"""Queries that the command asks of a release; each is a file under ``sql/command``."""

from __future__ import annotations

from functools import cache

from pipelines.contracts import ROOT

FOLDER = ROOT / "sql" / "command"


@cache
def read_query(name: str) -> str:
    """The text of a query."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
