"""``launchwire dictionary``: what every table and column means, from the contracts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from pipelines.contracts import LAYERS, Column, Contract, contracts
from pipelines.warehouse.files import write_bytes

MEANINGS = {
    "raw": "One record as received, with its receipt. Nothing is repaired or dropped.",
    "staged": "One article, and its sentences: text, language and publication date, repaired without losing the way back.",
    "extracted": "What the reading engine took from each article: one span of text and one rule behind everything.",
    "reference": "Public facts that the pipeline reads by: small files of the repository, each row with its source.",
    "history": "What the release before held, what people reviewed, and which refresh this is. No part of a release's content hash.",
    "modeled": "One thing in the world, resolved from all articles. Names that begin with `_` are steps on the way, not for readers.",
    "marts": "What analysts ask for.",
}
OPENING = """\
# Data dictionary

Every table of the warehouse, layer by layer. Made from the contracts under `expectations/` by `launchwire dictionary --output
docs/data-dictionary.md`; do not edit it by hand. The same words stand as comments in each published database
(`describe`, `duckdb_tables()`, `duckdb_columns()`).

Column endings say the type and unit: `_id` key, `_at` instant in UTC, `_date` day, `_text` verbatim, `_code` closed list, `_name` for
people, `_count`, `_km`, `_deg`. A null means that no report says it; what a report calls unknown is a code.
"""


@click.command("dictionary")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write there instead of to the screen.")
def command(output: Path | None) -> None:
    """Write what every table and column means, from the contracts.

    \b
    Examples:
      launchwire dictionary | less
      launchwire dictionary --output docs/data-dictionary.md
    """
    text = "\n".join(dictionary_lines()) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        write_bytes(output, text.encode())


def dictionary_lines() -> Iterator[str]:
    """The dictionary as Markdown."""
    yield OPENING
    for layer in LAYERS:
        held = [contract for contract in contracts().values() if contract.layer == layer]
        yield f"- **{layer}**: {', '.join(f'[{contract.table}](#{anchor(contract)})' for contract in held)}"
    for layer in LAYERS:
        yield from ["", f"## {layer}", "", MEANINGS[layer]]
        for contract in contracts().values():
            if contract.layer == layer:
                yield from table_lines(contract)


def anchor(held: Contract) -> str:
    """What a page calls the heading of a table."""
    return held.name.replace(".", "")


def table_lines(held: Contract) -> Iterator[str]:
    """One table: what it is, what to mind, its columns."""
    yield from [
        "",
        f"### {held.name}",
        "",
        f"**{held.title}.** One row is {held.grain}. Key: {', '.join(f'`{name}`' for name in held.key)}.",
    ]
    yield f"Made by `{held.made_by}`."
    for warning in held.warnings:
        yield from ["", f"Mind: {warning}"]
    yield from ["", "| column | type | null | meaning |", "| --- | --- | --- | --- |"]
    yield from (column_line(column) for column in held.columns)


def column_line(column: Column) -> str:
    """One column as a row of a table."""
    meaning = column.meaning
    if column.unit:
        meaning += f"; unit: {column.unit}"
    if column.codes:
        meaning += f"; one of {', '.join(f'`{code}`' for code in column.codes)}"
    if column.references:
        meaning += f"; refers to `{column.references}`"
    return f"| `{column.name}` | {column.type} | {'yes' if column.nullable else ''} | {meaning.replace('|', chr(92) + '|')} |"
