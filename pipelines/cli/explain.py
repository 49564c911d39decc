"""``launchwire explain``: from any id down to sentence, rule, article and receipt, or up to the event."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import click
import duckdb
from rich.text import Text
from rich.tree import Tree

from pipelines.cli.explain_tree import Node, grow
from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.cli.queries import read_query
from pipelines.cli.terminal import console, plain
from pipelines.errors import LaunchwireError
from pipelines.reading.rules import HERE, read_yaml
from pipelines.warehouse import connect_published, open_warehouse

SHOWN = 10


@click.command("explain")
@click.argument("wanted", metavar="ID")
@warehouse_option
@click.option("--all", "everything", is_flag=True, help=f"Show every row; otherwise {SHOWN} of each branch.")
def command(wanted: str, root: Path | None, everything: bool) -> None:
    """Lead any id back to the sentence, rule and article behind it; an article's id also up to its events.

    ID is what any table of the warehouse holds: a launch event (evt_), a launch as one article tells it (lau_), a mention (men_),
    a claim (cla_), a reaction (rea_), an alert (ale_), an attributed statement (att_), an article (art_), a sentence (sen_),
    a record (rec_), a receipt (rcp_), or the id of a site, vehicle, satellite, actor or outlet. Evidence is quoted as it stands in the
    article.

    \b
    Examples:
      launchwire sql "select launch_event_id, status_code, launch_date_min from modeled.launch_events"
      launchwire explain evt_620e3062f8952746
      launchwire explain sohae --all
    """
    con = connect_published(open_warehouse(chosen_root(root)))
    try:
        node = grow(con, wanted, sys.maxsize if everything else SHOWN)
        if node is None:
            raise LaunchwireError(f"{plain(wanted)}: nothing in this release has that id. {advice(con, wanted)}")
    finally:
        con.close()
    console().print(show_node(node), soft_wrap=not sys.stdout.isatty())


def advice(con: duckdb.DuckDBPyConnection, wanted: str) -> str:
    """Where an event of an earlier release went, else how to find an id."""
    rows = con.execute(read_query("where_event_went"), [wanted]).fetchall()
    if not rows:
        return 'Find one with: launchwire sql "from modeled.launch_events"'
    told = f"An earlier release had it, until release {rows[-1][1]} ({rows[-1][0].replace('_', ' ')})."
    now = sorted({event for _, _, event in rows if event})
    return " ".join([told, *(f"Now: launchwire explain {event}" for event in now)])


def show_node(node: Node) -> Tree:
    """A node and all below it, as a tree for the terminal."""
    shown = Tree(node_text(node))
    for child in node.children:
        shown.add(show_node(child))
        if child.left_out:
            shown.add(Text(f"and {child.left_out:,} more ({child.title}); --all shows them", style="dim"))
    return shown


def node_text(node: Node) -> Text:
    """Title, id and line; below them the sentence and the rule with its reason."""
    text = Text(f"{node.title} ", style="cyan")
    if " " not in node.id:  # an id with a space names a row inside another, and is no id of a table
        text.append(f"{plain(node.id)} ", style="bold")
    text.append(plain(node.line), style="default")
    if node.evidence:
        text.append(f"\n“{plain(' '.join(node.evidence.split()))}”", style="italic default")
    if node.rule_id:
        reason = rule_reasons().get(node.rule_id)
        text.append(f"\nrule {node.rule_id}" + (f": {reason}" if reason else ""), style="dim")
    return text


@cache
def rule_reasons() -> dict[str, str]:
    """Why each rule exists, by its id."""
    paths = sorted((HERE / "rules").glob("*.yml"))
    return {str(entry["id"]): str(entry["why"]) for path in paths for entry in read_yaml(path)}
