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

from pipelines.reading.claims_features import TOPICS, Features
from pipelines.reading.rules import HERE

REASONS = 4  # features that a trace names
PATH = HERE / "lexicons" / "claims_weights.json"
Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of every question by feature ("claim" and the topics), and the least probability taken for each topic."""

    weights: Weights
    thresholds: Mapping[str, float]


@cache
def learned() -> Model:
    """The model that the package carries."""
    loaded: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return Model(loaded["weights"], loaded["thresholds"])


def probability(features: Features, weights: Mapping[str, float]) -> float:
    """How likely the answer is yes for a statement with these features."""
    total = weights.get("bias", 0.0) + sum(value * weights.get(name, 0.0) for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def topic_odds(features: Features, model: Model) -> dict[str, float]:
    """How likely the statement is a claim of each topic."""
    is_claim = probability(features, model.weights["claim"])
    return {topic: is_claim * probability(features, model.weights[topic]) for topic in TOPICS}


def topics_of(features: Features, model: Model) -> dict[str, float]:
    """The topics that a statement makes claims of, with their odds."""
    return {topic: odds for topic, odds in topic_odds(features, model).items() if odds >= model.thresholds[topic]}


def reasons(features: Features, topic: str, odds: float, model: Model) -> str:
    """The odds and the features that spoke loudest, for people."""
    loud: dict[str, float] = {}
    for question in ("claim", topic):
        for name, value in features.items():
            loud[name] = loud.get(name, 0.0) + value * model.weights[question].get(name, 0.0)
    ranked = sorted(loud, key=lambda name: (-abs(loud[name]), name))[:REASONS]
    return f"{odds:.2f}: " + "; ".join(f"{name} {loud[name]:+.1f}" for name in ranked)
