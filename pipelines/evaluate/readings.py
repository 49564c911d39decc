"""Readings against annotated articles, by the measures of the reading guidelines, with errors by kind and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from pipelines.evaluate.alike import (
    Row,
    claim_likeness,
    day_of,
    days_of,
    is_same_name,
    launch_likeness,
    pair_off,
    reaction_likeness,
)
from pipelines.evaluate.offset_labels import read_labelled
from pipelines.evaluate.readings_report import Mistake, ReadingsReport
from pipelines.evaluate.rows import check_gold
from pipelines.reading.engine import Engine
from pipelines.reading.guidelines_format import to_row
from pipelines.reading.types import Article, Reading

Test = Callable[[Row, Row], bool]
RECORD = ("status", "class", "date", "site", "outcome")


def same(name: str) -> Test:
    """Whether a field holds the same value."""
    return lambda gold, read: gold.get(name) == read.get(name)


def same_name(name: str) -> Test:
    """Whether a field holds the same name."""
    return lambda gold, read: is_same_name(gold.get(name), read.get(name))


def same_dates(gold: Row, read: Row) -> bool:
    """The same interval; where the publication date had to be inferred, one inside the annotated interval will do."""
    if days_of(gold) == days_of(read):
        return True
    (first, last), (read_first, read_last) = days_of(gold), days_of(read)
    if not gold.get("is_inferred") or not (first and last and read_first and read_last):
        return False
    return first <= read_first <= read_last <= last


FIELDS: Mapping[str, Mapping[str, Test]] = {
    "launches": {
        "status": same("status"), "class": same("class"), "date": same_dates, "site": same_name("site"),
        "vehicle": same_name("vehicle"), "payload": same_name("payload"), "outcome": same("outcome"),
        "focus": lambda gold, read: bool(gold.get("focus")) == bool(read.get("focus")),
        "time": lambda gold, read: not gold.get("time_local") or gold.get("time_local") == read.get("time_local"),
    },
    "claims": {"speaker": same_name("speaker"), "country": same("country"), "via": same_name("via"), "value": same("value")},
    "reactions": {"actor": same_name("actor"), "via": same_name("via")},
}  # fmt: skip


def evaluate_readings(articles_path: Path, gold_path: Path, engine: Engine, withhold_dates: bool = False) -> ReadingsReport:
    """How an engine reads the annotated articles. With dates withheld it measures what the text alone gives away."""
    articles, gold = read_labelled(articles_path, gold_path, withhold_dates)
    check_gold(gold_path, gold, articles)
    counts: Counter[str] = Counter()
    mistakes: list[Mistake] = []
    for key in sorted(gold):
        reading = engine.read(articles[key])
        score_article(articles[key], gold[key], to_row(reading, articles[key]), rules_of(reading), counts, mistakes)
    return ReadingsReport(len(gold), counts, tuple(mistakes))


def rules_of(reading: Reading) -> dict[str, list[str]]:
    """The rule behind each launch, claim and reaction, in the order of the rows."""
    return {
        "launches": [launch.mentions[0].rule_id if launch.mentions else "none" for launch in reading.launches],
        "claims": [claim.rule_id for claim in reading.claims],
        "reactions": [reaction.rule_id for reaction in reading.reactions],
    }


def score_article(
    article: Article,
    gold: Row,
    read: Row,
    rules: Mapping[str, Sequence[str]],
    counts: Counter[str],
    mistakes: list[Mistake],
) -> None:
    """Add the counts and mistakes of one article."""
    counts["relevant.right"] += bool(gold.get("relevant")) and bool(read.get("relevant"))
    counts["relevant.gold"] += bool(gold.get("relevant"))
    counts["relevant.read"] += bool(read.get("relevant"))
    score_published(article, gold.get("published"), read.get("published"), counts)
    if not article.date:
        gold = {**gold, "launches": [{**launch, "is_inferred": True} for launch in gold.get("launches") or []]}
    partner: dict[str, str] = {}
    for kind, likeness in (("launches", launch_likeness), ("claims", claim_likeness), ("reactions", reaction_likeness)):
        wanted, got = gold.get(kind) or [], read.get(kind) or []
        pairs = pair_off(wanted, got, likeness(article.document))
        if kind == "launches":
            partner = {wanted[i]["id"]: got[j]["id"] for i, j in pairs}
        counts[f"{kind}.right"] += len(pairs)
        counts[f"{kind}.gold"] += len(wanted)
        counts[f"{kind}.read"] += len(got)
        for i, j in pairs:
            wrong = score_pair(kind, wanted[i], got[j], partner, counts)
            if wrong:
                mistakes.append(Mistake(kind, "field", gold["id"], tuple(wrong), wanted[i], got[j], rules[kind][j]))
        missed = [item for i, item in enumerate(wanted) if i not in {i for i, _ in pairs}]
        extra = [j for j in range(len(got)) if j not in {j for _, j in pairs}]
        mistakes += [Mistake(kind, "missed", gold["id"], (), item, None, "none") for item in missed]
        mistakes += [Mistake(kind, "extra", gold["id"], (), None, got[j], rules[kind][j]) for j in extra]
        if kind == "launches":
            score_launches(article.document, wanted, got, missed, [got[j] for j in extra], counts)


def score_pair(kind: str, gold: Row, read: Row, partner: Mapping[str, str], counts: Counter[str]) -> list[str]:
    """Add the field counts of a matched pair; the names of the fields that are wrong."""
    right = {name: test(gold, read) for name, test in FIELDS[kind].items()}
    if kind != "launches" and gold.get("launch") in partner:
        right["launch"] = partner[gold["launch"]] == read.get("launch")
    for name, is_right in right.items():
        counts[f"{kind}:{name}.cases"] += 1
        counts[f"{kind}:{name}.right"] += is_right
    if kind == "launches":
        counts["records.right"] += all(right[name] for name in RECORD)
        counts["focus.right"] += bool(gold.get("focus")) and bool(read.get("focus"))
    return [name for name, is_right in right.items() if not is_right]


def score_launches(
    document: str, gold: Sequence[Row], read: Sequence[Row], missed: Sequence[Row], extra: Sequence[Row], counts: Counter[str]
) -> None:
    """Add what is counted over launches only: records, those in focus, plans told as events and events told as plans."""
    counts["records.gold"] += len(gold)
    counts["records.read"] += len(read)
    counts["focus.gold"] += sum(bool(launch.get("focus")) for launch in gold)
    counts["focus.read"] += sum(bool(launch.get("focus")) for launch in read)
    counts["planned.gold"] += sum(launch["status"] != "occurred" for launch in gold)
    for i, _ in pair_off(missed, extra, launch_likeness(document, any_status=True)):
        name = "occurred_as_planned" if missed[i]["status"] == "occurred" else "planned_as_occurred"
        counts[name] += 1


def score_published(article: Article, gold: str | None, read: str | None, counts: Counter[str]) -> None:
    """Add whether the publication date was found: right is an overlap no longer than a week or than the annotated interval."""
    wanted, got = interval_of(gold), interval_of(read)
    if wanted is None:
        return
    kind = "published" if article.date else "published_inferred"
    is_right = got is not None and wanted[0] <= got[1] and got[0] <= wanted[1]
    if got is not None:
        is_right = is_right and (got[1] - got[0]).days <= max(7, (wanted[1] - wanted[0]).days)
    counts[f"{kind}.cases"] += 1
    counts[f"{kind}.right"] += is_right
    counts[f"{kind}.unknown"] += got is None
    counts[f"{kind}.wrong"] += got is not None and not is_right


def interval_of(value: str | None) -> tuple[date, date] | None:
    """A day or an interval with a slash, as first and last day."""
    first, _, last = (value or "").partition("/")
    start, end = day_of(first), day_of(last or first)
    return (start, end) if start and end else None
