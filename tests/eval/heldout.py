"""Fifty-four annotated articles that no rule may be written from: their texts are not here, only ids, values and where the evidence stands.

    python tests/eval/heldout.py ../shared OUT

writes ``articles.jsonl`` and ``gold.jsonl`` into the folder OUT, for ``launchwire evaluate`` or the scorer of the guidelines.
Look at scores only: an article of this set that has been read for the sake of a rule measures nothing any more.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "heldout.jsonl"
FIELDS = ("id", "title", "text", "date", "outlet", "url")
Row = dict[str, Any]


def load_heldout(shared: Path) -> tuple[list[Row], list[Row]]:
    """The articles as the corpus has them, and their gold rows with the evidence cut out of the documents."""
    spans = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    corpus = _read_corpus(shared, {row["id"] for row in spans})
    articles = [corpus[row["id"]] for row in spans]
    return articles, [_fill(row, article) for row, article in zip(spans, articles, strict=True)]


def _read_corpus(shared: Path, wanted: set[str]) -> dict[str, Row]:
    found = {}
    for name in ("launches.jsonl", "negatives.jsonl"):
        with (shared / "corpus" / name).open(encoding="utf-8") as lines:
            rows = map(json.loads, lines)
            found |= {row["id"]: {field: row.get(field) for field in FIELDS} for row in rows if row["id"] in wanted}
    return found


def _fill(row: Row, article: Row) -> Row:
    document = f"{article['title'] or ''}\n\n{article['text'] or ''}"
    if hashlib.sha256(document.encode()).hexdigest() != row["document_sha256"]:
        raise ValueError(
            f"article {row['id']} is no longer the one that was annotated; drop its line from {GOLD.name} or annotate it again"
        )
    filled = {name: row[name] for name in ("id", "published", "relevant")}
    filled["launches"] = [each | {"evidence": [document[start:end] for start, end in each["evidence"]]} for each in row["launches"]]
    for kind in ("claims", "reactions"):
        filled[kind] = [each | {"evidence": document[slice(*each["evidence"])]} for each in row[kind]]
    return filled


if __name__ == "__main__":
    place = Path(sys.argv[2])
    place.mkdir(parents=True, exist_ok=True)
    for file_name, rows in zip(("articles.jsonl", "gold.jsonl"), load_heldout(Path(sys.argv[1])), strict=True):
        (place / file_name).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
