"""Learns the weights of claims from annotated articles and made-up examples.

    python -m pipelines.evaluate.train_claims ARTICLES LABELS [ARTICLES LABELS ...] [--examples FILE] [--folds N]

ARTICLES is a JSON Lines file or a folder of them. LABELS are either annotations in the guidelines' format, such as
``benchmarks/labels/readings.jsonl``, or a CSV that marks statements by offsets, with ``<name>_articles.csv`` beside it for the
articles that were read. The examples are sentences in own words. The weights of the package come from these pairs, where
``shared`` is the folder of real articles:

    ../shared/corpus/dev.jsonl ../shared/gold/dev.gold.jsonl ../shared/corpus/seeds.jsonl ../shared/gold/seeds.gold.jsonl
    ../shared/corpus benchmarks/labels/claims.csv ../shared/corpus benchmarks/labels/readings.jsonl
    --examples benchmarks/labels/claims_examples.yml

Writes ``lexicons/claims_weights.json``: numbers by feature, no text. ``--folds`` only measures: every article is judged by
weights that were learned without it. The same input gives the same weights.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipelines.evaluate.pairs import parse_pairs, training_parser
from pipelines.evaluate.train_claims_rows import Row, read_examples, read_pairs
from pipelines.reading.claims.features import TOPICS
from pipelines.reading.claims.model import PATH, make_model, topic_odds

RIDGE = 4.0  # pull of the weights towards zero
SEEN = 4  # articles that a feature stands in at least, so that no single one decides
EXAMPLE = 0.8  # weight of a made-up example beside a real statement
LEAST = 0.01  # weights nearer to zero are left out
GRID = tuple(round(0.16 + 0.02 * step, 2) for step in range(14))
Matrix = Any  # a sparse matrix of scipy, which has no types
Vector = np.ndarray[Any, np.dtype[np.float64]]


def known_features(rows: Sequence[Row]) -> dict[str, int]:
    """Number of each feature that stands in enough articles."""
    seen: dict[str, set[str]] = {}
    for row in rows:
        for name in row.features:
            seen.setdefault(name, set()).add(row.article_id)
    return {name: at for at, name in enumerate(sorted(n for n, articles in seen.items() if len(articles) >= SEEN))}


def matrix_of(rows: Sequence[Row], known: dict[str, int]) -> Matrix:
    """Rows by features, with a last column of ones."""
    cells = [(at, known[name], value) for at, row in enumerate(rows) for name, value in row.features.items() if name in known]
    cells += [(at, len(known), 1.0) for at in range(len(rows))]
    at, feature, value = zip(*cells, strict=True)
    return csr_matrix((value, (at, feature)), shape=(len(rows), len(known) + 1))


def fit(matrix: Matrix, right: Sequence[float], weight: Sequence[float]) -> list[float]:
    """Weights of a logistic regression with a ridge on all but the last column."""
    pull = np.full(matrix.shape[1], RIDGE)
    pull[-1] = 0.0
    rest = (matrix, np.asarray(right), np.asarray(weight), pull)
    found = minimize(loss, np.zeros(matrix.shape[1]), args=rest, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return [float(value) for value in found.x]


def loss(values: Vector, matrix: Matrix, right: Vector, weight: Vector, pull: Vector) -> tuple[float, Vector]:
    """What the weights cost, and the slope of it."""
    total = matrix @ values
    error = weight * (1.0 / (1.0 + np.exp(-total)) - right)
    value = float(weight @ (np.logaddexp(0, total) - right * total) + 0.5 * values @ (pull * values))
    return value, matrix.T @ error + pull * values


def learn(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Weights of every question: is it a claim, and of a claim, is it one of the topic."""
    known = known_features(rows)
    claims = [row for row in rows if row.topics]
    whole, part = matrix_of(rows, known), matrix_of(claims, known)
    questions = {"claim": fit(whole, [float(bool(row.topics)) for row in rows], [row.weight for row in rows])}
    for topic in TOPICS:
        questions[topic] = fit(part, [float(topic in row.topics) for row in claims], [row.weight for row in claims])
    return {name: named_weights(values, known) for name, values in questions.items()}


def named_weights(values: Sequence[float], known: dict[str, int]) -> dict[str, float]:
    """Weights by feature, rounded, without those that hardly count."""
    named = {name: round(values[at], 3) for name, at in known.items() if abs(values[at]) >= LEAST}
    return {"bias": round(values[-1], 3), **named}


def odds_of(rows: Sequence[Row], folds: int) -> list[dict[str, float]]:
    """Odds of every row, by weights learned without the row's article. Examples always stay in."""
    articles = sorted({row.article_id for row in rows if not row.is_example})
    fold = {article_id: at % folds for at, article_id in enumerate(articles)}
    found: dict[int, dict[str, float]] = {}
    for number in range(folds):
        model = make_model(learn([row for row in rows if fold.get(row.article_id) != number]), {})
        for at, row in enumerate(rows):
            if fold.get(row.article_id) == number:
                found[at] = topic_odds(row.features, model)
    return [found.get(at, {}) for at in range(len(rows))]


def best_thresholds(rows: Sequence[Row], odds: Sequence[dict[str, float]]) -> dict[str, float]:
    """For each topic the threshold with the highest F1 around it, as measured on rows that the weights were not learned from."""
    real = [(row, found) for row, found in zip(rows, odds, strict=True) if not row.is_example]
    found = {topic: [f1_of(real, {topic: least}) for least in GRID] for topic in TOPICS}
    return {topic: max(GRID[1:-1], key=lambda least: (around(GRID.index(least), found[topic]), -least)) for topic in TOPICS}


def around(at: int, f1: Sequence[float]) -> float:
    """F1 at a step of the grid together with that at its neighbours, so that no chance peak decides."""
    return sum(f1[at - 1 : at + 2])


def f1_of(rows: Sequence[tuple[Row, dict[str, float]]], thresholds: dict[str, float]) -> float:
    """F1 over statements and topics."""
    right = wanted = read = 0
    for row, odds in rows:
        taken = {topic for topic, least in thresholds.items() if odds[topic] >= least}
        right += len(taken & row.topics)
        wanted += len(row.topics & thresholds.keys())
        read += len(taken)
    return 2 * right / (wanted + read) if wanted + read else 0.0


def main(arguments: Sequence[str]) -> None:
    """Learn, choose thresholds by cross-validation, say how well that went, and write the weights."""
    parser = training_parser(__doc__)
    parser.add_argument("--examples", type=Path, metavar="FILE", help="made-up sentences")
    parser.add_argument("--folds", type=int, metavar="N", help="only measure, with the articles in so many parts")
    given, pairs = parse_pairs(parser, arguments)
    rows = read_pairs(pairs)
    rows += read_examples(given.examples, EXAMPLE) if given.examples else []
    odds = odds_of(rows, given.folds or 8)
    thresholds = best_thresholds(rows, odds)
    real = [(row, found) for row, found in zip(rows, odds, strict=True) if not row.is_example]
    sys.stdout.write(f"{len(real)} statements, F1 {f1_of(real, thresholds):.3f} on articles left out, thresholds {thresholds}\n")
    if given.folds is None:
        weights = learn(rows)
        learned = {"statements": len(rows), "thresholds": thresholds, "weights": weights}
        PATH.write_text(json.dumps(learned, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        sys.stdout.write(f"{PATH}: {sum(map(len, weights.values()))} weights\n")


if __name__ == "__main__":
    main(sys.argv[1:])
