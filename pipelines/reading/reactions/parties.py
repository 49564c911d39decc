"""Parties made more particular: the name that an apposition gives, and the side of a speaker without a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.reading.statements.party import Party
from pipelines.reading.types import Attribution, Document, NameMention, Trace

ALIKE = 4  # sentences after which "one official" no longer goes back to "Canadian officials"


def party_named(name: NameMention) -> Party:
    """A name as a party."""
    return Party(name.name, name.country, name.kind, name.is_state_media, Trace("actor", name.rule_id, name.start, name.end, name.name))


def named_beside(document: Document, names: Sequence[NameMention], attribution: Attribution, party: Party) -> Party:
    """The person or body that an apposition names, instead of what describes it: "the envoy for talks, Lee Min, said"."""
    (start, end), cue = attribution.source[0], attribution.cue[:1]
    stop = cue[0][0] - 2 if cue and document.text[cue[0][0] - 2 : cue[0][0]] == ", " else end
    comma = document.text.find(", ", start, max(stop, end))
    if comma < 0 or not party.name.split()[-1].islower():
        return party
    inside = [n for n in names if comma < n.start and n.end in (end, stop)]
    named = [n for n in inside if n.kind in ("person", "body") and n.country]
    return party_named(named[-1]) if named else party


def with_side(attributions: Sequence[Attribution], attribution: Attribution, party: Party) -> Party:
    """A nameless speaker on the side of its like: "one official" soon after "Canadian officials" is one of theirs."""
    if party.country is not None or party.name.lower().split()[-1:] not in (["official"], ["officials"]):
        return party
    before = [a.speaker for a in attributions if 0 < attribution.sentence - a.sentence <= ALIKE and a.speaker is not None]
    alike = [s.country for s in before if s.country and s.kind in ("group", "person") and "official" in s.name.lower()]
    return replace(party, country=alike[-1]) if alike else party
