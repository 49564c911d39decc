"""Great Expectations on a DuckDB file, in place: what the library lacks for DuckDB, and nothing more.

Importing this module imports Great Expectations, which costs seconds: import it where a check runs, not where checks are declared.
"""

from __future__ import annotations

import weakref
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Literal, Type  # noqa: UP035
from urllib.parse import quote, unquote

import duckdb
import duckdb_sqlalchemy
import sqlalchemy as sa
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from great_expectations.execution_engine.sqlalchemy_execution_engine import SqlAlchemyExecutionEngine

PREFIX = "duckdb:///"
SETTINGS = (
    "set timezone = 'UTC'",
    "set enable_progress_bar = false",  # it would be drawn across what the command prints
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set enable_external_access = false",
)


shared: dict[str, sa.Engine] = {}


def connection_string(path: str) -> str:
    """Address of a DuckDB file; quoted, because the library substitutes dollar signs and SQLAlchemy cuts at question marks."""
    return PREFIX + quote(path)


def open_read_only(address: str) -> sa.Engine:
    """An engine on an existing file that cannot write, reach the network or load extensions, and keeps no pool."""
    url = sa.URL.create("duckdb", database=unquote(address.removeprefix(PREFIX)))
    engine = sa.create_engine(url, poolclass=sa.pool.NullPool, connect_args={"read_only": True})
    sa.event.listen(engine, "connect", lock_down)
    return engine


def lock_down(connection: Any, _record: object) -> None:
    """Shut what a check has no use for, on every new connection."""
    for setting in SETTINGS:
        connection.execute(setting)


class SharedConnection(duckdb_sqlalchemy.ConnectionWrapper):
    """A connection that whoever opened it closes: Great Expectations lets go of an engine with each table."""

    def close(self) -> None:
        """Stay open."""


def share_connection(address: str, connection: duckdb.DuckDBPyConnection) -> None:
    """Let an address mean a connection that is open already."""
    shared[address] = sa.create_engine(
        "duckdb://", poolclass=sa.pool.StaticPool, isolation_level="AUTOCOMMIT", creator=lambda: SharedConnection(connection)
    )


class Dialect:
    """The dialect's module, seen by Great Expectations as one whose regular expressions are ``REGEXP_MATCHES(column, pattern)``.

    That function is DuckDB's partial match. The branch for PostgreSQL would emit ``~``, which is a full match in DuckDB.
    """

    DremioDialect = duckdb_sqlalchemy.Dialect

    def __getattr__(self, name: str) -> Any:
        return getattr(duckdb_sqlalchemy, name)


class DuckDBExecutionEngine(SqlAlchemyExecutionEngine):
    """Runs metrics as SQL in DuckDB over one connection that stays open until ``close_all``."""

    opened: ClassVar[weakref.WeakSet[DuckDBExecutionEngine]] = weakref.WeakSet()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dialect_module = Dialect()  # type: ignore[assignment]
        self.opened.add(self)

    def _setup_engine(self, kwargs: Any, connection_string: str | None = None, credentials: Any = None, url: Any = None) -> None:
        self.engine = shared.get(str(connection_string)) or open_read_only(str(connection_string))

    @contextmanager
    def get_connection(self) -> Generator[sa.Connection, None, None]:
        """The one connection. DuckDB drops a result when its connection goes back to the pool, and metrics fetch late."""
        if not self._connection:
            self._connection = self.engine.connect()
        yield self._connection

    def close(self) -> None:
        """Let go of the file: DuckDB refuses another mode in this process while it is open."""
        if self._connection:
            self._connection.close()
            self._connection = None
        self.engine.dispose()


class DuckDBDatasource(SQLDatasource):
    """A schema of a DuckDB file as a datasource; Great Expectations offers it as ``add_duckdb``."""

    type: Literal["duckdb"] = "duckdb"  # type: ignore[assignment]
    schema_name: str

    @property
    def schema_(self) -> str:
        """The schema of every table of this datasource."""
        return self.schema_name

    @property
    def execution_engine_type(self) -> Type[SqlAlchemyExecutionEngine]:  # noqa: UP006 - the field above takes the name `type`
        """The engine above."""
        return DuckDBExecutionEngine

    def _create_engine(self) -> sa.Engine:
        return shared.get(str(self.connection_string)) or open_read_only(str(self.connection_string))

    @classmethod
    def _get_exec_engine_excludes(cls) -> set[str]:
        return {*super()._get_exec_engine_excludes(), "schema_name"}


@contextmanager
def held_open(path: str) -> Iterator[set[str]]:
    """Names of the tables of a file that stays open during the block, and is let go of at its end.

    Great Expectations opens many connections; opening the file anew for each would cost more than the checks.
    """
    engine = open_read_only(connection_string(path))
    try:
        with engine.connect() as connection:
            found = connection.execute(sa.text("select schema_name || '.' || table_name from duckdb_tables()"))
            yield {str(row[0]) for row in found}
    finally:
        engine.dispose()
        close_all()


def close_all() -> None:
    """Close every engine that was opened; Great Expectations copies datasources and keeps them."""
    for engine in list(DuckDBExecutionEngine.opened):
        engine.close()
        DuckDBExecutionEngine.opened.discard(engine)
