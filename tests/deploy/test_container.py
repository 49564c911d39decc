"""What the container file copies is there; it runs as nobody in particular, and asks the UI how it is."""

import re
import subprocess
from pathlib import Path

import yaml

from benchmarks.audit import pinned_names
from pipelines.cli.group import COMMANDS
from pipelines.doctor.machine import direct_dependencies
from tests.conftest import COMMAND, ROOT

TEXT = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
FINAL = TEXT.split("\nFROM ")[-1]


def test_everything_that_is_copied_is_there_and_let_through():
    copied = [name for line in re.findall(r"^COPY (?!--from)(.+)$", TEXT, re.MULTILINE) for name in line.split()[:-1]]
    assert len(copied) > 6
    assert [name for name in copied if not (ROOT / name).exists()] == []
    let_through = (ROOT / "deploy" / "Containerfile.dockerignore").read_text(encoding="utf-8").split()
    assert {f"!{name}" for name in copied} == {line for line in let_through if line.startswith("!")}


def test_all_that_the_code_reads_of_the_checkout_is_copied():
    """Folders below the checkout that modules name beside the package."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipelines").rglob("*.py"))
    named = set(re.findall(r'\bROOT / "(\w+)"', code))
    assert {"sql", "expectations"} <= named
    assert {name for name in named if not re.search(rf"^COPY .*\b{name}\b", TEXT, re.MULTILINE)} <= {"tests"}  # the floors of evaluate


def test_it_is_set_up_as_the_makefile_does():
    for words in ("--require-hashes", "--only-binary :all:", "--no-build", "--no-deps --no-build-isolation --offline --editable ."):
        assert words in TEXT
        assert words in (ROOT / "Makefile").read_text(encoding="utf-8")


def hashes(lock: Path) -> dict[str, set[str]]:
    """Hashes by library and version; what a library is needed for decides on which systems it is installed, so that is left out."""
    found = re.findall(r"^(\w\S+==[^ ;]+)[^\n]*((?:\n +--hash\S+[ \\]*)+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {pinned: set(re.findall(r"sha256:\w+", given)) for pinned, given in found}


def test_it_holds_what_the_tests_ran_with_and_none_of_their_tools():
    lock = ROOT / "deploy" / "requirements.lock"
    held, tried = hashes(lock), hashes(ROOT / "requirements.lock")
    assert held.items() <= tried.items()
    names = pinned_names(lock.read_text(encoding="utf-8"))
    assert len(names) > 100
    assert direct_dependencies(ROOT / "pyproject.toml") <= names
    assert not {"pytest", "hypothesis", "mypy", "ruff", "playwright", "frictionless", "openpyxl", "marimo"} & names


def test_it_runs_as_a_user_without_rights_and_is_asked_how_it_is():
    assert re.search(r"^USER 10001:10001$", FINAL, re.MULTILINE)
    assert "HEALTHCHECK" in FINAL
    assert re.search(r'^CMD \["(\w+)"\]$', FINAL, re.MULTILINE)[1] in COMMANDS
    service = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))["services"]["launchwire"]
    assert (service["read_only"], service["cap_drop"], service["network_mode"]) == (True, ["ALL"], "host")
    assert "ports" not in service


def backup(*words: Path | str) -> "subprocess.CompletedProcess[str]":
    given = {"PATH": "/usr/bin:/bin", "LAUNCHWIRE": str(COMMAND)}
    return subprocess.run([ROOT / "deploy" / "backup.sh", *words], env=given, capture_output=True, text=True, check=False)


def test_a_backup_is_compared_and_can_be_opened(sample_warehouse, tmp_path, launchwire):
    done = backup(sample_warehouse, tmp_path / "copy")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all as it was written" in done.stdout
    query = ("--format", "csv", "select count(*) as events, min(launch_date_min) as first from modeled.launch_events")
    asked = launchwire("sql", "--warehouse", tmp_path / "copy", *query)
    assert asked.returncode == 0
    assert asked.stdout == launchwire("sql", "--warehouse", sample_warehouse, *query).stdout


def test_a_backup_writes_over_nothing_and_copies_only_warehouses(sample_warehouse, tmp_path):
    assert "is there already" in backup(sample_warehouse, tmp_path).stderr
    assert "is no warehouse" in backup(tmp_path, tmp_path / "copy").stderr
