"""Files in TOML that people write, and paths that stand in them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pipelines.errors import SourceError


def read_toml(path: Path) -> dict[str, Any]:
    """What a file holds; a SourceError where it is no TOML, or such as nobody writes: numbers and brackets without an end."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{path}: is no TOML ({error}). Mend it, then run the command again.") from error


def find_place(path: str, where: str) -> Path:
    """A path that a file gives, in which ~ stands for the home of this user, or of one that is named."""
    if "\x00" in path:
        raise SourceError(f"{where}: path {path!r} holds a character that no path may have. Take it out.")
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise SourceError(f"{where}: path {path!r} begins with the home of a user that this machine lacks. Write it out.") from error
