"""Which launch a statement is about: the one that its sentence names, dates or goes on with, else the one in focus."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reading.reach import touching
from pipelines.reading.types import DateMention, Document, Launch, Span, Trace

REACH = 4  # sentences that an unnamed launch is carried on over


def launch_of(
    document: Document, number: int, content: Sequence[Span], dates: Sequence[DateMention], launches: Sequence[Launch]
) -> tuple[str | None, Trace | None]:
    """The id of the launch that a sentence is about, with the reason; the first of equals, those in focus before others."""
    ranked = sorted(launches, key=lambda launch: not launch.focus)
    if not ranked:
        return None, None
    scored = [(score_launch(document, number, content, dates, launch), -rank) for rank, launch in enumerate(ranked)]
    (score, why), rank = max(scored, key=lambda row: (row[0][0], row[1]))
    start, end = content[0][0], content[-1][1]
    return ranked[-rank].id, Trace("launch", "statement_launch", start, end, f"{why}, {score:g}")


def score_launch(
    document: Document, number: int, content: Sequence[Span], dates: Sequence[DateMention], launch: Launch
) -> tuple[float, str]:
    """How much speaks for a launch as the one that a statement is about, and the strongest reason."""
    sentence = document.sentences[number]
    first = document.sentences[max(0, number - REACH)].start
    reasons = [(1.0, "in focus")] if launch.focus else []
    last = max(sentence.end, content[-1][1])
    near = [span for span in spans_of(launch) if span[0] < last and first < span[1]]
    if any(overlap(span, piece) for span in near for piece in content):
        reasons.append((3.0, "mentioned in the statement"))
    elif any(overlap(span, (sentence.start, sentence.end)) for span in near):
        reasons.append((2.0, "mentioned in the sentence"))
    elif any(overlap(span, (first, sentence.start)) for span in near):
        reasons.append((0.5, "mentioned shortly before"))
    text = document.text[sentence.start : sentence.end]
    if any(name and name in text for name in (launch.vehicle, launch.payload)):
        reasons.append((1.5, "named in the sentence"))
    if any(dated(mention, launch) for mention in touching(dates, sentence.start, sentence.end)):
        reasons.append((1.5, "dated in the sentence"))
    return sum(weight for weight, _ in reasons), max(reasons, default=(0.0, "no other"))[1]


def spans_of(launch: Launch) -> list[Span]:
    """Where an article tells of a launch."""
    return [*launch.evidence, *((m.start, m.end) for m in launch.mentions)]


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def dated(mention: DateMention, launch: Launch) -> bool:
    """Whether a date lies within the days of a launch, or names them."""
    if mention.first is None or mention.last is None or launch.date_start is None or launch.date_end is None:
        return False
    return mention.first <= launch.date_end and launch.date_start <= mention.last and (mention.last - mention.first).days < 400
