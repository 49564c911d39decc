"""How much memory the system lets this process hold, where a container, a unit or a job of a cluster bounds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.errors import LaunchwireError

LEAST_BYTES = 640_000_000  # with so much a refresh of the sample completed; with 600 MB the system killed it
OWN_GROUPS = Path("/proc/self/cgroup")
GROUPS = Path("/sys/fs/cgroup")


def bound_bytes(own_groups: Path = OWN_GROUPS, groups: Path = GROUPS) -> int | None:
    """The least bound of the control groups that this process is in; null where there is none, or the system tells of none."""
    if not own_groups.exists():
        return None
    files = (file for line in own_groups.read_text(encoding="ascii").splitlines() for file in bound_files(line, groups))
    bounds = [int(text) for file in files if file.exists() and (text := file.read_text(encoding="ascii").strip()).isdigit()]
    return min(bounds, default=None)


def bound_files(line: str, groups: Path) -> Iterator[Path]:
    """Files that may hold a bound, for a line such as ``0::/user.slice/mine``: of the group, and of each that it lies in."""
    _, controllers, name = line.split(":", 2)
    if not controllers:
        root, file = groups, "memory.max"
    elif "memory" in controllers.split(","):
        root, file = groups / "memory", "memory.limit_in_bytes"
    else:
        return
    group = root / name.lstrip("/")
    yield from (folder / file for folder in (group, *group.parents) if folder.is_relative_to(root))


def refuse_little(bound: int | None) -> None:
    """A refresh that the system would kill, without a word to its user, does not begin."""
    if bound is not None and bound < LEAST_BYTES:
        raise LaunchwireError(
            f"the system lets this process and what it starts hold {bound / 1e6:,.0f} MB of memory, and kills what holds more; a"
            f" refresh needs {LEAST_BYTES / 1e6:,.0f} MB at the least. Nothing was changed. Raise the bound of the container, unit or job"
            " that it runs in."
        )
