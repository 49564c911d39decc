"""Which tables a table or a query needs: what has to be there before it."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.model.lineage import dependencies


def needed_tables(names: Iterable[str]) -> set[str]:
    """The tables themselves, and all that they are made from, down to what no SQL makes."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += dependencies(name)
    return found
