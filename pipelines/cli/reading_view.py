"""A reading as people like to see it: what was taken from an article, each item with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from pipelines.cli.terminal import console, plain
from pipelines.reading.guidelines_format import cut, spell_interval
from pipelines.reading.types import Article, Claim, Interval, Launch, Reaction, Reading

INDENT = 4


def show_reading(reading: Reading, article: Article) -> None:
    """Title, publication date, relevance; then launches, claims and reactions."""
    to = console()
    to.print(Text(plain(article.title) or "(no title)", style="bold"))
    to.print(Text(heading(reading, article)), soft_wrap=True)
    document = article.document
    show_items(to, "Launches", ((launch_line(launch), cut(document, launch.evidence[0])) for launch in reading.launches))
    show_items(to, "Claims", ((claim_line(claim), cut(document, claim.evidence)) for claim in reading.claims))
    show_items(to, "Reactions", ((reaction_line(reaction), cut(document, reaction.evidence)) for reaction in reading.reactions))
    to.print()


def heading(reading: Reading, article: Article) -> str:
    """Where and when an article appeared, and whether it is about a launch."""
    when = spell_interval(reading.published.when) or "unknown"
    parts = [plain(article.id), plain(article.outlet), f"published {when} ({reading.published.method})"]
    if not reading.is_read:
        return " · ".join(part for part in [*parts, f"language {reading.language}: not read, only English is"] if part)
    parts.append("about a launch" if reading.relevant else "not about a launch")
    return " · ".join(part for part in parts if part)


def show_items(to: Console, title: str, items: Iterable[tuple[str, str]]) -> None:
    """A heading and its items, each with its sentence below; nothing where there are none."""
    shown = list(items)
    if not shown:
        return
    to.print(Text(title, style="bold cyan"))
    for line, sentence in shown:
        to.print(Padding.indent(Text(line), INDENT // 2))
        to.print(Padding.indent(Text(f"“{plain(' '.join(sentence.split()))}”", style="dim"), INDENT))


def joined(parts: Sequence[object]) -> str:
    """What is known, side by side."""
    return " · ".join(plain(part) for part in parts if part)


def launch_line(launch: Launch) -> str:
    """A launch in one line: status, class, party, day, place, vehicle, outcome."""
    days = spell_interval(Interval(launch.date_start, launch.date_end)) if launch.date_start and launch.date_end else "no date"
    vehicle = " with ".join(name for name in (launch.vehicle, launch.payload) if name)
    outcome = f"outcome {launch.outcome}" if launch.outcome else None
    background = None if launch.focus else "background"
    time = launch.time_local and f"{launch.time_local} local time"
    return f"{launch.id}  " + joined(
        [launch.status, launch.launch_class, launch.country, days, time, launch.site, vehicle, outcome, background]
    )


def claim_line(claim: Claim) -> str:
    """A claim in one line: who, through whom, on what, about which launch."""
    value = f"{claim.topic} = {claim.value}" if claim.value else claim.topic
    return joined([party(claim.speaker, claim.country), claim.via and f"via {claim.via}", value, claim.certainty, claim.launch])


def reaction_line(reaction: Reaction) -> str:
    """A reaction in one line: who does what about which launch."""
    return joined([party(reaction.actor, reaction.country), reaction.via and f"via {reaction.via}", reaction.type, reaction.launch])


def party(name: str, country: str | None) -> str:
    """A name with the side that it speaks for."""
    return f"{name} ({country})" if country else name
