"""What an evaluation of readings says: scores, accuracies, and mistakes by kind and rule."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from pipelines.evaluate.alike import Row
from pipelines.evaluate.measures import Score, Share, score_of

KINDS = ("relevant", "launches", "focus", "records", "claims", "reactions")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that was missed, read without being annotated, or read with wrong fields; ``rule_id`` is what read it."""

    kind: str
    sort: Literal["missed", "extra", "field"]
    article_id: str
    fields: tuple[str, ...]
    gold: Row | None
    read: Row | None
    rule_id: str

    def lines(self) -> list[str]:
        """The mistake for people: where it is and what both sides say."""
        head = f"{self.kind} {self.sort} in {self.article_id}, rule {self.rule_id}" + (f": {', '.join(self.fields)}" if self.fields else "")
        sides = [("gold", self.gold), ("read", self.read)]
        return [head, *(f"  {name}: {json.dumps(item, ensure_ascii=False)}" for name, item in sides if item is not None)]


@dataclass(frozen=True, slots=True)
class ReadingsReport:
    """The counts over all articles, and every mistake."""

    articles: int
    counts: Counter[str]
    mistakes: tuple[Mistake, ...]

    def scores(self) -> dict[str, Score]:
        """Scores over things found."""
        return {kind: score_of(self.counts, kind) for kind in KINDS}

    def shares(self) -> dict[str, Share]:
        """Accuracies of fields on matched pairs, and of publication dates."""
        names = sorted(key.removesuffix(".cases") for key in self.counts if key.endswith(".cases"))
        return {name: Share(self.counts[f"{name}.right"], self.counts[f"{name}.cases"]) for name in names}

    def lines(self, errors: int = 0) -> list[str]:
        """The figures for people; then mistakes counted by kind and rule, and up to ``errors`` of each."""
        lines = [f"{self.articles} articles"]
        lines += [score.line(kind) for kind, score in self.scores().items()]
        lines += [self._share_line(name, share) for name, share in self.shares().items()]
        planned = self.counts["planned.gold"]
        lines.append(f"{'planned_as_occurred':<20} {self.counts['planned_as_occurred']} of {planned}")
        lines.append(f"{'occurred_as_planned':<20} {self.counts['occurred_as_planned']} of {self.counts['launches.gold'] - planned}")
        return lines + (self.mistake_lines(errors) if errors else [])

    def _share_line(self, name: str, share: Share) -> str:
        line = share.line(name)
        if name.startswith("published"):
            line += f"  wrong {self.counts[f'{name}.wrong']}, unknown {self.counts[f'{name}.unknown']}"
        return line

    def mistake_lines(self, most: int) -> list[str]:
        """How many mistakes each kind and rule makes, the most frequent first, each with up to ``most`` examples."""
        groups: dict[tuple[str, str, str], list[Mistake]] = {}
        for mistake in self.mistakes:
            groups.setdefault((mistake.kind, mistake.sort, mistake.rule_id), []).append(mistake)
        lines = []
        for (kind, sort, rule_id), found in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
            lines += ["", f"{kind} {sort} by rule {rule_id}: {len(found)}"]
            lines += [line for mistake in found[:most] for line in mistake.lines()]
        return lines

    def as_dict(self) -> dict[str, Any]:
        """The figures by name; scores as F1, fields as accuracy, plans told as events as a count."""
        figures: dict[str, Any] = {f"{kind}_f1": round(score.f1, 4) for kind, score in self.scores().items()}
        figures |= {f"{name}_accuracy": round(share.accuracy, 4) for name, share in self.shares().items()}
        for name in ("published", "published_inferred"):
            if f"{name}.cases" in self.counts:
                figures[f"{name}_wrong_count"] = self.counts[f"{name}.wrong"]
        figures["planned_as_occurred_count"] = self.counts["planned_as_occurred"]
        figures["occurred_as_planned_count"] = self.counts["occurred_as_planned"]
        return figures
