"""The command explains itself, at once."""

import os
from importlib import import_module

import click
import pytest

from pipelines.cli.group import COMMANDS, settle_process
from tests.conftest import COMMAND, clean_environment


def test_help_lists_every_command(launchwire):
    shown = launchwire("--help")
    assert shown.returncode == 0
    assert all(name in shown.stdout for name in COMMANDS)


def test_help_takes_under_half_a_second_of_processor_time():
    import resource
    import subprocess
    import sys
    from pathlib import Path

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([Path(sys.executable).with_name("launchwire"), "--help"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime) < 0.5


@pytest.mark.parametrize("arguments", [["refresh", "--help"], ["releases"]])
def test_output_that_nobody_reads_ends_without_a_word(sample_warehouse, arguments):
    import subprocess

    read_end, write_end = os.pipe()
    os.close(read_end)
    environment = clean_environment() | {"LAUNCHWIRE_WAREHOUSE": str(sample_warehouse)}
    done = subprocess.run([COMMAND, *arguments], stdout=write_end, stderr=subprocess.PIPE, env=environment, check=False)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_gives_examples(name):
    command = import_module(f"pipelines.cli.{name.replace('-', '_')}").command
    assert isinstance(command, click.Command)
    assert "Examples:" in command.help
    assert f"launchwire {name}" in command.help


def test_a_user_without_a_home_gets_one_that_holds_nothing(monkeypatch):
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", lambda _: {}["nobody"])
    umask = os.umask(0)
    try:
        settle_process()
        assert os.umask(0) == 0o022
    finally:
        os.umask(umask)
    assert os.environ["HOME"] == "/nonexistent"


def test_unknown_command_is_wrong_usage(launchwire):
    refused = launchwire("refrsh")
    assert refused.returncode == 2
    assert "No such command 'refrsh'" in refused.stderr
    assert "Traceback" not in refused.stderr
