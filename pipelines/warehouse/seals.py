"""Sealed notes: small JSON files in one exact form that hold the hash of what they say, so that no bit of one changes unseen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.errors import WarehouseError
from pipelines.ids import sha256
from pipelines.warehouse.files import write_bytes

SEAL = "seal_sha256"


def seal(held: Mapping[str, Any]) -> bytes:
    """The note in its exact form, with its seal."""
    return _form({**held, SEAL: sha256(_form(held))})


def _form(held: Mapping[str, Any]) -> bytes:
    return json.dumps(held, indent=1, sort_keys=True).encode() + b"\n"


@lru_cache(maxsize=256)
def is_sealed(content: bytes) -> bool:
    """Whether bytes are a note with an unbroken seal."""
    try:
        held = json.loads(content)
    except ValueError:
        return False
    return isinstance(held, dict) and seal({name: given for name, given in held.items() if name != SEAL}) == content


def write_sealed(path: Path, held: Mapping[str, Any]) -> str:
    """Put a sealed note at ``path`` whole or not at all; its hash."""
    content = seal(held)
    write_bytes(path, content)
    return sha256(content)


def read_sealed(path: Path) -> dict[str, Any]:
    """What a note says. A broken seal is an error; a note of versions that sealed none is taken as it is."""
    content = path.read_bytes()
    try:
        held = json.loads(content)
    except ValueError as error:
        raise _broken(path) from error
    if not isinstance(held, dict) or (SEAL in held and not is_sealed(content)):
        raise _broken(path)
    return held


def _broken(path: Path) -> WarehouseError:
    return WarehouseError(
        f"{path}: is damaged: what it says does not fit its seal. See what else is: launchwire verify --warehouse DIR. "
        f"Restore the file from a copy of the warehouse; what is derived is made again by itself."
    )
