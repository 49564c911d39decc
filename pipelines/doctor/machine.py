"""Checks of the machine: Python, libraries, disk, memory, port, kind of file system."""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from pipelines.doctor.findings import Finding, Setup, judge
from pipelines.doctor.locks import SERVING, is_locked
from pipelines.errors import LaunchwireError
from pipelines.memory import bound_bytes
from pipelines.warehouse.releases import needed_bytes

SETUP_ADVICE = "Set up again from the lock: make setup"
# on these, locks of SQLite and of the warehouse do not hold back processes of other machines
NETWORK_KINDS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.glusterfs"})
MEGABYTE = 1_000_000
SHOWN = 5


def check_python(setup: Setup) -> Iterator[Finding]:
    """The version of Python is one that the project is tried with."""
    wanted = tomllib.loads((setup.checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    yield judge_python(".".join(map(str, sys.version_info[:3])), wanted)


def judge_python(version: str, wanted: str) -> Finding:
    """A version against what the project asks for."""
    if version not in SpecifierSet(wanted):
        return Finding("fail", f"Python {version}; expected {wanted}", "Install one, then: make setup PYTHON=/path/to/python3.12")
    return Finding("ok", f"Python {version}")


def check_libraries(setup: Setup) -> Iterator[Finding]:
    """Libraries are those of the lock, to the version."""
    lock = setup.checkout / "requirements.lock"
    if not lock.exists():
        yield Finding("fail", f"{lock} is missing, so nothing tells which versions were tried", "Run from a whole checkout.")
        return
    locked = locked_versions(lock.read_text(encoding="utf-8"))
    installed = installed_versions()
    changed = {name: version for name, version in locked.items() if installed.get(name, version) != version}
    other = [f"{name} {installed[name]} instead of {version}" for name, version in changed.items()]
    missing = sorted(direct_dependencies(setup.checkout / "pyproject.toml") - installed.keys())
    if missing:
        yield Finding("fail", f"{len(missing)} libraries are missing: {shown(missing)}", SETUP_ADVICE)
    if other:
        yield Finding("fail", f"{len(other)} libraries are not those of the lock: {shown(other)}", SETUP_ADVICE)
    if not missing and not other:
        yield Finding("ok", f"{len(locked.keys() & installed.keys())} libraries are those of the lock")


def shown(names: list[str]) -> str:
    """The first few of a list."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def locked_versions(lock: str) -> dict[str, str]:
    """Version by library, of the lines that hold for this Python and system."""
    lines = [line.rstrip("\\ ") for line in lock.splitlines() if line[:1].isalnum()]
    needed = [made for made in map(Requirement, lines) if made.marker is None or made.marker.evaluate()]
    return {canonicalize_name(made.name): str(made.specifier).removeprefix("==") for made in needed}


def installed_versions() -> dict[str, str]:
    """Version by library that is installed."""
    return {canonicalize_name(found.name): found.version for found in metadata.distributions()}


def direct_dependencies(project: Path) -> set[str]:
    """Libraries that the project itself imports, without its extras and tools."""
    lines = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    return {str(canonicalize_name(Requirement(line).name)) for line in lines}


def check_disk(setup: Setup) -> Iterator[Finding]:
    """A refresh has room on the disk, in bytes and in files."""
    place = existing(setup.root)
    free = shutil.disk_usage(place).free
    counts = os.statvfs(place)
    yield judge_disk(free, needed_bytes(setup.warehouse))
    if counts.f_files:  # some file systems have no fixed number
        yield judge("free_inodes", counts.f_favail, f"{counts.f_favail:,} more files can be made", "Remove files from that disk.")


def judge_disk(free: int, needed: int) -> Finding:
    """Free bytes against what the next refresh takes, and against what is always wise to have."""
    advice = "Free some space: launchwire releases --keep 2, launchwire tidy --runs 10, or a larger disk."
    told = f"{free / MEGABYTE:,.0f} MB are free"
    if free < needed:
        return Finding("fail", f"{told}; the next refresh needs {needed / MEGABYTE:,.0f}", advice)
    return judge("free_megabytes", free / MEGABYTE, told, advice)


def existing(path: Path) -> Path:
    """The path, or the nearest folder above it that is there."""
    return next(place for place in (path.absolute(), *path.absolute().parents) if place.exists())


def check_memory(_setup: Setup) -> Iterator[Finding]:
    """Memory is free for a refresh, counting the bound that a container or unit sets."""
    memory = Path("/proc/meminfo")
    if not memory.exists():
        yield Finding("ok", "not looked at: this system tells of no free memory")
        return
    free = available_bytes(memory.read_text(encoding="ascii"), bound_bytes())
    advice = "End other programs, or let DuckDB take less: LAUNCHWIRE_MEMORY_LIMIT=1GB"
    yield judge("available_memory_megabytes", free / MEGABYTE, f"{free / MEGABYTE:,.0f} MB of memory are free", advice)


def available_bytes(meminfo: str, bound: int | None) -> int:
    """The smaller of what the machine has left and what a bound allows in all."""
    left = next(int(line.split()[1]) * 1024 for line in meminfo.splitlines() if line.startswith("MemAvailable:"))
    return left if bound is None else min(left, bound)


def check_file_system(setup: Setup) -> Iterator[Finding]:
    """The warehouse lies on a disk of this machine."""
    mounts = Path("/proc/mounts")
    kind = file_system_kind(existing(setup.root).resolve(), mounts.read_text(encoding="utf-8")) if mounts.exists() else "unknown"
    yield judge_kind(kind)


def file_system_kind(place: Path, mounts: str) -> str:
    """Kind of the file system that holds a path: that of the longest mount point above it, the last where several lie on another."""
    fields = [line.split() for line in mounts.splitlines()]
    above = [(len(mount[1]), number, mount[2]) for number, mount in enumerate(fields) if place.is_relative_to(spelled(mount[1]))]
    return max(above)[2] if above else "unknown"


def spelled(mount: str) -> str:
    """A mount point without the escapes that the kernel writes for spaces."""
    return mount.replace("\\040", " ").replace("\\011", "\t")


def judge_kind(kind: str) -> Finding:
    """Whether locks can be relied on."""
    if kind in NETWORK_KINDS:
        told = f"the warehouse lies on a network file system ({kind}), where locks may not hold and SQLite may be damaged"
        advice = "Keep the warehouse on a local disk and copy releases to the share; or refresh from one machine only, with Postgres."
        return Finding("warn", told, advice)
    return Finding("ok", f"the file system is {kind}")


def check_port(setup: Setup) -> Iterator[Finding]:
    """The UI can be served, or is being served."""
    from pipelines.ui import refuse_taken_port  # noqa: PLC0415 - Dagster's server costs seconds

    try:
        refuse_taken_port(setup.port)
    except LaunchwireError as error:
        if is_locked(setup.root / "dagster" / SERVING):
            yield Finding("ok", f"port {setup.port} is taken, and the UI of this warehouse is being served")
            return
        yield Finding("fail", str(error).partition(". ")[0], f"Choose another: launchwire ui --port {setup.port + 1}")
        return
    yield Finding("ok", f"port {setup.port} is free")
