"""The systemd units can be loaded, are shut as they should be, and start what there is."""

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest

from pipelines.cli.group import COMMANDS
from pipelines.doctor.settings import known_variables
from pipelines.errors import WarehouseBusy
from pipelines.warehouse import init_warehouse
from tests.conftest import COMMAND, ROOT

FOLDER = ROOT / "deploy" / "systemd"
SERVICES = sorted(FOLDER.glob("*.service"))
INSTALLED = "/opt/launchwire/.venv/bin/launchwire"
SHUT = {
    "User": "launchwire",
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
}


def section(path: Path, name: str = "Service") -> dict[str, str]:
    """The last value of each key of a section."""
    parser = ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return dict(parser[name])


def test_systemd_takes_every_unit(tmp_path):
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze on this machine (Debian: apt-get install systemd)")
    for path in [*SERVICES, *FOLDER.glob("*.timer")]:
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8").replace(INSTALLED, str(COMMAND)), encoding="utf-8")
    done = subprocess.run([analyze, "verify", *sorted(tmp_path.iterdir())], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_units_are_shut(path):
    found = section(path)
    assert {name: found[name] for name in SHUT} == SHUT
    assert "--listen" not in found["ExecStart"]


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_units_start_commands_that_there_are_with_options_that_there_are(path):
    from importlib import import_module

    words = section(path)["ExecStart"].split()
    assert words[0] == INSTALLED
    assert words[1] in COMMANDS
    options = {name for option in import_module(f"pipelines.cli.{words[1]}").command.params for name in option.opts}
    assert {word for word in words[2:] if word.startswith("--")} <= options


def test_the_server_reaches_this_machine_alone():
    found = section(FOLDER / "launchwire-web.service")
    assert (found["IPAddressDeny"], found["IPAddressAllow"]) == ("any", "localhost")


def test_the_timer_makes_up_once_for_missed_nights_and_is_not_run_beside_the_daemon():
    assert section(FOLDER / "launchwire-refresh.timer", "Timer")["Persistent"] == "true"
    assert section(FOLDER / "launchwire-daemon.service", "Unit")["Conflicts"] == "launchwire-refresh.timer"


def test_a_second_daemon_is_refused(tmp_path):
    from pipelines.ui import run_daemon, serving_lock

    warehouse = init_warehouse(tmp_path / "warehouse", "sample")
    with serving_lock(warehouse), pytest.raises(WarehouseBusy, match="by launchwire ui or launchwire daemon"):
        run_daemon(warehouse, 3000)


def test_variables_of_the_example_are_known():
    named = set(re.findall(r"LAUNCHWIRE_[A-Z_]+", (FOLDER / "launchwire.env").read_text(encoding="utf-8")))
    assert named
    assert named <= known_variables()
