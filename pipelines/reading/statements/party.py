"""Who speaks: one party or several named together, as written, with the country of its side; and through whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipelines.reading.names.lexicon import read_reference, words
from pipelines.reading.reach import ahead_of, touching
from pipelines.reading.rules import HERE, read_yaml
from pipelines.reading.types import Attribution, Document, NameKind, NameMention, Span, Trace

SPEAKING = frozenset({"state", "body", "person", "group", "outlet", "company"})
TAIL = re.compile(
    r" and (?:other|others|its|their|his)\b|,? (?:who|which|whom|that|whose|familiar|close|speaking|citing|quoting|briefed)\b|[,(;]"
)
JOINED = re.compile(r", and |, as well as | as well as |, | and | & ")
LISTED = 40  # members of a list of speakers that are looked at
LEAD = re.compile(r"^(?:both |countries including |[\w ]*including )", re.IGNORECASE)
WITHIN = re.compile(
    r"^(?P<head>(?i:the |some |several |many |senior |top )*(?:[a-z]+ )?[A-Za-z]+s (?:in|from|of|for|at)) (?=(?:the )?[A-Z])"
)
LINK = re.compile(r"(?:,| and|, and) (?:the )?")
INCLUDING = re.compile(r"\bincluding (?:the )?$")
BRIEFED = re.compile(r" (?:briefing|conference)\b")
OF = re.compile(r" (?:of|from|in|by|on|at) ")
HEAD = re.compile(r"(?: [a-z]+)+$")


@dataclass(frozen=True, slots=True)
class Party:
    """One side that speaks, in the shortest form that identifies it, and the country of its side."""

    name: str
    country: str | None
    kind: NameKind
    is_state_media: bool
    trace: Trace


def parties_of(document: Document, attribution: Attribution, names: Sequence[NameMention]) -> tuple[Party, ...]:
    """Everybody to whom an attribution gives the statement; none where the text names no source."""
    if not attribution.source:
        return ()
    start, end = widen_source(document.text, attribution.source[0], names)
    inside = [n for n in touching(names, start, end) if start <= n.start and n.end <= end and n.kind in SPEAKING]
    several = named_together(document, (start, end), inside)
    if several:
        return several
    speaker = attribution.speaker
    if speaker is None or not can_speak(speaker):
        return ()
    name = " ".join((shorten(speaker.name) if speaker.kind == "group" else speaker.name).split())
    country = speaker.country
    if country is None and speaker.kind == "group":
        country = next((n.country for n in inside if n.country), None)
    trace = Trace("speaker", speaker.rule_id, start, end, speaker.name)
    return (Party(name, country, speaker.kind, speaker.is_state_media, trace),)


def can_speak(speaker: NameMention) -> bool:
    """Whether a speaker is a person, a body or a paper, and no thing that a source was mistaken for."""
    if speaker.kind not in SPEAKING:
        return False
    told = OF.split(shorten(speaker.name).lower(), maxsplit=1)[0].split()
    return speaker.kind != "group" or not told or told[-1] not in things()


@cache
def things() -> frozenset[str]:
    """Words for what flies, for its flights, and for pictures and signs, which show but do not speak."""
    lists = read_yaml(HERE / "lexicons" / "claims_clauses.yml")
    named = (word for label in ("thing", "craft", "event", "part", "time") for word in lists["subjects"][label])
    return frozenset((*named, *lists["mute"]))


def widen_source(text: str, source: Span, names: Sequence[NameMention]) -> Span:
    """A source with the earlier members of its list: "officials in A, B and C" where only "B and C" was bounded."""
    start, end = source
    before = [n for n in ahead_of(names, start, LISTED) if n.kind in SPEAKING]
    while before and LINK.fullmatch(text, before[-1].end, start):
        start = before.pop().start
    if start == source[0] or not (WITHIN.match(text[start:end]) or INCLUDING.search(text, max(0, start - 40), start)):
        return source
    return start, end


def shorten(phrase: str) -> str:
    """A noun phrase without the clauses and appositions that hang on it."""
    return TAIL.split(phrase, maxsplit=1)[0].strip() or phrase


def named_together(document: Document, source: Span, inside: Sequence[NameMention]) -> tuple[Party, ...]:
    """The parties of "A and B", "A and B officials" and "officials in A, B and C"; none where only one is named."""
    start, end = source
    lead = LEAD.match(document.text[start:end])
    start += lead.end() if lead else 0
    within = WITHIN.match(document.text[start:end])
    parts = split_parts(document.text, start + (within.end() if within else 0), end)
    held = [[n for n in inside if n.start < e and s < n.end] for s, e in parts]
    if len(parts) < 2 or not all(held):
        return ()
    head = HEAD.search(document.text[parts[-1][0] : parts[-1][1]])
    if within:
        wholes = [f"{within.group('head')} {document.text[s:e]}" for s, e in parts]
    elif head and all(document.text[s:e].istitle() or document.text[s:e].isupper() for s, e in parts[:-1]):
        wholes = [f"{document.text[s:e]}{head.group()}" for s, e in parts[:-1]] + [document.text[parts[-1][0] : end]]
    elif not all(names[-1].end == e for names, (_, e) in zip(held, parts, strict=True)):
        return ()
    else:
        wholes = [names[-1].name for names in held]
    is_group = bool(within or head)
    parties = [party_of(n[-1], whole, is_group, span) for n, whole, span in zip(held, wholes, parts, strict=True)]
    if within and not words("side_heads").isdisjoint(within["head"].lower().split()):
        return tuple(
            replace(party, country=party.country or state_code(document.text[s:e])) for party, (s, e) in zip(parties, parts, strict=True)
        )
    return tuple(parties)


@cache
def state_codes() -> dict[str, str]:
    """The country of each form of a state's name."""
    states = {row["actor_id"]: row["country_code"] for row in read_reference("actors") if row["kind_code"] == "state"}
    return {row["form_text"]: states[row["actor_id"]] for row in read_reference("actor_names") if row["actor_id"] in states}


def state_code(phrase: str) -> str | None:
    """The country that a phrase names and nothing else: "the United States"."""
    return state_codes().get(phrase.strip().removeprefix("the "))


def split_parts(text: str, start: int, end: int) -> list[Span]:
    """The members of a coordination; one where the words join nothing with "and"."""
    phrase = text[start:end]
    if " and " not in phrase and " as well as " not in phrase and " & " not in phrase:
        return [(start, end)]
    cuts = [(start + m.start(), start + m.end()) for m in JOINED.finditer(phrase)]
    edges = [start, *(at for cut in cuts for at in cut), end]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]


def party_of(name: NameMention, whole: str, is_group: bool, span: Span) -> Party:
    """A member of a coordination as a party of its own."""
    kind = "group" if is_group else name.kind
    return Party(whole, name.country, kind, name.is_state_media and not is_group, Trace("speaker", "named_together", *span, whole))


def route_of(document: Document, attribution: Attribution, outlet: str | None) -> tuple[str | None, Trace | None]:
    """The outlet that carried the statement, unless it is the one that published the article."""
    carrier = attribution.carrier
    if carrier is None or is_publisher(document, carrier, outlet):
        return None, None
    start, end = attribution.via[0] if attribution.via else (carrier.start, carrier.end)
    if BRIEFED.match(document.text, end):  # "told a media briefing" names no outlet
        return None, None
    return carrier.name, Trace("via", carrier.rule_id, start, end, carrier.name)


def is_publisher(document: Document, carrier: NameMention, outlet: str | None) -> bool:
    """Whether an outlet published the article itself: by the record, or by its mark before the first sentence."""
    name = carrier.name.lower().removeprefix("the ")
    told = set(name.split()) - {"news", "agency"}
    if outlet and (outlet.lower() in name or (told and told <= set(outlet.lower().replace(".", " ").split()))):
        return True
    head = document.text[:600]
    return f"({carrier.name})" in head or f" - {carrier.name}\n" in head
