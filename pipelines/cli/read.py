"""``launchwire read``: what is read from articles, without a warehouse."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import click

from pipelines.cli.article_files import Problem, read_files
from pipelines.cli.reading_view import show_reading
from pipelines.cli.terminal import plain
from pipelines.engines.choose import engine_from_environment
from pipelines.reading.guidelines_format import to_row

LEFT_OUT = 2  # exit code when some input could not be read


@click.command("read")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--jsonl", is_flag=True, help="One extraction a line as JSON, in the order of the input, and nothing else on standard output."
)
@click.option("--annotations", is_flag=True, help="With --jsonl, also sentences, dates, names and attributions with their offsets.")
def command(files: tuple[str, ...], jsonl: bool, annotations: bool) -> None:
    """Show what is read from articles: launches, claims, reactions, each with its sentence.

    FILE is .txt, .html, .json, .jsonl or .jsonl.gz; - reads JSON Lines from standard input. An article in JSON has text and, where
    they are known, id, title, date (YYYY-MM-DD), outlet, url. What cannot be read is told on standard error and passed over;
    the exit code is then 2.

    \b
    Examples:
      launchwire read article.txt
      launchwire read stories.jsonl page.html
      launchwire read --jsonl stories.jsonl > extractions.jsonl
      launchwire read --jsonl --annotations - < stories.jsonl
    """
    if annotations and not jsonl:
        raise click.UsageError("--annotations are offsets for programs: add --jsonl.")
    engine = engine_from_environment()
    left_out = False
    for found in read_files(files, datetime.now(UTC).date()):
        if isinstance(found, Problem):
            click.echo(f"launchwire: {plain(found.where)}: {plain(found.message)}", err=True)
            left_out = True
            continue
        reading = engine.read(found)
        if jsonl:
            sys.stdout.write(json.dumps(to_row(reading, found, annotations), ensure_ascii=False) + "\n")
        else:
            show_reading(reading, found)
    if left_out:
        sys.exit(LEFT_OUT)
