"""What people see: tables and lines in which text from articles cannot act on the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.visible import visible

PIPE_WIDTH = 1000  # a pipe has no width: let no line be broken


class Screen(Console):
    """A console that leaves it to the command what happens when whoever reads it has gone."""

    def on_broken_pipe(self) -> None:
        """Called while the error is handled; rich would end the process as failed."""
        raise BrokenPipeError


def console(stderr: bool = False) -> Console:
    """Where to print: as wide as the terminal, or without breaking lines where there is none."""
    stream = sys.stderr if stderr else sys.stdout
    has_width = stream.isatty() or "COLUMNS" in os.environ
    return Screen(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False, width=None if has_width else PIPE_WIDTH)


def plain(value: object) -> str:
    """A value as one line of text that only shows."""
    return "" if value is None else visible(str(value))


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], numbers: frozenset[int] = frozenset()) -> Table:
    """A table of values; ``numbers`` are the columns that are set to the right."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for position, heading in enumerate(headings):
        made.add_column(Text(plain(heading)), justify="right" if position in numbers else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(plain(value)) for value in row))
    return made
