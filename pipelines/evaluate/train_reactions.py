"""Learns the weights of the reaction filter from annotated articles.

    python -m pipelines.evaluate.train_reactions ARTICLES LABELS [ARTICLES LABELS ...]

ARTICLES is a JSON Lines file or a folder of them. LABELS are either annotations in the guidelines' format,
such as ``benchmarks/labels/readings.jsonl``, or a CSV of the same folder, which marks evidence by offsets. The weights of the
package come from these pairs, where ``shared`` is the folder of real articles:

    ../shared/corpus/dev.jsonl ../shared/gold/dev.gold.jsonl ../shared/corpus/seeds.jsonl ../shared/gold/seeds.gold.jsonl
    ../shared/corpus benchmarks/labels/reactions.csv ../shared/corpus benchmarks/labels/readings.jsonl

Writes ``lexicons/reactions_weights.json``: numbers only, no text. Where two files hold one article, the later labels count.
The result is the same for the same input: rows keep the order of the files, and the fit starts from zero.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.evaluate.offset_labels import pick_articles, read_labelled
from pipelines.evaluate.pairs import Pair, parse_pairs, training_parser
from pipelines.reading.attributions.find import find_attributions
from pipelines.reading.dates.find import find_dates
from pipelines.reading.dating.choose import date_document
from pipelines.reading.document import open_document
from pipelines.reading.launches.find import find_launches
from pipelines.reading.names.find import find_names
from pipelines.reading.reactions.actors import Stage
from pipelines.reading.reactions.candidates import find_candidates
from pipelines.reading.reactions.features import Candidate
from pipelines.reading.reactions.filter import BIAS
from pipelines.reading.rules import HERE
from pipelines.reading.types import Article, Document

Row = tuple[tuple[str, ...], bool]
SEEN = 3  # candidates that a feature stands in at least, so that no single article decides
RIDGE = 2.0  # strength of the pull towards zero
STEPS = 400
RATE = 0.5
THRESHOLD = 0.32  # least probability; in cross-validation by article F1 is flat from 0.3 to 0.4


def candidates_of(article: Article) -> tuple[Document, list[Candidate]]:
    """The candidates of an article, found as the engine finds them."""
    document = open_document(article.document)
    published = date_document(document, article.date, article.url)
    names = find_names(document)
    dates = find_dates(document, published.when)
    attributions = find_attributions(document, names)
    launches, _ = find_launches(document, names, dates, attributions, published)
    return document, find_candidates(Stage(document, names, attributions, article.outlet), dates, launches) if launches else []


@dataclass(frozen=True, slots=True)
class Label:
    """A reaction that a person wrote down: type, country, actor, and where its evidence stands in the document."""

    type: str
    country: str | None
    actor: str
    start: int
    end: int


def is_right(document: Document, candidate: Candidate, labels: Sequence[Label]) -> bool:
    """Whether a person wrote down a reaction of this type and country, with this evidence or this actor."""
    start, end = document.to_original(*candidate.evidence)
    party = candidate.acting.party
    same = [label for label in labels if label.type == candidate.type and label.country == party.country]
    return any((label.start < end and start < label.end) or is_named(party.name, label.actor) for label in same)


def is_named(one: str, other: str) -> bool:
    """Whether two names share their last word."""
    return one.lower().split()[-1:] == other.lower().split()[-1:]


def place_labels(text: str, reactions: Sequence[dict[str, Any]]) -> tuple[int, list[Label]]:
    """Labels of an article annotated in the guidelines' format, with where its reader stopped: at its end."""
    return len(text), [place_label(text, item) for item in reactions]


def place_label(text: str, item: dict[str, Any]) -> Label:
    """An annotated reaction as a label: its evidence by offsets."""
    start = text.find(item["evidence"])
    return Label(item["type"], item["country"], item["actor"], start, start + len(item["evidence"]))


def read_labels(path: Path) -> dict[str, tuple[int, list[Label]]]:
    """Labels of the CSV files: ``<name>.csv`` holds reactions, ``<name>_articles.csv`` how far each article was read."""
    with path.with_name(f"{path.stem}_articles.csv").open(encoding="utf-8", newline="") as file:
        found: dict[str, tuple[int, list[Label]]] = {row["article_id"]: (int(row["read_end"]), []) for row in csv.DictReader(file)}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            start, end = int(row["evidence_start"]), int(row["evidence_end"])
            label = Label(row["type_code"], row["country_code"] or None, row["actor_name"], start, end)
            found[row["article_id"]][1].append(label)
    return found


def read_rows(articles_path: Path, labels_path: Path) -> Iterator[tuple[str, Candidate, bool]]:
    """The candidates of annotated articles with their verdicts."""
    if labels_path.suffix == ".csv":
        labelled = read_labels(labels_path)
        articles = pick_articles(articles_path, labelled, False)
    else:
        articles, rows = read_labelled(articles_path, labels_path)
        labelled = {key: place_labels(articles[key].document, row["reactions"]) for key, row in rows.items()}
    for article_id, (read_end, labels) in labelled.items():
        document, candidates = candidates_of(articles[article_id])
        for candidate in candidates:
            if document.to_original(*candidate.evidence)[0] < read_end:
                yield article_id, candidate, is_right(document, candidate, labels)


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Weights of a logistic regression with a ridge, by gradient steps scaled per feature."""
    seen = Counter(feature for features, _ in rows for feature in features)
    known = [BIAS, *sorted(feature for feature, count in seen.items() if count >= SEEN)]
    number = {feature: index for index, feature in enumerate(known)}
    data = [([0, *(number[f] for f in features if f in number)], float(right)) for features, right in rows]
    weight, history = [0.0] * len(known), [1e-6] * len(known)
    for _ in range(STEPS):
        slope = [RIDGE * w for w in weight]
        slope[0] = 0.0
        for active, right in data:
            total = max(-30.0, min(30.0, sum(weight[i] for i in active)))
            error = 1.0 / (1.0 + math.exp(-total)) - right
            for i in active:
                slope[i] += error
        for i, value in enumerate(slope):
            history[i] += value * value
            weight[i] -= RATE * value / math.sqrt(history[i])
    return {feature: round(weight[index], 2) for feature, index in number.items()}


def rows_by_article(pairs: Sequence[Pair]) -> dict[str, list[Row]]:
    """The rows of each article; of labels of one article in two files those of the later file count."""
    rows: dict[str, list[Row]] = {}
    for articles, labels in pairs:
        found: dict[str, list[Row]] = {}
        for article_id, candidate, right in read_rows(articles, labels):
            found.setdefault(article_id, []).append((candidate.features, right))
        rows.update(found)
    return rows


def main(arguments: Sequence[str]) -> None:
    """Learns from pairs of files and writes the weights."""
    _, pairs = parse_pairs(training_parser(__doc__), arguments)
    rows = [row for found in rows_by_article(pairs).values() for row in found]
    weights = fit(rows)
    learned = {"threshold": THRESHOLD, "candidates": len(rows), "reactions": sum(right for _, right in rows), "weights": weights}
    target = HERE / "lexicons" / "reactions_weights.json"
    target.write_text(json.dumps(learned, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"{target}: {len(weights)} weights from {len(rows)} candidates\n")


if __name__ == "__main__":
    main(sys.argv[1:])
