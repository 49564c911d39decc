"""Sources as declared in ``sources.toml``: one entry each. Adding a source is an entry, not code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipelines.connect.entries import WEB_KEYS, WEB_KINDS, EntryProblem, WebEntry, read_web_entry
from pipelines.errors import SourceError
from pipelines.toml_files import find_place, read_toml

FILE_KINDS = ("folder", "file")
KINDS = (*FILE_KINDS, *WEB_KINDS)
REQUIRED = ("id", "kind")
OPTIONAL = ("path", "outlet", "language", "licence", "zone")
EXAMPLE = '[[source]]\n  id = "landing"\n  kind = "folder"\n  path = "landing"'


@dataclass(frozen=True, slots=True)
class Source:
    """One place that articles come from. What is optional is kept with every receipt."""

    id: str
    kind: str  # one of KINDS
    path: Path  # of the folder or file; of a source on the web, the folder of sources.toml
    outlet: str | None = None
    language: str | None = None  # ISO 639-1, as declared
    licence: str | None = None
    zone: str | None = None  # IANA name of the time zone in which the outlet's days end
    web: WebEntry | None = None  # how it is fetched, for sources on the web


def read_sources(path: Path) -> tuple[Source, ...]:
    """Declared sources in the order of the file. Paths are relative to the folder that holds the file."""
    if not path.exists():
        raise SourceError(f"{path}: there is no such file. Sources are declared in it, one entry each, for example:\n{EXAMPLE}")
    held = read_toml(path)
    entries = held.pop("source", [])
    if held or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SourceError(
            f"{path}: expected nothing but [[source]] entries; found {sorted(held) or entries!r}. An entry looks so:\n{EXAMPLE}"
        )
    sources = tuple(_source(entry, f"{path}, source {number}", path.parent) for number, entry in enumerate(entries, 1))
    _refuse_same_ids(path, sources)
    return sources


def source_folders(sources: Iterable[Source]) -> list[Path]:
    """Folders to watch for new files."""
    return [source.path for source in sources if source.kind == "folder"]


def _source(entry: Mapping[str, Any], where: str, base: Path) -> Source:
    kind, is_web = entry.get("kind"), entry.get("kind") in WEB_KINDS
    keys = (*REQUIRED, *OPTIONAL, *(WEB_KEYS if is_web else ()))
    if unknown := sorted(set(entry) - set(keys)):
        raise SourceError(f"{where}: unknown entries {unknown}. Known are {list(keys)}; mend or remove them.")
    if missing := [name for name in (*REQUIRED, *(() if is_web else ("path",))) if name not in entry]:
        raise SourceError(f"{where}: {missing} must be given. A whole entry looks so:\n{EXAMPLE}")
    plain = {name: given for name, given in entry.items() if name in {*REQUIRED, *OPTIONAL}}
    if wrong := [name for name, given in plain.items() if not isinstance(given, str) or not given.strip()]:
        raise SourceError(f"{where}: {wrong} must be text in quotes, and not empty.")
    if kind not in KINDS:
        raise SourceError(f"{where}: kind {kind!r} is not known. Kinds are {list(KINDS)}.")
    _check_zone(plain.get("zone"), where)
    place = base / find_place(plain.pop("path", "."), where)
    web = _web(entry, where) if is_web else None
    _check_place("file" if is_web and "path" in entry else str(kind), place, where)
    return Source(path=place, web=web, **plain)


def _web(entry: Mapping[str, Any], where: str) -> WebEntry:
    given = {name: value for name, value in entry.items() if name in WEB_KEYS}
    try:
        return read_web_entry(entry["kind"], given, "path" in entry)
    except EntryProblem as problem:
        raise SourceError(f"{where}: {problem} See docs/sources.md.") from problem


def _check_zone(zone: str | None, where: str) -> None:
    try:
        if zone is not None:
            ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # "Asia" is a folder of zones
        raise SourceError(f"{where}: zone {zone!r} is no time zone. Give an IANA name such as 'Asia/Seoul'.") from error


def _check_place(kind: str, place: Path, where: str) -> None:
    if kind == "folder" and not os.path.isdir(place):  # noqa: PTH112 - Path raises where a name is too long for the disk
        raise SourceError(f"{where}: the folder {place} is missing. Make it, or mend path; paths are relative to the folder of the file.")
    if kind == "file" and not os.path.isfile(place):  # noqa: PTH113
        raise SourceError(
            f"{where}: the file {place} is missing. Put it there, or mend path; paths are relative to the folder of the file."
        )


def _refuse_same_ids(path: Path, sources: tuple[Source, ...]) -> None:
    ids = [source.id for source in sources]
    if repeated := sorted({name for name in ids if ids.count(name) > 1}):
        raise SourceError(f"{path}: source ids {repeated} are given more than once. Give each source its own id.")
