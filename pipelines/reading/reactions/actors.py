"""Whose reaction a cue is: the speaker of the statement that holds it, or whoever does the deed in the writer's own voice."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipelines.reading.attributions.quotes import quotes_of_line
from pipelines.reading.attributions.sources import Cast, speaker_of
from pipelines.reading.attributions.tokens import Unit, read_unit, word_list
from pipelines.reading.reach import touching
from pipelines.reading.reactions.cues import ReactionCue
from pipelines.reading.reactions.doers import Doer, doer_of, is_undone, is_wished, list_end, previous_verb, word_set
from pipelines.reading.reactions.parties import named_beside, party_named, with_side
from pipelines.reading.statements.party import Party, is_publisher, parties_of, route_of
from pipelines.reading.types import Attribution, Document, NameMention, Span

SELF = frozenset({"i", "we", "our", "my", "us"})
MEETING = frozenset({"person", "body", "group", "state"})
GOES_ON = re.compile(r",? ?(?:and|but|or) (?!while\b)[^;]*")
OWN_BODY = re.compile(r"\b(?:his|her|its|their|own|national)\b")
NATIONAL = "national sec"  # a state's own council, though its name ends like that of the United Nations
STATEMENT = 5  # words that a quotation has at least when it is a statement of its own
MET = 12  # speakers that a pronoun may go back to


@dataclass(frozen=True, slots=True)
class Acting:
    """A party that reacts, the route of its statement, and the step that found it."""

    party: Party
    via: str | None
    step: str
    attribution: Attribution | None = None


@dataclass(slots=True)
class Stage:
    """An article with what is known about its speakers, and the units that were read so far."""

    document: Document
    names: Sequence[NameMention]
    attributions: Sequence[Attribution]
    outlet: str | None = None
    units: dict[Span, Unit] = field(default_factory=dict)
    quotes: dict[int, list[Span]] = field(default_factory=dict)
    held: dict[int, list[Attribution]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        starts = [sentence.start for sentence in self.document.sentences]
        for attribution in self.attributions:
            for start, end in (*attribution.content, *attribution.cue):
                for number in range(max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)):
                    beside = self.held.setdefault(number, [])
                    if attribution not in beside[-2:]:
                        beside.append(attribution)

    def attributions_in(self, number: int) -> list[Attribution]:
        """The attributions whose cue or content touches a sentence."""
        return self.held.get(number, [])

    def quotes_in(self, number: int) -> list[Span]:
        """Quotations of a sentence, cut to it; they are found by paragraph, since they may run over sentences."""
        sentence = self.document.sentences[number]
        if sentence.paragraph not in self.quotes:
            inside = [s for s in self.document.sentences if s.paragraph == sentence.paragraph]
            self.quotes[sentence.paragraph] = quotes_of_line(self.document, inside[0].start, inside[-1].end)
        cut = [(max(s, sentence.start), min(e, sentence.end)) for s, e in self.quotes[sentence.paragraph]]
        return [(s, e) for s, e in cut if s < e]

    def unit_around(self, number: int, at: int) -> Unit:
        """The unit that a place belongs to: its quotation, or the sentence with quotations as single tokens."""
        sentence = self.document.sentences[number]
        quotes = self.quotes_in(number)
        inside = next(((s, e) for s, e in quotes if s <= at < e), None)
        span = inside or (sentence.start, sentence.end)
        if span not in self.units:
            start, end = (span[0] + 1, span[1]) if inside else span
            self.units[span] = read_unit(self.document.text, start, end, number, [] if inside else quotes)
        return self.units[span]


def actors_of(stage: Stage, cue: ReactionCue) -> list[Acting]:
    """Everybody whose reaction a cue is; none where the text names nobody."""
    if cue.reads == "words":
        return speakers_at(stage, cue.at, cue.sentence)
    if cue.reads == "deed":
        return doers_at(stage, cue)
    if cue.reads == "setting":
        return setting_of(stage, cue)
    if cue.reads == "owner":
        return owners_of(stage, cue)
    if cue.reads == "persons":
        return persons_of(stage, cue.sentence)
    if cue.agent is not None:
        return parties_after(stage, cue)
    return authorities_of(stage, cue)


def parties_after(stage: Stage, cue: ReactionCue) -> list[Acting]:
    """The parties that the words after a cue name."""
    if cue.agent is None:
        return []
    unit = stage.unit_around(cue.sentence, cue.agent[0])
    first = unit.at(cue.agent[0])
    return parties_in(stage, unit.span(first, list_end(unit, first)), "agent") if first < len(unit.low) else []


def covering(stage: Stage, at: int, number: int) -> list[Attribution]:
    """Attributions whose content holds a place, those of persons and bodies before those of outlets, the shortest first."""
    found = [a for a in stage.attributions_in(number) if a.source and any(s <= at < e for s, e in a.content)]
    return sorted(found, key=lambda a: (a.speaker is not None and a.speaker.kind == "outlet", sum(e - s for s, e in a.content)))


def speakers_at(stage: Stage, at: int, number: int) -> list[Acting]:
    """Who says the words at a place."""
    for attribution in covering(stage, at, number):
        found = speakers_of(stage, attribution, "speaker")
        if found:
            return other_namers(stage, at, number, found) or found
    carried = carried_on(stage, at, number)
    return speakers_of(stage, carried, "speaker carried on") if carried is not None else namers_at(stage, at, number)


def other_namers(stage: Stage, at: int, number: int, outer: Sequence[Acting]) -> list[Acting]:
    """Who of another side than the speaker calls it that, inside what the speaker is told to say or beside it."""
    namers = namers_at(stage, at, number)
    sides = {acting.party.country for acting in outer}
    return [] if any(acting.party.country in (None, *sides) for acting in namers) else namers


def namers_at(stage: Stage, at: int, number: int) -> list[Acting]:
    """Who calls the launch something in the same clause: "S branded Monday's test X", where no attribution was found."""
    sentence = stage.document.sentences[number]
    unit = stage.unit_around(number, sentence.start)
    verb = previous_verb(unit, min(unit.at(at), len(unit.low)))
    if verb is None or unit.low[verb] not in word_set("naming"):
        return []
    doer = doer_of(unit, verb)
    return parties_in(stage, unit.span(doer.first, doer.last), "namer") if doer is not None else []


def carried_on(stage: Stage, at: int, number: int) -> Attribution | None:
    """The attribution whose content breaks off before "and would ...", or that a quotation without one belongs to."""
    text = stage.document.text
    near = [a for a in stage.attributions_in(number) if a.sentence == number and a.source and a.content and a.content[-1][1] <= at]
    near = [a for a in near if a.cue and a.cue[0][0] < a.content[-1][1] and GOES_ON.match(text, a.content[-1][1], at)]
    if near:
        return max(near, key=lambda a: a.content[-1][1])
    if not any(s <= at < e and text.count(" ", s, e) > STATEMENT for s, e in stage.quotes_in(number)):
        return None
    paragraph = stage.document.sentences[number].paragraph
    beside = [a for a in stage.attributions if a.source and abs(stage.document.sentences[a.sentence].paragraph - paragraph) <= 1]
    same = [a for a in beside if stage.document.sentences[a.sentence].paragraph == paragraph]
    before = [a for a in beside if a.cue and a.cue[0][0] < at]
    return min(same, key=lambda a: abs(a.sentence - number)) if same else before[-1] if before else None


def speakers_of(stage: Stage, attribution: Attribution, step: str) -> list[Acting]:
    """The parties of an attribution with its route."""
    via, _ = route_of(stage.document, attribution, stage.outlet)
    parties = parties_of(stage.document, attribution, stage.names)
    if len(parties) == 1:
        named = named_beside(stage.document, stage.names, attribution, parties[0])
        parties = (with_side(stage.attributions, attribution, named),)
    return [Acting(party, via, step, attribution) for party in parties]


def doers_at(stage: Stage, cue: ReactionCue) -> list[Acting]:
    """Who does the deed that a cue names, and with whom where the deed takes two sides."""
    found = sole_doers_at(stage, cue)
    if cue.rule.set.get("lean") != "counterpart":
        return found
    others = [acting for acting in parties_after(stage, cue) if acting.party.country and acting.party.kind in MEETING]
    sides = {acting.party.country for acting in found}
    others = [acting for acting in others if acting.party.country not in sides]
    return [*(acting for acting in found if acting.party.country), *others] if others and any(sides) else []


def sole_doers_at(stage: Stage, cue: ReactionCue) -> list[Acting]:
    """Who does the deed that a cue names."""
    unit = stage.unit_around(cue.sentence, cue.at)
    verb = unit.at(cue.at)
    if verb >= len(unit.low) or unit.starts[verb] != cue.at or is_noun(unit, verb) or is_undone(unit, verb):
        return []
    for attribution in stage.attributions_in(cue.sentence):
        if attribution.source and any(s <= cue.at < e for s, e in attribution.cue):
            found = speakers_of(stage, attribution, "reporting verb")
            if any(acting.party.country for acting in found):
                return found
    outer = speakers_at(stage, cue.at, cue.sentence)
    doer = doer_of(unit, verb)
    if doer is None or (outer and is_wished(unit, verb)):
        return [replace(acting, step="speaker of a deed") for acting in outer]
    return settle_doer(stage, unit, doer, outer)


def is_noun(unit: Unit, verb: int) -> bool:
    """Whether a word that may be noun or verb is a noun here: "the protests", "a warning"."""
    before = unit.tags[verb - 1] if verb else ""
    if unit.low[verb] in word_list("homographs"):
        return unit.tags[verb] == "X" or (before == "X" and not unit.low[verb - 1].endswith(("s", "t")))
    return before == "D" and not unit.low[verb].endswith("ing")


def settle_doer(stage: Stage, unit: Unit, doer: Doer, outer: list[Acting]) -> list[Acting]:
    """The doer as parties; inside a statement the speaker stands for "we", "it" and his own state."""
    head = unit.low[doer.first]
    if head in SELF:
        return [replace(acting, step="first person") for acting in outer]
    found = parties_in(stage, unit.span(doer.first, doer.last), doer.step)
    carrier = next((acting.attribution.speaker for acting in outer if acting.attribution and acting.party.kind == "outlet"), None)
    if carrier is not None and any(acting.party.country for acting in found):
        via = None if is_publisher(stage.document, carrier, stage.outlet) else carrier.name
        return [replace(acting, via=via) for acting in found]
    if not outer:
        return found
    if not any(acting.party.country for acting in found):
        return [replace(acting, step=f"speaker, {doer.step}") for acting in outer]
    sides = {acting.party.country for acting in outer}
    if len(found) == 1 and found[0].party.country in sides and found[0].party.kind in ("state", "body", "group"):
        return [replace(acting, step=f"speaker for {found[0].party.name}") for acting in outer]
    return found


def parties_in(stage: Stage, span: Span, step: str) -> list[Acting]:
    """The parties that a phrase names."""
    cast = Cast(stage.document, stage.names)
    cast.met = [a.speaker for a in stage.attributions if a.speaker is not None and a.cue and a.cue[0][0] < span[0]][-MET:]
    speaker = speaker_of(cast, (span,))
    phrase = Attribution((span,), (), (), (), "indirect", "reaction_phrase", speaker)
    parties = parties_of(stage.document, phrase, stage.names)
    if len(parties) < 2 and " and " in stage.document.text[span[0] : span[1]]:
        inside = [n for n in touching(stage.names, *span) if span[0] <= n.start and n.end <= span[1] and n.country and n.kind in MEETING]
        if len({n.country for n in inside}) > 1:
            parties = tuple(party_named(n) for n in inside)
    return [Acting(party, None, step) for party in parties]


def owners_of(stage: Stage, cue: ReactionCue) -> list[Acting]:
    """The parties whose warning, protest or request a noun is."""
    if cue.agent is None:
        return []
    inside = [n for n in stage.names if cue.agent[0] <= n.start < cue.at and n.end <= cue.at and n.country and n.kind in MEETING]
    parties = {n.country: Acting(party_named(n), None, "owner") for n in inside}
    return list(parties.values())


def persons_of(stage: Stage, number: int) -> list[Acting]:
    """All persons of a sentence whose country is known, where they come from more than one."""
    sentence = stage.document.sentences[number]
    inside = [n for n in stage.names if sentence.start <= n.start < sentence.end and n.kind == "person" and n.country]
    parties = {n.id: Acting(party_named(n), None, "person of the sentence") for n in inside}
    return list(parties.values()) if len({n.country for n in inside}) > 1 else []


def setting_of(stage: Stage, cue: ReactionCue) -> list[Acting]:
    """Whose meeting is named in passing: that of the body named with it, of the speaker, or of whoever the sentence is about."""
    before = stage.document.text[cue.start : cue.end].lower()
    found = [] if OWN_BODY.search(before) else bodies_in(stage, cue)
    if found:
        return found
    found = speakers_at(stage, cue.at, cue.sentence)
    for attribution in stage.attributions_in(cue.sentence):
        if not found and attribution.sentence == cue.sentence and attribution.source:
            found = speakers_of(stage, attribution, "speaker of the sentence")
    if not found:
        unit = stage.unit_around(cue.sentence, cue.at)
        first = next((i for i, tag in enumerate(unit.tags) if tag in "VE" and unit.starts[i] > cue.end), None)
        doer = doer_of(unit, first) if first is not None else None
        found = parties_in(stage, unit.span(doer.first, doer.last), "subject of the sentence") if doer else []
    return found


def bodies_in(stage: Stage, cue: ReactionCue) -> list[Acting]:
    """The bodies that the words of a cue name."""
    named = [n for n in stage.names if n.kind == "body" and n.start < cue.end and cue.start < n.end and n.country]
    inside = [n for n in named if not (n.country == "UN" and NATIONAL in n.name.lower())]
    return [Acting(party_named(n), None, "named body") for n in inside[:1]]


def authorities_of(stage: Stage, cue: ReactionCue) -> list[Acting]:
    """The state whose public was warned, that of the nearest place, by its state or body; and the one that "and" joins to it."""
    sentence = stage.document.sentences[cue.sentence]
    inside = [n for n in stage.names if sentence.start <= n.start < sentence.end and n.country and n.kind in ("state", "place", "body")]
    near = sorted(inside, key=lambda n: min(abs(n.start - cue.end), abs(cue.start - n.end)))
    acting = [n for n in near if n.country == near[0].country and n.kind != "place"]
    first = (acting or near)[:1]
    joined = [n for n in near if first and n.country != first[0].country and are_joined(stage.document.text, first[0], n)]
    return [Acting(party_named(n), None, "authorities of the place") for n in (*first, *joined[:1])]


def are_joined(text: str, one: NameMention, other: NameMention) -> bool:
    """Whether nothing but "and" stands between two names."""
    first, second = sorted((one, other), key=lambda name: name.start)
    return text[first.end : second.start] == " and "
