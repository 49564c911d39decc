"""Versions of code: one hash over a package, every module of the project that it imports, and the data files that these name."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAME = re.compile(r"[\w*][\w*.-]{2,60}")
DATA_SUFFIXES = (".yml", ".csv", ".json")


@cache
def code_version(*packages: str, without: Sequence[str] = (), libraries: Sequence[str] = ()) -> str:
    """The same on every machine; changes with the code, with data that it reads, and with the libraries named.

    Modules of ``without`` and what only they import are left out.
    """
    total = hashlib.sha256()
    for path in sorted(needed_files(packages, without)):
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for library in sorted(libraries):
        total.update(f"{library} {metadata.version(library)}\0".encode())
    return total.hexdigest()[:16]


def join_versions(*versions: str) -> str:
    """One version that changes with any of several."""
    return hashlib.sha256(" ".join(versions).encode()).hexdigest()[:16]


def needed_files(packages: Sequence[str], without: Sequence[str] = ()) -> set[Path]:
    """Files that the packages depend on, themselves included."""
    left_out = {path for package in without for path in module_files(package)}
    found: set[Path] = set()
    waiting = [path for package in packages for path in module_files(package)]
    while waiting:
        path = waiting.pop()
        if path in found or path in left_out:
            continue
        found.add(path)
        if path.suffix == ".py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            waiting += [*imported_files(tree), *named_files(tree)]
    return found


def module_files(name: str) -> list[Path]:
    """Files of a module; of a package, all its modules."""
    base = ROOT.joinpath(*name.split("."))
    if base.is_dir():
        return sorted(base.glob("*.py"))
    return [base.with_suffix(".py")] if base.with_suffix(".py").exists() else []


def imported_files(tree: ast.Module) -> Iterator[Path]:
    """Modules of the project that a module imports."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("pipelines."):
                base = ROOT.joinpath(*name.split("."))
                yield from (path for path in (base.with_suffix(".py"), base / "__init__.py") if path.exists())


def named_files(tree: ast.Module) -> Iterator[Path]:
    """Data files that a string of a module may name: whole, without its ending, by a pattern, or by its last part."""
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for name in filter(NAME.fullmatch, strings):
        yield from data_files().get(name, ())
        if "*" in name or name.startswith("_"):
            yield from (path for known, paths in data_files().items() if fnmatchcase(known, f"*{name}") for path in paths)


@cache
def data_files() -> dict[str, list[Path]]:
    """Files of the project that code reads as data, by name and by name without ending."""
    found: dict[str, list[Path]] = {}
    for path in sorted((ROOT / "pipelines").rglob("*")):
        if path.suffix in DATA_SUFFIXES:
            found.setdefault(path.name, []).append(path)
            found.setdefault(path.stem, []).append(path)
    return found
