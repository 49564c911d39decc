"""The same input makes the same bytes under eight settings of a machine: the lake, the tables of a release, its site and its exports.

Two settings of the lake are tried by each run of the tests (test_lake_runs.py); these take minutes.
"""

import hashlib
import json
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from refreshes import done_before, note_done

from tests.conftest import COMMAND, clean_environment, run_process
from tests.property.test_lake_runs import DRIVER, lake_bytes, write_night

pytestmark = pytest.mark.kills
AT = "2025-01-01T00:00:00+00:00"


@dataclass(frozen=True)
class Setting:
    """What differs from the usual."""

    environment: dict[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    umask: int = -1
    is_reversed: bool = False  # files were put into the folder in reverse order
    one_processor: bool = False  # so that workers and the threads of DuckDB are one, too

    def command(self, *words: object) -> list[str]:
        bound = ["taskset", "--cpu-list", "0"] if self.one_processor else []
        return [*bound, sys.executable, *self.flags, *map(str, words)]


USUAL = Setting()
SETTINGS = {
    "seed": Setting({"PYTHONHASHSEED": "4711"}),
    "zone": Setting({"TZ": "America/St_Johns"}),
    "locale": Setting({"LANG": "tr_TR.UTF-8", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "one thread": Setting(
        {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "TZ": "Asia/Pyongyang", "LAUNCHWIRE_MEMORY_LIMIT": "500MB"}, one_processor=True
    ),
    "eight threads": Setting({"POLARS_MAX_THREADS": "8", "OMP_NUM_THREADS": "8", "PYTHONHASHSEED": "3"}),
    "umask": Setting({"TZ": "Pacific/Apia"}, umask=0o077),
    "folders": Setting({"TMPDIR": "{own}", "HOME": "/nonexistent", "PYTHONHASHSEED": "5"}, is_reversed=True),
    "optimised": Setting({"PYTHONHASHSEED": "6", "TZ": "Asia/Kathmandu"}, flags=("-O",)),
}


def run(setting: Setting, own: Path, *words: object) -> str:
    """What a command printed that was run under a setting."""
    given = {**clean_environment(), **{name: value.format(own=own) for name, value in setting.environment.items()}}
    own.mkdir(exist_ok=True)
    done = run_process(setting.command(*words), umask=setting.umask, **given)
    assert done.returncode == 0, done.stderr
    return done.stdout


def files_of(folder: Path) -> dict[str, str]:
    """Hash of every file of a folder."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def fill(folder: Path, setting: Setting) -> Path:
    """The files of three nights, put there in the order of the setting."""
    draft = folder / "draft"
    for night in range(3):
        write_night(draft, night)
    (folder / "landing").mkdir()
    for path in sorted(draft.iterdir(), reverse=setting.is_reversed):
        shutil.move(path, folder / "landing" / path.name)
    return folder / "landing"


def make_lake(folder: Path, setting: Setting) -> dict[str, str]:
    folder.mkdir()
    run(setting, folder / "own", DRIVER, folder / "warehouse", fill(folder, setting))
    return lake_bytes(folder / "warehouse")


def test_eight_settings_make_one_lake(tmp_path: Path) -> None:
    usual, done = make_lake(tmp_path / "usual", USUAL), done_before()
    assert len(usual) > 20
    for name, setting in SETTINGS.items():
        if f"lake, {name}" not in done:
            assert make_lake(tmp_path / name, setting) == usual, name
            note_done(f"lake, {name}", len(usual))


def write_pages(folder: Path, warehouse: Path, setting: Setting) -> dict[str, str]:
    """The site and the exports of the release of a warehouse."""
    folder.mkdir()
    run(setting, folder / "own", COMMAND, "site", "--warehouse", warehouse, "--output", folder / "site")
    run(setting, folder / "own", COMMAND, "export", "--warehouse", warehouse, "--output", folder / "exports")
    return files_of(folder / "site") | {f"exports/{name}": digest for name, digest in files_of(folder / "exports").items()}


def test_eight_settings_make_one_site_and_the_same_exports(sample_warehouse: Path, tmp_path: Path) -> None:
    usual, done = write_pages(tmp_path / "usual", sample_warehouse, USUAL), done_before()
    assert {Path(name).suffix for name in usual} >= {".html", ".js", ".parquet", ".csv", ".geojson", ".ics", ".atom", ".json"}
    for name, setting in SETTINGS.items():
        if f"pages, {name}" not in done:
            assert write_pages(tmp_path / name, sample_warehouse, setting) == usual, name
            note_done(f"pages, {name}", len(usual))


def content_of(warehouse: Path) -> dict[str, str]:
    """Files of the lake and hash of the content of each table of the release."""
    [manifest] = warehouse.glob("releases/*/manifest.json")
    return lake_bytes(warehouse) | json.loads(manifest.read_text(encoding="utf-8"))["tables"]


@pytest.mark.parametrize("name", SETTINGS)
def test_a_whole_refresh_under_another_setting_makes_the_same_release(name: str, sample_warehouse: Path, tmp_path: Path) -> None:
    if f"release, {name}" in done_before():
        pytest.skip("done before")
    run(SETTINGS[name], tmp_path / "own", COMMAND, "refresh", "--sample", "--warehouse", tmp_path / "w", "--at", AT)
    made, usual = content_of(tmp_path / "w"), content_of(sample_warehouse)
    assert len(usual) > 120  # files of the lake and tables of the release
    assert {key for key in usual.keys() | made.keys() if usual.get(key) != made.get(key)} == set()
    note_done(f"release, {name}", len(usual))
