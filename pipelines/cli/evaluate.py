"""``launchwire evaluate``: how well articles are read, against annotations given by path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from pipelines.engines import engine_from_environment
from pipelines.evaluate import evaluate_attributions, evaluate_readings, evaluate_timex, hash_files
from pipelines.evaluate import update_floors as keep_floors
from pipelines.evaluate.offset_labels import article_files

FLOORS = Path(__file__).parents[2] / "tests" / "eval" / "floors.json"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("evaluate")
@click.argument("articles", type=click.Path(exists=True, path_type=Path), required=False)
@click.argument("gold", type=FILE, required=False)
@click.option("--timex", type=FOLDER, help="Folder of TimeML documents (.tml): measure dates instead.")
@click.option("--attributions", type=FOLDER, help="Folder with text/ and attributions/ in brat's form: measure attributions instead.")
@click.option("--without-dates", is_flag=True, help="Withhold publication dates and addresses, to measure the dating of articles.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Show up to N mistakes of each kind, with their rules.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--update-floors", is_flag=True, help="Raise the floors that the tests keep under these figures.")
@click.option("--lower", is_flag=True, help="With --update-floors: lower floors too. Needs --reason.")
@click.option("--reason", default="", help="Why a floor may be lowered; kept beside it.")
def command(
    articles: Path | None,
    gold: Path | None,
    timex: Path | None,
    attributions: Path | None,
    without_dates: bool,
    errors: int,
    as_json: bool,
    update_floors: bool,
    lower: bool,
    reason: str,
) -> None:
    """Score readings of ARTICLES against GOLD, both JSON Lines in the form of the reading guidelines.

    ARTICLES may be a folder of such files, and GOLD may tell its evidence by offsets.

    The environment names the engine (LAUNCHWIRE_ENGINE), so two engines are compared by the same measures.

    \b
    Examples:
      launchwire evaluate articles.jsonl gold.jsonl --errors 5
      launchwire evaluate articles.jsonl gold.jsonl --without-dates
      launchwire evaluate --timex timebank/
      launchwire evaluate --attributions dev/
      launchwire evaluate articles.jsonl gold.jsonl --update-floors
    """
    collection, paths, lines, figures = measure(articles, gold, timex, attributions, without_dates, errors)
    if as_json:
        click.echo(json.dumps(figures, indent=1))
    else:
        click.echo("\n".join(lines))
    if update_floors:
        raise_floors(collection, paths, figures, lower, reason)


def measure(
    articles: Path | None, gold: Path | None, timex: Path | None, attributions: Path | None, without_dates: bool, errors: int
) -> tuple[str, list[Path], list[str], Mapping[str, Any]]:
    """Name of the collection, its files, what people are shown, and the figures."""
    if timex is not None:
        dates = evaluate_timex(timex)
        return f"timex_{timex.name}", list(timex.glob("*.tml")), dates.lines(), dates.as_dict()
    if attributions is not None:
        statements = evaluate_attributions(attributions)
        return "attributions", list(attributions.glob("*/*")), statements.lines(), statements.as_dict()
    if articles is None or gold is None:
        raise click.UsageError("Name ARTICLES and GOLD, or a folder with --timex or --attributions.")
    readings = evaluate_readings(articles, gold, engine_from_environment(), without_dates)
    name = "readings_without_dates" if without_dates else "readings"
    return name, [*article_files(articles), gold], readings.lines(errors), readings.as_dict()


def raise_floors(collection: str, paths: list[Path], figures: Mapping[str, Any], lower: bool, reason: str) -> None:
    """Keep the figures as floors."""
    keep_floors(FLOORS, collection, hash_files(paths), figures, lower, reason)
    click.echo(f"{FLOORS}: floors of {collection} updated")
