"""Two sets of annotated articles that no rule may be written from: ids, values and where the evidence stands, without the texts.

    python tests/eval/heldout.py ../shared OUT [--set fresh]

writes ``articles.jsonl`` and ``gold.jsonl`` of one set into the folder OUT, for the scorer of the guidelines.
``launchwire evaluate ../shared/corpus tests/eval/fresh.jsonl`` measures without them.
Look at scores only: an article of these sets that has been read for the sake of a rule measures nothing any more.
"""

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipelines.evaluate.offset_labels import Labelled, read_labelled

FOLDER = Path(__file__).parent
SETS = {"heldout": FOLDER / "heldout.jsonl", "fresh": FOLDER / "fresh.jsonl"}


def load_heldout(shared: Path, name: str) -> Labelled:
    """The articles of a set as the corpus has them, and their annotations with the evidence cut out of the documents, by id."""
    return read_labelled(shared / "corpus", SETS[name])


def write_lines(path: Path, rows: Iterable[Any]) -> None:
    """One JSON object a line."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main() -> None:
    """Put a set together again from the folder of real articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", choices=sorted(SETS), default="heldout")
    options = parser.parse_args()
    articles, gold = load_heldout(options.shared, options.set)
    options.out.mkdir(parents=True, exist_ok=True)
    write_lines(options.out / "articles.jsonl", map(asdict, articles.values()))
    write_lines(options.out / "gold.jsonl", gold.values())


if __name__ == "__main__":
    main()
