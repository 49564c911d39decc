"""Files of a source, and those that a named rule passes over."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from pipelines.ingest.media_types import MEDIA_TYPES, find_suffix
from pipelines.ingest.sources import Source

EXPECTED_READINGS = (".expected.json", ".expected.jsonl")  # what a person says that a reader should find; no article


class Found(NamedTuple):
    """One file to take: where it is inside its source, what kind, and what the file system says of it."""

    source: Source
    locator: str
    path: str
    media_type: str
    size: int
    inode: int
    modified_at: int  # nanoseconds, by the file system's clock
    changed_at: int


class Skipped(NamedTuple):
    """One file that is not taken, and the rule that says so."""

    source: Source
    locator: str
    rule: str


def scan_source(source: Source) -> Iterator[Found | Skipped]:
    """Every file of a source, in order of its path."""
    if source.kind == "file":
        yield _judge(source, source.path.name, source.path.name, str(source.path), source.path.stat())
    elif source.kind == "folder":
        yield from _scan_folder(source)


def count_files(source: Source) -> int:
    """Files of a source, without a look at any of them."""
    if source.kind == "folder":
        return sum(1 for _ in _list_folder(str(source.path), ""))
    return int(source.kind == "file")


def _scan_folder(source: Source) -> Iterator[Found | Skipped]:
    for locator, entry in _list_folder(str(source.path), ""):
        if entry is None:
            yield Skipped(source, locator, "unreadable_folder")
            continue
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue  # it went away since the folder was listed
        yield _judge(source, locator, entry.name, entry.path, status)


def _list_folder(folder: str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Locator and entry of all that is no folder, in order of its path; no entry where a folder may not be read."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=attrgetter("name"))
    except PermissionError:
        yield prefix, None
        return
    for entry in entries:
        locator = prefix + _shown(entry.name)
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield from _list_folder(entry.path, f"{locator}/")
        else:
            yield locator, entry


def _judge(source: Source, locator: str, name: str, path: str, status: os.stat_result) -> Found | Skipped:
    rule = _find_rule(name, status.st_mode)
    suffix = find_suffix(name)
    if rule is not None or suffix is None:
        return Skipped(source, locator, rule or "unknown_suffix")
    return Found(source, locator, path, MEDIA_TYPES[suffix], status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns)


def _find_rule(name: str, mode: int) -> str | None:
    """The rule that passes a file over whatever its ending, if any."""
    if name.startswith("."):
        return "hidden_file"
    if not stat.S_ISREG(mode):
        return "symbolic_link" if stat.S_ISLNK(mode) else "not_a_file"
    if name.lower().endswith(EXPECTED_READINGS):
        return "expected_reading"
    return None


def _shown(name: str) -> str:
    """A file name as text, also where its bytes are no UTF-8."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")
