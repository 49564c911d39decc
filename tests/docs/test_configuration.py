"""The reference of what can be set is what the code takes."""

import re
from dataclasses import fields

import pytest

from pipelines.alerts.declared import KEYS
from pipelines.connect.entries import WEB_KEYS, WebEntry
from pipelines.defs.schedule import NIGHTLY
from pipelines.doctor.settings import known_variables
from pipelines.home import CONFIG
from pipelines.home_storage import EXAMPLE, STORAGE
from pipelines.ingest.sources import OPTIONAL, REQUIRED
from pipelines.model.reviews import COMMON, NEEDED
from pipelines.warehouse.database import MEMORY_LIMIT
from pipelines.warehouse.watched import example
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
SOURCES = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
LINE = re.compile(r"^\| `(?P<name>[^`]+)` \| (?P<second>.*?)(?: \| (?P<rest>.*))? \|$", re.MULTILINE)
DEFAULTS = {
    "LAUNCHWIRE_MEMORY_LIMIT": MEMORY_LIMIT,
    "LAUNCHWIRE_NIGHTLY_CRON": NIGHTLY,
    "LAUNCHWIRE_TIMEZONE": "UTC",
    "LAUNCHWIRE_ENGINE": "rules",
    "LAUNCHWIRE_CHAT_SECONDS": "120",
}


def rows(text: str, heading: str) -> dict[str, tuple[str, str]]:
    """Lines of the table below a heading: the other cells by the first."""
    part = text.split(f"\n## {heading}\n")[1].split("\n## ", maxsplit=1)[0]
    return {match["name"]: (match["second"], match["rest"]) for match in LINE.finditer(part)}


def test_every_variable_that_the_code_reads_is_explained_and_no_other():
    assert set(rows(PAGE, "Environment")) == known_variables()


@pytest.mark.parametrize("name", DEFAULTS)
def test_defaults_of_variables_are_those_of_the_code(name):
    assert rows(PAGE, "Environment")[name][0] == f"`{DEFAULTS[name]}`"


def test_the_address_of_a_server_looks_as_messages_say():
    assert f"`{EXAMPLE}`" in PAGE


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("watched.toml", set(re.findall(r"(\w+) =", example("articles", 1)))),
        ("alerts.toml", {"kind", *KEYS, *(key for needed, more in KEYS.values() for key in needed | more)}),
        ("reviews/*.toml", COMMON | {key for needed in NEEDED.values() for key in needed}),
        ("warehouse.json", {"kind", "format"}),
    ],
)
def test_keys_of_files_are_those_that_the_code_takes(name, keys):
    assert set(re.findall(r"`(\w+)`", rows(PAGE, "Files of a warehouse")[name][1])) == keys


def test_settings_of_dagster_are_shown_as_they_are_written():
    assert re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) == [CONFIG.decode(), STORAGE]


def test_every_file_of_bounds_is_named():
    assert {f"expectations/{path.name}" for path in (ROOT / "expectations").glob("*.csv")} == set(
        re.findall(r"expectations/\w+\.csv", PAGE)
    )


def test_every_event_of_the_log_is_explained():
    code = "".join((ROOT / "pipelines" / "cli" / name).read_text(encoding="utf-8") for name in ("run_log.py", "refresh.py"))
    written = set(re.findall(r'\.write\(\s*"(\w+)"', code))
    assert set(rows(PAGE, "Log")) == written


def test_keys_of_sources_and_their_defaults_are_those_of_the_code():
    told = rows(SOURCES, "Keys")
    assert set(told) == set(WEB_KEYS) - {"url"}
    assert all(f"`{key}`" in SOURCES for key in (*REQUIRED, *OPTIONAL, "url"))
    defaults = {field.name: field.default for field in fields(WebEntry)}
    for name in set(told) - {"user_agent"}:
        default = defaults[name]
        shown = f'"{default}"' if isinstance(default, str) else str(default).lower() if isinstance(default, bool) else str(int(default))
        assert told[name][0] == f"`{shown}`", name
