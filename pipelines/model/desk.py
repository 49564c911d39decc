"""Where the SQL of a table finds what it reads: databases in memory beside the build, whose tables stand for those of the build.

After a night most rows of a large table are as the release before had them, and the table is made anew only for articles or events that
a table of scope names (``anew_for`` of its contract). A scope has a database in which the same names lead to rows within the scope, so that
one SQL text serves both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb

from pipelines.contracts import ROOT, Contract, contract, earlier_of
from pipelines.errors import ContractError
from pipelines.model.files import macro_files
from pipelines.model.lineage import dependencies
from pipelines.warehouse.content import Content
from pipelines.warehouse.database import EARLIER
from pipelines.warehouse.tables import has_columns, qualified

QUALIFIED = re.compile(r"\b[a-z]+\.\w+")
DESK = "desk_"  # how names of databases beside the build begin


@dataclass(slots=True)
class Desk:
    """What is laid out beside one connection.

    ``carried``: what tables hold that the build has as the release before had them; ``renewed``: what those hold that were since made anew
    within their scopes.
    """

    con: duckdb.DuckDBPyConnection
    carried: Mapping[str, Content] = field(default_factory=dict)
    renewed: dict[str, Content] = field(default_factory=dict)
    laid: set[tuple[str, str]] = field(default_factory=set)
    home: str = ""  # the database of the build; by default the one that names lead to

    def __post_init__(self) -> None:
        self.home = self.home or current_database(self.con)
        load_macros(self.con)

    def scopes(self, name: str) -> tuple[str, ...]:
        """Tables that say which rows of a table have to be made anew; none where all have to."""
        held = contract(name)
        is_kept = name in self.carried or (self.carried and not scope_column(held, held.anew_for))
        return held.anew_for if is_kept else ()

    def addressed(self, name: str, select: str) -> str:
        """The SQL of a table, with the place of each table that it reads in the place of its name.

        Views would lead there, too, but the database plans a query over views of another database without what it knows of their rows.
        """
        scopes, read = self.scopes(name), dependencies(name)
        laid = self.lay_out([other for other in read if self.restriction(contract(other), scopes)], scopes)
        places = {other: self.source(contract(other)) for other in read}
        places |= {other: f'"{laid}".{qualified(contract(other))}' for other in read if (laid, other) in self.laid}
        return QUALIFIED.sub(lambda found: places.get(found[0], found[0]), select)

    def lay_out(self, names: Iterable[str], scopes: tuple[str, ...]) -> str:
        """Lay out what is within scopes of some tables; the database that holds it."""
        laid = DESK + ("_and_".join(scope.partition(".")[2] for scope in scopes) or "whole")
        self.open(laid)
        for name in names:
            if (laid, name) not in self.laid:
                self.lay(laid, contract(name), scopes)
        return laid

    @contextmanager
    def reading(self, laid: str) -> Iterator[None]:
        """Let names without a database lead to what is laid out there."""
        self.con.execute(f'use "{laid}"')
        try:
            yield
        finally:
            self.con.execute(f'use "{self.home}"')

    def open(self, laid: str) -> None:
        """Have a database of this name in memory, with the macros that SQL may use."""
        if not self.con.execute("select 1 from duckdb_databases() where database_name = ?", [laid]).fetchone():
            self.con.execute(f"attach ':memory:' as \"{laid}\"")
            with self.reading(laid):
                load_macros(self.con)

    def lay(self, laid: str, held: Contract, scopes: tuple[str, ...]) -> None:
        """Let a name lead to rows of a table: within scopes to a copy of them, else to the table itself."""
        self.con.execute(f'create schema if not exists "{laid}"."{held.layer}"')
        within = self.restriction(held, scopes)
        columns = ", ".join(f'held."{column.name}"' for column in held.columns)
        rows = f"select {columns} from {self.source(held)} as held{within}"  # noqa: S608 - names in contracts alone
        self.con.execute(f'create or replace {"table" if within else "view"} "{laid}".{qualified(held)} as {rows}')
        self.laid.add((laid, held.name))

    def source(self, held: Contract) -> str:
        """All rows under a name. What the release before held is read there; before the first release nothing was held."""
        resolved = earlier_of(held.name)
        if resolved and has_columns(self.con, EARLIER, contract(resolved)):
            return f"{EARLIER}.{qualified(contract(resolved))}"
        if resolved and not has_columns(self.con, self.home, held):
            nothing = ", ".join(f'null::{column.type} as "{column.name}"' for column in held.columns)
            return f"(select {nothing} where false)"
        return f'"{self.home}".{qualified(held)}'

    def restriction(self, held: Contract, scopes: tuple[str, ...]) -> str:
        """What keeps the rows of a table within the first scope that it has a column for; a row without a value there is always within."""
        for scope in scopes:
            if column := scope_column(held, (scope,)):
                members = f"{self.members(contract(scope), column)} union all select null"
                return f' semi join ({members}) as members on members."{column}" is not distinct from held."{column}"'
        return ""

    def members(self, scope: Contract, column: str) -> str:
        """What a scope names. A table of the lake is a scope by its rows that the release before did not have."""
        names = f'select "{column}" from "{self.home}".{qualified(scope)}'  # noqa: S608 - names in contracts alone
        is_of_lake = scope.layer == "staged" and has_columns(self.con, EARLIER, scope)
        return f'{names} anti join {EARLIER}.{qualified(scope)} using ("{column}")' if is_of_lake else names


def scope_column(held: Contract, scopes: tuple[str, ...]) -> str | None:
    """The column of a table by which the first of some scopes names its rows, if it has that column."""
    column = contract(scopes[0]).key[0] if scopes else None
    return column if any(own.name == column for own in held.columns) else None


def current_database(con: duckdb.DuckDBPyConnection) -> str:
    """The database that names lead to."""
    row = con.execute("select current_database()").fetchone()
    return str(row[0]) if row else ""


def load_macros(con: duckdb.DuckDBPyConnection) -> None:
    """Macros of ``sql/macros``, kept in the database so that readers can use them too."""
    for path in macro_files():
        try:
            con.execute(path.read_text(encoding="utf-8"))
        except duckdb.Error as error:
            raise ContractError(f"{path.relative_to(ROOT)}: {first_lines(error)}") from error


def first_lines(error: duckdb.Error) -> str:
    """The part of a database error that helps: what, and where in the statement."""
    return str(error).split("\n\nContext")[0].strip()
