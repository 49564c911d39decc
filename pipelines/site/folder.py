"""The folder of a site. A new one appears at once; in one that is there each file is replaced whole, and only where it changed."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.errors import WarehouseError
from pipelines.ids import sha256
from pipelines.warehouse.files import told_plainly

CONTENTS = "contents.json"


@dataclass(slots=True)
class SiteFolder:
    """A site that is being written. ``before`` and ``after`` hold, by file, the hash of what it was made from and its length."""

    target: Path
    folder: Path
    before: dict[str, list[str | int]]
    after: dict[str, list[str | int]] = field(default_factory=dict)
    written_count: int = 0

    def is_current(self, name: str, made_from: str) -> bool:
        """Whether the file that is there was made from the same, so that it need not be made again."""
        known = self.before.get(name)
        if known is None or known[0] != made_from or not is_file_of(self.folder / name, int(known[1])):
            return False
        self.after[name] = known
        return True

    def put(self, name: str, content: bytes, made_from: str | None = None) -> None:
        """Write one file, unless it holds the same bytes already."""
        digest = made_from or sha256(content)
        path = self.folder / name
        if made_from is None and self.is_current(name, digest):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        passing = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        passing.write_bytes(content)
        passing.replace(path)
        self.after[name] = [digest, len(content)]
        self.written_count += 1

    def finish(self) -> int:
        """Take away what no page leads to any more, note what is there, and let a new site appear; files that went."""
        gone = sorted(self.before.keys() - self.after.keys())
        for name in gone:
            (self.folder / name).unlink(missing_ok=True)
        listed = json.dumps(self.after, sort_keys=True, separators=(",", ":"), indent=0)
        (self.folder / CONTENTS).write_text(listed + "\n", encoding="utf-8")
        if self.folder != self.target:
            if self.target.exists():
                self.target.rmdir()  # empty, as open_folder has made sure
            self.folder.rename(self.target)
        return len(gone)


def is_file_of(path: Path, length: int) -> bool:
    """Whether a file of this length is there."""
    try:
        return path.stat().st_size == length
    except OSError:
        return False


def open_folder(target: Path) -> SiteFolder:
    """The site at ``target``, to be brought up to date; where there is none, one beside it that takes its place when it is whole."""
    with told_plainly(target):
        if (target / CONTENTS).exists():
            return SiteFolder(target, target, read_contents(target / CONTENTS))
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise WarehouseError(f"{target}: is there and is no site of launchwire. Choose another folder: launchwire site --output DIR")
        folder = target.with_name(f".{target.name}.tmp")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return SiteFolder(target, folder, {})


def read_contents(path: Path) -> dict[str, list[str | int]]:
    """What the site held when it was made; nothing where the list is damaged, so that every page is made again."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return {name: entry for name, entry in held.items() if isinstance(entry, list) and len(entry) == 2} if isinstance(held, dict) else {}
