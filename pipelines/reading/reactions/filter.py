"""Which candidates are reactions: a weighted sum of their features, by weights that ``reactions_train`` learned from annotated articles."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipelines.reading.reactions.features import Candidate
from pipelines.reading.rules import HERE

BIAS = "always"
REASONS = 3  # features named in a trace


@cache
def weights() -> dict[str, float]:
    """Feature to weight; positive ones speak for a reaction."""
    loaded: dict[str, float] = json.loads((HERE / "lexicons" / "reactions_weights.json").read_text(encoding="utf-8"))["weights"]
    return loaded


@cache
def threshold() -> float:
    """The least probability that is taken for a reaction."""
    return float(json.loads((HERE / "lexicons" / "reactions_weights.json").read_text(encoding="utf-8"))["threshold"])


def probability(features: Sequence[str], known: dict[str, float]) -> float:
    """How likely a candidate with these features is a reaction."""
    total = known.get(BIAS, 0.0) + sum(known.get(feature, 0.0) for feature in features)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def likely(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are taken for reactions, with their scores."""
    scored = [replace(candidate, score=probability(candidate.features, weights())) for candidate in candidates]
    return [candidate for candidate in scored if candidate.score >= threshold()]


def reasons(candidate: Candidate) -> str:
    """The score and the features that spoke loudest, for people."""
    ranked = sorted(candidate.features, key=lambda feature: (-abs(weights().get(feature, 0.0)), feature))
    return f"{candidate.score:.2f}: " + "; ".join(f"{feature} {weights().get(feature, 0.0):+.1f}" for feature in ranked[:REASONS])
