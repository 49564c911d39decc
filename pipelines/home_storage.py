"""Where Dagster keeps the history of runs: in files of its home, or in a Postgres server that the environment names.

The address stands in ``dagster.yaml`` by the name of its variable only, so no password is written anywhere. A home that was set up for a
server refuses to work without it: it would begin a second history.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from pipelines.errors import WarehouseError

STORAGE_VARIABLE = "LAUNCHWIRE_POSTGRES"
SCHEME = "postgresql+psycopg2"  # the driver is named, since SQLAlchemy would take another one by itself
EXAMPLE = f"{SCHEME}://launchwire:PASSWORD@127.0.0.1:5432/launchwire"
STORAGE = f"""\
storage:
  postgres:
    postgres_url:
      env: {STORAGE_VARIABLE} # such as {EXAMPLE}
"""


def with_storage(config: str, environment: Mapping[str, str]) -> str:
    """Settings of Dagster, with the server added where the environment names one and they name no storage themselves."""
    return config + STORAGE if environment.get(STORAGE_VARIABLE) and "storage" not in read_settings(config) else config


def read_settings(config: str) -> Mapping[str, object]:
    """What the settings say; nothing where they are no YAML, which Dagster then tells."""
    try:
        held = yaml.safe_load(config)
    except yaml.YAMLError:
        return {}
    return held if isinstance(held, dict) else {}


def refuse_unset_storage(home: Path, environment: Mapping[str, str]) -> None:
    """An error where a home keeps its history in a server that nothing names, or names badly."""
    config = home / "dagster.yaml"
    if f"env: {STORAGE_VARIABLE}" not in config.read_text(encoding="utf-8"):
        return
    url = environment.get(STORAGE_VARIABLE, "")
    if not url:
        raise WarehouseError(
            f"{config}: the history of runs is kept in Postgres, and {STORAGE_VARIABLE} is not set. Set it, such as {EXAMPLE}; "
            "or take the part storage out of the file, and a new history begins in files."
        )
    if urlsplit(url).scheme != SCHEME or not (urlsplit(url).hostname or "host=" in url):
        raise WarehouseError(f"{STORAGE_VARIABLE}: is no address of a Postgres server. Expected one such as {EXAMPLE}.")


def storage_name(home: Path) -> str:
    """What tells one place of the history from another, for the note of what has been made ready; no password is in it."""
    return "postgres" if f"env: {STORAGE_VARIABLE}" in (home / "dagster.yaml").read_text(encoding="utf-8") else ""


@contextmanager
def server_trouble(environment: Mapping[str, str]) -> Iterator[None]:
    """Turn what SQLAlchemy and Dagster say of a server that does not answer into a line that says what to do."""
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - most commands need none of it

    try:
        yield
    except DBAPIError as error:
        if not type(error.orig).__module__.startswith("psycopg2"):
            raise  # SQLite's; it tells of the disk
        raise _trouble(environment, error.orig or error) from error
    except Exception as error:
        if type(error).__name__ != "DagsterPostgresException":  # a class of an optional library
            raise
        raise _trouble(environment, error.__cause__ or error) from error


def _trouble(environment: Mapping[str, str], error: BaseException) -> WarehouseError:
    place = urlsplit(environment.get(STORAGE_VARIABLE, ""))
    shown = f"{place.hostname or 'local socket'}:{place.port or 5432}{place.path}"
    reason = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return WarehouseError(f"Postgres at {shown} cannot be used ({reason}). Start it, or mend {STORAGE_VARIABLE}; nothing was changed.")
