"""The SQL files of the model: one select per table, macros, audits. A file's path decides the table's name."""

from __future__ import annotations

import re
from pathlib import Path

from pipelines.contracts import ROOT, contract
from pipelines.errors import ContractError

SQL = ROOT / "sql"
SQL_LAYERS = ("modeled", "marts")
MACRO = re.compile(r"^create or replace macro (\w+)\(", re.MULTILINE)


def sql_path(name: str) -> Path:
    """Where the select of a table is kept."""
    layer, table = name.split(".")
    return SQL / layer / f"{table}.sql"


def read_sql(name: str) -> str:
    """The select of a table; an error that names the missing file."""
    contract(name)
    path = sql_path(name)
    if not path.exists():
        raise ContractError(f"{name} has a contract and no SQL. Add {path.relative_to(ROOT)}, or delete its contract.")
    return path.read_text(encoding="utf-8")


def sql_tables() -> tuple[str, ...]:
    """Every table that a file under ``sql/`` makes, in order of name."""
    return tuple(f"{path.parent.name}.{path.stem}" for layer in SQL_LAYERS for path in sorted((SQL / layer).glob("*.sql")))


def reader_macros(name: str) -> Path | None:
    """Macros over a table, for its readers: made with it, since a macro cannot be made before what it reads."""
    path = SQL / "reader_macros" / f"{name.partition('.')[2]}.sql"
    return path if path.exists() else None


def tables_behind_macros() -> dict[str, str]:
    """For each macro that readers may call the table that it reads."""
    behind: dict[str, str] = {}
    for name in sql_tables():
        if path := reader_macros(name):
            behind |= dict.fromkeys(MACRO.findall(path.read_text(encoding="utf-8")), name)
    return behind


def macro_files() -> tuple[Path, ...]:
    """Macros that tables may use, in order of name; none uses another that sorts after it."""
    return tuple(sorted((SQL / "macros").glob("*.sql")))
