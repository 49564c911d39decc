"""What speaks for and against a candidate: features with names that a person can read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.reading.attributions.phrases import cue_start
from pipelines.reading.reactions.actors import SELF, Acting, Stage
from pipelines.reading.reactions.cues import ReactionCue
from pipelines.reading.reactions.doers import doer_of, previous_verb, word_set
from pipelines.reading.types import DateMention, Launch, ReactionType, Span, Trace

WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
NEAR = 70  # characters around a cue that belong to its clause as a rule
BEFORE = 2  # sentences before one that it may go on with
LONG_AGO = 60  # days between a date in the sentence and the launch that make it background
TELLING = 3  # letters of a word of a cue that says more than "to" or "of"
STEM = 7  # letters of a cue's words that tell it from others of its rule
CAPTION = re.compile(
    r"Hide Caption|Photos?:|JUST WATCHED|MUST WATCH|READ MORE|/(?:Reuters|AFP|AP|Getty)\b|file photo|Enlarge this image|Video Ad"
)
NEGATION = 45  # characters before a cue in which a negation holds for it
NEGATIONS = frozenset({"not", "no", "never", "without", "t", "neither", "nor", "hardly", "rather", "instead", "stopped"})
RIVALS = frozenset(  # types that the same words suggest together, of which often one holds: the one beside, and the one judged
    {("condemn", "express_concern"), ("warn", "urge_restraint"), ("urge_restraint", "warn"), ("military", "warn"), ("warn", "military"),
     ("sanction", "warn"), ("defend", "reject"), ("condemn", "reject"), ("stand_down", "military"), ("sanction", "urge_restraint")}
)  # fmt: skip
LINK = re.compile(
    r"\bin (?:\w+ )?(?:response|reaction|retaliation|reply)\b|\bfollowing (?:the|its|\w+'s)\b"
    r"|\b(?:after|over) the (?:\w+ )?(?:launch|test)"
)
FAMILY: dict[str, ReactionType] = {"lift_alert": "alert"}  # a rare type that reads like a common one
ANSWERED = re.compile(r"\b(?:response|reaction|retaliation|reply) to\b|\b(?:over|following|after) (?:the|that|its)\b", re.IGNORECASE)
REACH = 60  # characters after "in response to" in which the day of what is answered stands
LEAD = 4  # sentences that tell the news
CLAUSE = re.compile(r"[;:()]|, (?:and|but|which|who|while|although|though)\b|--| [–—] ")
UNDER = re.compile(r"\b(after|since|before|despite|when|while|if|as|following|until|amid|whether|unless|because)\b", re.IGNORECASE)
MOOD = re.compile(r"\b(should|must|needs?|will|would|could|can|may|might|ought|has|have|had|to|is|are|was|were)\b|(?<=\w)'?(ll|d)\b")
OBJECT_REACH = 90  # characters after a verb in which its object is named


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reaction that may be one: cue, actor, type, launch, and what the judgement rests on."""

    cue: ReactionCue
    acting: Acting
    type: ReactionType
    launch: Launch
    launching: str | None
    evidence: Span
    why: Trace | None = None
    features: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Scene:
    """What an article says of launches and days, by sentence."""

    telling: frozenset[int]
    dated: dict[int, list[DateMention]]
    has_focus: bool


def set_scene(stage: Stage, dates: Sequence[DateMention], launches: Sequence[Launch]) -> Scene:
    """The sentences that tell of launches, and the dates in each."""
    starts = [sentence.start for sentence in stage.document.sentences]
    spans = [span for launch in launches for span in (*launch.evidence, *((m.start, m.end) for m in launch.mentions))]
    telling = {number for start, end in spans for number in range(max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end))}
    dated: dict[int, list[DateMention]] = {}
    for mention in dates:
        dated.setdefault(bisect_right(starts, mention.start) - 1, []).append(mention)
    return Scene(frozenset(telling), dated, any(launch.focus for launch in launches))


@dataclass(frozen=True, slots=True)
class Context:
    """What other candidates of the article say: in how many sentences this actor does the same, and what else in this one."""

    places: int
    types: frozenset[str]


def features_of(stage: Stage, scene: Scene, candidate: Candidate, beside: Context) -> tuple[str, ...]:
    """The features of a candidate, sorted."""
    candidate = replace(candidate, type=FAMILY.get(candidate.type, candidate.type))
    found = {
        f"told in {min(beside.places, 3)} places",
        *(f"beside {other}, {candidate.type}" for other in beside.types if (other, candidate.type) in RIVALS),
        *of_rule(candidate),
        *of_actor(candidate),
        *of_words(stage, candidate),
        *of_place(stage, scene, candidate),
    }
    found.update(of_dates(stage, scene, candidate))
    found.update(of_clause(stage, candidate))
    found.update(of_frame(stage, candidate))
    return tuple(sorted(found))


def of_rule(candidate: Candidate) -> Iterator[str]:
    """The rule, and whether the launching party is the actor."""
    side = side_of(candidate)
    yield f"rule {candidate.cue.rule.id}"
    yield f"type {candidate.type}, {side}"
    yield f"rule {candidate.cue.rule.id}, {side}"
    yield f"type {candidate.type}"
    yield f"launch {candidate.launch.status}, {candidate.type}"


def side_of(candidate: Candidate) -> str:
    """Whose side the actor is on, as seen from the launch."""
    country = candidate.acting.party.country
    if country is None:
        return "no side"
    return "launching side" if country == candidate.launching else "other side"


def of_actor(candidate: Candidate) -> Iterator[str]:
    """What kind of actor it is and how it was found."""
    party = candidate.acting.party
    words = set(WORD.findall(party.name.lower()))
    kind = "state media" if party.is_state_media else party.kind
    yield f"actor {kind}"
    yield f"actor {kind}, {side_of(candidate)}"
    yield f"step {candidate.acting.step.split(' for ')[0]}, {candidate.cue.reads}"
    if words & word_set("expert"):
        yield "actor assesses"
    if words & word_set("armed"):
        yield f"armed actor, {candidate.type}"
    if candidate.acting.via:
        yield "came through an outlet"


def of_words(stage: Stage, candidate: Candidate) -> Iterator[str]:
    """What the words around the cue speak of."""
    sentence = stage.document.sentences[candidate.cue.sentence]
    text = stage.document.text
    whole = set(WORD.findall(text[sentence.start : sentence.end].lower()))
    clause = set(WORD.findall(text[max(sentence.start, candidate.cue.start - NEAR) : min(sentence.end, candidate.cue.end + NEAR)].lower()))
    for name, words in (("clause", clause), ("sentence", whole)):
        for topic in ("launching_words", "off_topic", "response_words"):
            yield f"{name} {'has' if words & word_set(topic) else 'lacks'} {topic}"
    for name in ("hypothetical", "looking_back"):
        if clause & word_set(name):
            yield f"clause {name}"
    head = WORD.findall(text[candidate.cue.start : candidate.cue.end].lower())
    for word in head:
        if len(word) >= TELLING:
            yield f"cue {word[:STEM]}, {candidate.type}"
    after = set(WORD.findall(text[candidate.cue.at : min(sentence.end, candidate.cue.end + NEAR)].lower()))
    for topic in ("launching_words", "off_topic"):
        yield f"object {'has' if after & word_set(topic) else 'lacks'} {topic}, {candidate.cue.reads}"
    if any(s <= candidate.cue.at < e for s, e in stage.quotes_in(candidate.cue.sentence)):
        yield "quoted"
    if LINK.search(text, sentence.start, sentence.end):
        yield f"in response, {candidate.type}"
    if CAPTION.search(text, sentence.start, sentence.end):
        yield "caption"
    if text[candidate.cue.at - 1 : candidate.cue.at] in "\"'":
        yield "cue opens a quotation"


def of_clause(stage: Stage, candidate: Candidate) -> Iterator[str]:
    """Whose doing the clause around a cue tells, and whether it is denied or only supposed."""
    sentence = stage.document.sentences[candidate.cue.sentence]
    before = WORD.findall(stage.document.text[max(sentence.start, candidate.cue.start - NEGATION) : candidate.cue.start].lower())
    if not NEGATIONS.isdisjoint(before):
        yield f"negated, {candidate.type}"
    if candidate.cue.reads == "words":
        yield f"clause of {subject_of(stage, candidate)}, {candidate.type}"


def of_frame(stage: Stage, candidate: Candidate) -> Iterator[str]:
    """In what kind of clause the cue stands: what it is subordinate to, its mood, its reporting verb, and whom it is aimed at."""
    cue, text, type_ = candidate.cue, stage.document.text, candidate.type
    sentence = stage.document.sentences[cue.sentence]
    before = CLAUSE.split(text[max(sentence.start, cue.at - OBJECT_REACH) : cue.at])[-1].lower()
    if under := UNDER.findall(before):
        yield f"under {under[-1]}"
        yield f"under {under[-1]}, {type_}"
    moods = [match.group().strip("'") for match in MOOD.finditer(before)]
    yield f"mood {moods[-1] if moods else 'none'}, {type_}"
    if candidate.acting.attribution is not None and candidate.acting.attribution.cue:
        start, end = candidate.acting.attribution.cue[0]
        if verb := WORD.findall(text[start:end].lower()):
            yield f"said by {verb[-1][:STEM]}, {type_}"
    if cue.reads == "deed":
        yield f"aimed at {aim_of(stage, candidate)}, {type_}"
    head = WORD.findall(text[cue.start : cue.end].lower())
    if head:
        yield f"cue {head[-1][:STEM]}, {type_}, {side_of(candidate)}"


def aim_of(stage: Stage, candidate: Candidate) -> str:
    """Whom a deed is aimed at: the first side named after its verb in the clause."""
    text, cue = stage.document.text, candidate.cue
    end = min(stage.document.sentences[cue.sentence].end, cue.at + OBJECT_REACH)
    reach = cue.at + len(CLAUSE.split(text[cue.at : end])[0])
    named = next((n for n in stage.names if cue.at < n.start < reach and n.country), None)
    if named is None:
        return "nobody"
    if named.country == candidate.launching:
        return "the launching side"
    return "its own side" if named.country == candidate.acting.party.country else "a third side"


def subject_of(stage: Stage, candidate: Candidate) -> str:
    """Who the clause around the words of a cue is about: the speaker, the launching side, another side, or a thing."""
    unit = stage.unit_around(candidate.cue.sentence, candidate.cue.at)
    verb = previous_verb(unit, min(unit.at(candidate.cue.end), len(unit.low)))
    doer = doer_of(unit, verb) if verb is not None else None
    if doer is None:
        return "nobody"
    if unit.low[doer.first] in SELF:
        return "the speaker"
    start, end = unit.span(doer.first, doer.last)
    named = [n for n in stage.names if n.start < end and start < n.end and n.country]
    if not named:
        return "a thing"
    country = named[-1].country
    if country == candidate.acting.party.country:
        return "the speaker"
    return "the launching side" if country == candidate.launching else "another side"


def of_place(stage: Stage, scene: Scene, candidate: Candidate) -> Iterator[str]:
    """Where in the article it stands, as seen from what the article says of launches."""
    number = candidate.cue.sentence
    if number in scene.telling:
        yield "sentence tells of a launch"
    if not scene.telling.isdisjoint(range(number - BEFORE, number)):
        yield "shortly after a launch is told"
    tag = tense_of(stage, candidate)
    if tag:
        yield f"deed in the {tag}"
    if stage.document.sentences[number].kind == "title":
        yield "title"
    yield "lead" if number <= LEAD else "later half" if 2 * number > len(stage.document.sentences) else "earlier half"
    yield "launch in focus" if candidate.launch.focus else "launch in the background"
    if not scene.has_focus:
        yield "no launch in focus"


def of_dates(stage: Stage, scene: Scene, candidate: Candidate) -> Iterator[str]:
    """Whether the sentence is dated near the launch or before it, and whether it answers something of another day."""
    launch = candidate.launch
    if launch.date_start is None:
        yield "launch undated"
        return
    inside = [d for d in scene.dated.get(candidate.cue.sentence, ()) if d.first and d.last and d.type in ("DATE", "TIME")]
    gaps = [(launch.date_start - d.last).days for d in inside if d.last is not None]
    if any(gap > LONG_AGO for gap in gaps):
        yield "dated long before"
    if any(-10 <= gap <= 1 for gap in gaps):
        yield "dated about the launch"
    if any(1 < gap <= LONG_AGO for gap in gaps):
        yield "dated before the launch"
    sentence = stage.document.sentences[candidate.cue.sentence]
    answered = [match.end() for match in ANSWERED.finditer(stage.document.text, sentence.start, sentence.end)]
    if any(0 <= d.start - at <= REACH and d.last and (launch.date_start - d.last).days > 1 for d in inside for at in answered):
        yield "answers an earlier day"


def tense_of(stage: Stage, candidate: Candidate) -> str | None:
    """The tense of a deed told in the writer's own voice; the simple present tells of a habit."""
    if candidate.cue.reads != "deed" or candidate.acting.attribution is not None:
        return None
    unit = stage.unit_around(candidate.cue.sentence, candidate.cue.at)
    verb = unit.at(candidate.cue.at)
    if verb >= len(unit.low):
        return None
    word = unit.low[verb]
    group = unit.low[cue_start(unit, verb, 0) : verb]
    if group:
        return f"group of {group[0]}"
    return (
        "participle"
        if word.endswith("ing")
        else "present"
        if word.endswith("s")
        else "past"
        if word.endswith(("ed", "t"))
        else "other tense"
    )
