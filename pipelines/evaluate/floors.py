"""Floors under the figures: raised whenever a figure rises, lowered only on purpose and with a reason.

``tests/eval/floors.json`` holds, for each measured collection, the hash of its files, the floor of each figure and the
reasons given for lowering. Figures that end in ``_count`` count mistakes: their floor is a ceiling.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipelines.errors import CheckFailed, LaunchwireError

Figures = Mapping[str, float]


def read_floors(path: Path) -> dict[str, Any]:
    """The floors of every collection; empty where there is no file yet."""
    if not path.exists():
        return {}
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise LaunchwireError(f"{path}: no valid JSON: {error}. Restore it from version control.") from error


def hash_files(paths: Sequence[Path]) -> str:
    """Hash of the names and bytes of a collection's files, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def is_worse(name: str, figure: float, floor: float) -> bool:
    """Whether a figure is on the wrong side of its floor."""
    return figure > floor if name.endswith("_count") else figure < floor


def broken_floors(floors: Mapping[str, Any], collection: str, corpus_sha256: str, figures: Figures) -> list[str]:
    """What is wrong with the figures of a collection; empty when all floors hold."""
    known = floors.get(collection)
    if known is None:
        return [f"{collection}: no floors are kept yet"]
    if known["corpus_sha256"] != corpus_sha256:
        return [f"{collection}: the annotated files are not those that the floors were measured on"]
    return [
        f"{collection}: {name} is {figures[name]}, its floor is {floor}"
        for name, floor in sorted(known["floors"].items())
        if name not in figures or is_worse(name, figures[name], floor)
    ]


def check_floors(path: Path, collection: str, corpus_sha256: str, figures: Figures) -> None:
    """Fail where a figure fell under its floor."""
    broken = broken_floors(read_floors(path), collection, corpus_sha256, figures)
    if broken:
        advice = "Mend the rules, or lower the floors on purpose: launchwire evaluate ... --update-floors --lower --reason TEXT"
        raise CheckFailed("\n  ".join([f"{path}: floors do not hold", *broken, advice]))


def update_floors(
    path: Path, collection: str, corpus_sha256: str, figures: Figures, lower: bool = False, reason: str | None = None
) -> dict[str, Any]:
    """Raise the floors of a collection to its figures; where a figure fell, refuse, or lower with the reason kept."""
    if lower and not (reason or "").strip():
        raise LaunchwireError(f"{path}: floors are lowered only with a reason. Add --reason TEXT.")
    floors = read_floors(path)
    known = floors.get(collection) or {"floors": {}, "lowered": []}
    is_same = known.get("corpus_sha256", corpus_sha256) == corpus_sha256
    fallen = sorted(name for name, floor in known["floors"].items() if name in figures and is_worse(name, figures[name], floor))
    gone = sorted(known["floors"].keys() - figures.keys())
    if (fallen or gone or not is_same) and not lower:
        what = ", ".join([*fallen, *gone]) or "the annotated files"
        raise CheckFailed(f"{path}: {collection}: {what} would fall or change. Mend it, or add --lower --reason TEXT.")
    lowered = [*known["lowered"]]
    if fallen or gone or not is_same:
        lowered.append({"reason": reason, "figures": [*fallen, *gone], "is_new_corpus": not is_same})
    floors[collection] = {"corpus_sha256": corpus_sha256, "floors": dict(sorted(figures.items())), "lowered": lowered}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return floors
