"""How much memory a process may hold, by the files of the system."""

from pathlib import Path

import pytest

from pipelines.errors import LaunchwireError
from pipelines.memory import bound_bytes, refuse_little

UNBOUNDED = 9_223_372_036_854_771_712  # what the first version of control groups says for no bound


def groups(folder: Path, told: str, **bounds: object) -> int | None:
    """The bound, with these lines in the process's file and these numbers in files of groups."""
    (folder / "own").write_text(told, encoding="ascii")
    for path, bound in bounds.items():
        file = folder / "groups" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{bound}\n", encoding="ascii")
    return bound_bytes(folder / "own", folder / "groups")


@pytest.mark.parametrize(
    ("told", "bounds", "expected"),
    [
        ("0::/\n", {"memory.max": 500}, 500),  # as within a container
        ("0::/\n", {"memory.max": "max"}, None),
        ("0::/nightly.slice/one.service\n", {"nightly.slice/one.service/memory.max": 700}, 700),
        ("0::/a/b\n", {"a/memory.max": 300, "a/b/memory.max": "max"}, 300),  # the group above counts, too
        ("0::/a/b\n", {"c/memory.max": 300}, None),  # that of others does not
        ("4:cpu,memory:/job\n0::/\n", {"memory/job/memory.limit_in_bytes": 400}, 400),
        ("4:memory:/job\n3:cpu:/job\n", {"memory/memory.limit_in_bytes": UNBOUNDED, "cpu/job/memory.limit_in_bytes": 1}, UNBOUNDED),
    ],
)
def test_the_least_bound_of_the_groups_that_a_process_is_in(tmp_path: Path, told: str, bounds: dict[str, object], expected: object) -> None:
    assert groups(tmp_path, told, **bounds) == expected


def test_a_system_without_groups_has_no_bound(tmp_path: Path) -> None:
    assert bound_bytes(tmp_path / "none", tmp_path) is None


def test_a_refresh_that_would_be_killed_is_refused() -> None:
    refuse_little(None)
    refuse_little(640_000_000)
    with pytest.raises(LaunchwireError, match=r"hold 512 MB of memory.*needs 640 MB at the least\. Nothing was changed\."):
        refuse_little(512_000_000)
