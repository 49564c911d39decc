"""A folder that belongs to another user is told of in a line, and nothing is left in it; a user may have no home."""

import os
import shutil
import subprocess

import pytest

from tests.conftest import COMMAND, run_process

NOBODY = 65534
RIGHTS = "--bounding-set=-dac_override,-dac_read_search,-fowner,-chown"  # by which root may do as it likes in any folder


@pytest.fixture
def folder_of_nobody(tmp_path):
    """Where this user may look and not write; and the command, without the rights of root and without a home."""
    setpriv = shutil.which("setpriv")
    plain = [str(setpriv), RIGHTS, "env", "-u", "HOME"]
    if os.geteuid() != 0 or not setpriv or subprocess.run([*plain, "true"], capture_output=True, check=False).returncode:
        pytest.skip("only root can give a folder away and then do without the rights of root")
    folder = tmp_path / "theirs"
    folder.mkdir()
    os.chown(folder, NOBODY, NOBODY)
    return folder, [*plain, str(COMMAND)]


def test_no_warehouse_is_begun_in_a_folder_of_another(folder_of_nobody):
    folder, command = folder_of_nobody
    refused = run_process(command, "init", "--warehouse", folder / "warehouse")
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"launchwire: {folder / 'warehouse'}: cannot be written (Permission denied;")
    assert refused.stderr.count("\n") == 1
    assert list(folder.iterdir()) == []


def test_a_warehouse_of_another_is_left_as_it_is(folder_of_nobody, launchwire):
    folder, command = folder_of_nobody
    assert launchwire("init", "--warehouse", folder / "warehouse").returncode == 0
    held = sorted((folder / "warehouse").rglob("*"))
    for path in (folder / "warehouse", *held):
        os.chown(path, NOBODY, NOBODY)
    refused = run_process(command, "refresh", "--warehouse", folder / "warehouse")
    assert refused.returncode == 1
    assert f"{folder / 'warehouse'}" in refused.stderr
    assert "cannot be written (Permission denied;" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert sorted((folder / "warehouse").rglob("*")) == held
