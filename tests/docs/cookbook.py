"""The cookbook's queries and the tables printed below them. ``python -m tests.docs.cookbook WAREHOUSE`` prints the answers anew."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.contracts import ROOT
from pipelines.reconcile.catalogs import CATALOGS, read_catalog
from pipelines.reconcile.report import rows_of
from pipelines.reconcile.run import reconcile
from pipelines.rows import json_value
from pipelines.warehouse import connect_published, open_warehouse

COOKBOOK = ROOT / "docs" / "cookbook.md"
TABLE = r"(?P<table>(?:\|[^\n]*\n)+)?"
QUERY = re.compile(r"(?P<before>```sql\n(?P<query>.*?)```\n)\n*" + TABLE + r"\n*", re.DOTALL)
CATALOG = re.compile(r"(?P<before>```tsv\n(?P<lines>.*?)```\n.*?From `discrepancies.csv`:\n\n)" + TABLE, re.DOTALL)
DISCREPANCY = ("record_id", "field_code", "ours_text", "theirs_text", "difference_minutes", "pattern_code")
VERSIONS = re.compile(r"(?<=Answered with )(?P<versions>rules [^.\n]*)")
EVIDENCE_CHARS = 90  # a sentence in a table is cut after so many characters


@dataclass(frozen=True, slots=True)
class Answer:
    """One question's table: what is printed now, and what the warehouse answers."""

    question: str
    printed: str
    columns: list[str]
    rows: list[list[str]]

    @property
    def text(self) -> str:
        """The table as Markdown."""
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def answers(warehouse: Path) -> Iterator[Answer]:
    """Every table of the cookbook, answered by a warehouse."""
    text = COOKBOOK.read_text(encoding="utf-8")
    con = connect_published(open_warehouse(warehouse))
    for match in QUERY.finditer(text):
        asked = con.sql(match["query"])
        yield Answer(
            heading(text, match.start()), match["table"] or "", asked.columns, [[cell(value) for value in row] for row in asked.fetchall()]
        )
    catalog = CATALOG.search(text)
    assert catalog is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "launchlog.tsv"
        path.write_text(catalog["lines"], encoding="utf-8")
        found = rows_of(reconcile(con, {"gcat": read_catalog(CATALOGS["gcat"], path)})["discrepancies"])
    rows = [[cell(row[name]) for name in DISCREPANCY] for row in found]
    yield Answer(heading(text, catalog.start()), catalog["table"] or "", list(DISCREPANCY), rows)
    con.close()


def heading(text: str, place: int) -> str:
    """The question above a place of the document."""
    return re.findall(r"^## (.*)$", text[:place], re.MULTILINE)[-1]


def cell(value: Any) -> str:
    """A value in a cell of a table."""
    plain = json_value(value)
    if plain is None:
        return ""
    words = "; ".join(map(str, plain)) if isinstance(plain, list) else str(plain)
    short = words if len(words) <= EVIDENCE_CHARS else words[: EVIDENCE_CHARS - 1] + "…"
    return short.replace("|", "\\|")


def printed_anew(warehouse: Path) -> str:
    """The cookbook with the answers of a warehouse."""
    text = COOKBOOK.read_text(encoding="utf-8")
    *queries, catalog = list(answers(warehouse))
    remaining = iter(queries)
    text = QUERY.sub(lambda match: f"{match['before']}\n{next(remaining).text}\n", text)
    text = CATALOG.sub(lambda match: match["before"] + catalog.text, text)
    return VERSIONS.sub(versions(warehouse), text)


def versions(warehouse: Path) -> str:
    """What the answers of a warehouse depend on beside its articles."""
    con = connect_published(open_warehouse(warehouse))
    asked = "select rules_version, reference_version, model_version from history.refreshes order by release_number desc limit 1"
    rules, reference, model = con.sql(asked).fetchone() or ("", "", "")
    con.close()
    return f"rules `{rules[:12]}`, reference `{reference[:12]}`, SQL `{model[:12]}`"


if __name__ == "__main__":
    COOKBOOK.write_text(printed_anew(Path(sys.argv[1])), encoding="utf-8")
