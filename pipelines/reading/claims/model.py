"""Which statements are claims, and of which topics: weighted sums of their features.

The weights are learned by ``python -m pipelines.evaluate.train_claims`` and kept in ``lexicons/claims_weights.json``. First comes
how likely a statement is a claim at all, then how likely a claim is one of each topic; a topic is taken where both
together reach its threshold.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipelines.reading.claims.features import TOPICS, Features
from pipelines.reading.rules import HERE

BIAS = "bias"
QUESTIONS = ("claim", *TOPICS)
REASONS = 4  # features that a trace names
PATH = HERE / "lexicons" / "claims_weights.json"
Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of every question by feature ("claim" and the topics), and the least probability taken for each topic.

    ``columns`` holds the same weights by feature, as pairs of a question's number and a weight.
    """

    weights: Weights
    thresholds: Mapping[str, float]
    columns: Mapping[str, list[tuple[int, float]]]


@cache
def learned() -> Model:
    """The model that the package carries."""
    loaded: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return make_model(loaded["weights"], loaded["thresholds"])


def make_model(weights: Weights, thresholds: Mapping[str, float]) -> Model:
    """A model of the weights of each question."""
    columns: dict[str, list[tuple[int, float]]] = {}
    for number, question in enumerate(QUESTIONS):
        for name, weight in weights[question].items():
            columns.setdefault(name, []).append((number, weight))
    return Model(weights, thresholds, columns)


def probability(total: float) -> float:
    """How likely the answer is yes where weights add up to this."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def claim_odds(features: Features, model: Model) -> float:
    """How likely the statement is a claim at all."""
    weights = model.weights["claim"]
    return probability(weights.get(BIAS, 0.0) + sum(value * weights.get(name, 0.0) for name, value in features.items()))


def topic_odds(features: Features, model: Model) -> dict[str, float]:
    """How likely the statement is a claim of each topic."""
    totals = [0.0] * len(QUESTIONS)
    for name, value in features.items():
        for number, weight in model.columns.get(name, ()):
            totals[number] += value * weight
    biases = (model.weights[question].get(BIAS, 0.0) for question in QUESTIONS)
    is_claim, *topics = (probability(bias + total) for bias, total in zip(biases, totals, strict=True))
    return {topic: is_claim * odds for topic, odds in zip(TOPICS, topics, strict=True)}


def topics_of(features: Features, model: Model) -> dict[str, float]:
    """The topics that a statement makes claims of, with their odds."""
    if claim_odds(features, model) < min(model.thresholds.values()):
        return {}
    return {topic: odds for topic, odds in topic_odds(features, model).items() if odds >= model.thresholds[topic]}


def reasons(features: Features, topic: str, odds: float, model: Model) -> str:
    """The odds and the features that spoke loudest, for people."""
    loud: dict[str, float] = {}
    for question in ("claim", topic):
        for name, value in features.items():
            loud[name] = loud.get(name, 0.0) + value * model.weights[question].get(name, 0.0)
    ranked = sorted(loud, key=lambda name: (-abs(loud[name]), name))[:REASONS]
    return f"{odds:.2f}: " + "; ".join(f"{name} {loud[name]:+.1f}" for name in ranked)
