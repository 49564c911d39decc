"""Rows as CSV: whatever a cell holds, it stays one cell, and none that a spreadsheet would run."""

import csv
import io

import pytest

from pipelines.rows import write_csv


def spell(cell: str) -> str:
    """The line of one cell and its neighbour."""
    handle = io.StringIO(newline="")
    write_csv(["cell", "next"], [[cell, "x"]], handle)
    return handle.getvalue().removeprefix("cell,next\n")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("two\r=1+1", '"two\r=1+1",x\n'),  # unquoted, the carriage return would end the row, and the formula begin one
        ("two\r\n=1+1", '"two\r\n=1+1",x\n'),
        ("two\n=1+1", '"two\n=1+1",x\n'),
        ("\r=1", '"\'\r=1",x\n'),
        ("ends\r", '"ends\r",x\n'),
        ("ends\r\n", '"ends\r\n",x\n'),
        ("plain", "plain,x\n"),
    ],
)
def test_a_cell_with_line_ends_stays_one_cell(cell: str, told: str) -> None:
    assert spell(cell) == told
    assert len(list(csv.reader(io.StringIO(told, newline="")))) == 1
