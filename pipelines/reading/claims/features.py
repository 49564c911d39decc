"""What a statement looks like, as named features: its words by topic, its clauses, who speaks, and how near the launch is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.reading.claims.clauses import clause_features
from pipelines.reading.gates import Gate, make_gate
from pipelines.reading.reach import touching
from pipelines.reading.rules import HERE, load_rules, read_yaml
from pipelines.reading.statements.find import Statement
from pipelines.reading.types import DateMention, Document, Launch, NameMention, Span

TOPICS = ("nature", "outcome", "plan", "flight", "capability")
WORD = re.compile(r"[a-z]{2,}")
STEM = re.compile(r"[a-z]{3,}")
STEM_LETTERS = 7  # long enough to keep words apart, short enough to join their forms
MOST = 4  # hits of one topic that count
CLAUSES = frozenset({"say_that", "say_clause", "told_that", "told_clause"})
BESIDE = (80, 120)  # characters before and after a source that tell what the speaker is
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Scene:
    """An article as its statements are judged in it. ``naming`` tells which sentences name a launch, ``density`` their share."""

    document: Document
    names: Sequence[NameMention]
    dates: Sequence[DateMention]
    launches: Mapping[str, Launch]
    naming: tuple[bool, ...]
    density: float


def scene_of(
    document: Document,
    names: Sequence[NameMention],
    dates: Sequence[DateMention],
    launches: Sequence[Launch],
) -> Scene:
    """The scene of an article."""
    naming = tuple(names_launch(document.text[s.start : s.end]) for s in document.sentences)
    by_id = {launch.id: launch for launch in launches}
    return Scene(document, names, dates, by_id, naming, sum(naming) / max(1, len(naming)))


@cache
def compiled(pieces: tuple[str, ...]) -> re.Pattern[str]:
    """Pieces as one pattern that matches whole words."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(pieces, key=len, reverse=True))})(?![\w])", re.IGNORECASE)


@cache
def word_patterns(section: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Group, feature and pattern of every list of a section of ``claims_words.yml``."""
    found = []
    for group, lists in read_yaml(HERE / "lexicons" / "claims_words.yml")[section].items():
        for name, pieces in lists.items() if isinstance(lists, dict) else [(group, lists)]:
            found.append((group, name, compiled(tuple(pieces))))
    return tuple(found)


@cache
def section_gate(section: str) -> Gate:
    """The gate before the patterns of a section."""
    return make_gate([pattern for _, _, pattern in word_patterns(section)])


def groups_of(section: str, text: str) -> list[str]:
    """The groups of a section that a text has a word of, in the order of the section."""
    known = word_patterns(section)
    return [known[at][0] for at in section_gate(section).passing(text) if known[at][2].search(text)]


@cache
def signs() -> tuple[tuple[str, str, re.Pattern[str], bool], ...]:
    """Topic, feature and pattern of every word list and shape of what is said, and whether the pattern begins with the cue."""
    lists = [(group, name, pattern, False) for group, name, pattern in word_patterns("topics")]
    shapes = [(str(rule.set["topic"]), rule.id, rule.pattern, rule.set.get("scope") == "cue") for rule in load_rules("claims_cues")]
    return (*lists, *shapes)


@cache
def signs_gate() -> Gate:
    """The gate before the signs."""
    return make_gate([pattern for _, _, pattern, _ in signs()])


@cache
def launch_word() -> re.Pattern[str]:
    """A word for a launch or for what is launched."""
    lists = read_yaml(HERE / "lexicons" / "claims_words.yml")["topics"]["launch"]
    return compiled((*lists["says_launch"], *lists["says_thing"]))


def names_launch(text: str) -> bool:
    """Whether a text holds a word for a launch or for what is launched."""
    return launch_word().search(text) is not None


def topic_hits(text: str, cue: str) -> dict[str, set[str]]:
    """The word lists and shapes that a text matches, by topic; some shapes begin with the cue."""
    found: dict[str, set[str]] = {}
    whole = f"{cue} {text}"
    for topic, name, pattern, with_cue in (signs()[at] for at in signs_gate().passing(whole)):
        if pattern.search(whole if with_cue else text):
            found.setdefault(topic, set()).add(name)
    return found


def said(document: Document, statement: Statement) -> str:
    """The words of a statement; up to the end of the sentence where a clause was bounded before its verb."""
    return " ".join(document.text[start:end] for start, end in pieces_of(document, statement))


def cue_of(document: Document, statement: Statement) -> str:
    """The words that attribute a statement."""
    return " ".join(document.text[start:end] for start, end in statement.attribution.cue)


def pieces_of(document: Document, statement: Statement) -> tuple[Span, ...]:
    """The content of a statement, the last piece drawn on to the end of the sentence where none of them holds a verb."""
    rule = statement.attribution.rule_id.removeprefix("chain_")
    if rule not in CLAUSES or any("first:none" not in clause_features(document.text[s:e]) for s, e in statement.content):
        return statement.content
    start, _ = statement.content[-1]
    return (*statement.content[:-1], (start, document.sentences[statement.sentence].end))


def statement_features(scene: Scene, statement: Statement, before: Features) -> Features:
    """Features of a statement; ``before`` are those of the statement before it."""
    text = said(scene.document, statement)
    hits = topic_hits(text, cue_of(scene.document, statement))
    features: Features = {name: 1.0 for names in hits.values() for name in names}
    counts = {group: min(len(hits.get(group, ())), MOST) / 2 for group in (*TOPICS, "against")}
    features |= count_features(counts)
    features |= launch_features(scene, statement, counts, hits.get("launch", set()))
    features |= speaker_features(scene.document, statement, counts)
    features |= shape_features(scene, statement, text)
    features |= layer_features(scene, statement)
    for start, end in pieces_of(scene.document, statement):
        features |= dict.fromkeys(clause_features(scene.document.text[start:end]), 1.0)
    features |= {f"w:{word[:STEM_LETTERS]}": 0.7 for word in STEM.findall(text.lower())}
    features |= {f"x:{word}": 0.5 for word in WORD.findall(text.lower())}
    features |= {f"before_{name}": before[f"n_{name}"] for name in (*TOPICS, "against") if before.get(f"n_{name}")}
    return {name: value for name, value in features.items() if value}


def count_features(counts: Mapping[str, float]) -> Features:
    """How many words and shapes speak for each topic, how far each is ahead, and how much speaks against a claim."""
    features: Features = {f"n_{group}": value for group, value in counts.items()}
    for topic in TOPICS:
        others = max(counts[other] for other in TOPICS if other != topic)
        features[f"lead_{topic}"] = counts[topic] - others
        features[f"top_{topic}"] = float(counts[topic] > 0 and counts[topic] >= others)
        features[f"n_{topic}&against"] = counts[topic] * counts["against"] / 2
    features["n_most"] = max(counts[topic] for topic in TOPICS)
    return features


def launch_features(scene: Scene, statement: Statement, counts: Mapping[str, float], named: set[str]) -> Features:
    """How the statement is tied to a launch, and what launch that is."""
    reason = next((trace.note.split(",")[0] for trace in statement.traces if trace.field == "launch"), "none")
    features: Features = {f"tie:{reason}": 1.0}
    joined = []
    launch = scene.launches.get(statement.launch or "")
    if launch is not None:
        state = "flown" if launch.status == "occurred" else "planned"
        features |= {f"status:{launch.status}": 1.0, f"class:{launch.launch_class}": 1.0, "focus": float(launch.focus), state: 1.0}
        features["own"] = float(launch.country is not None and launch.country == statement.party.country)
        features["failed"] = float(launch.outcome == "failure")
        joined.append(state)
    if reason.startswith("mentioned in"):
        joined.append("mentioned")
    if "names_the_launch" in named:
        joined.append("known")
    if named & {"says_launch", "says_thing"}:
        joined.append("named")
    return features | {f"n_{topic}&{mark}": counts[topic] for topic in TOPICS for mark in joined}


def speaker_features(document: Document, statement: Statement, counts: Mapping[str, float]) -> Features:
    """Who speaks and with what kind of word."""
    cue = cue_of(document, statement)
    features: Features = {f"cue:{group}": 1.0 for group in groups_of("cues", cue)}
    around = statement.party.name
    if statement.attribution.source:
        start, end = statement.attribution.source[0]
        around += " " + document.text[max(0, start - BESIDE[0]) : end + BESIDE[1]]
    for group in groups_of("speakers", around):
        features |= {f"speaker:{group}": 1.0} | {f"n_{topic}&{group}": counts[topic] for topic in TOPICS}
    features[f"kind:{statement.party.kind}"] = 1.0
    features[f"quote:{statement.attribution.kind}"] = 1.0
    features["no_country"] = float(statement.party.country is None)
    features["has_route"] = float(statement.via is not None)
    return features | {f"rule:{part}": 1.0 for part in statement.attribution.rule_id.split("_")}


def shape_features(scene: Scene, statement: Statement, text: str) -> Features:
    """Where in the article the statement stands, how long it is, and whether launches are spoken of around it."""
    document, number = scene.document, statement.sentence
    return {
        "is_title": float(document.sentences[number].kind == "title"),
        "is_short": float(len(text) < 40),
        "is_long": float(len(text) > 200),
        "is_early": float(number < 4),
        "is_late": float(number > 25),
        "near": sum(scene.naming[max(0, number - 3) : number]) / 3,
        "nothing_named": float(not names_launch(text)),
        "density": scene.density,
    }


def layer_features(scene: Scene, statement: Statement) -> Features:
    """What the other layers found in the words: mentions of launches, names and dates."""
    pieces = pieces_of(scene.document, statement)
    features: Features = {}
    for launch in scene.launches.values():
        for mention in launch.mentions:
            if mention.sentence != statement.sentence:
                continue
            if inside((mention.start, mention.end), pieces):
                features |= {f"mention:{mention.status}": 1.0, f"mention:{mention.rule_id}": 1.0}
            else:
                features[f"beside:{mention.status}"] = 1.0
    start, end = pieces[0][0], max(stop for _, stop in pieces)
    for name in touching(scene.names, start, end):
        if inside((name.start, name.end), pieces):
            features[f"name:{name.kind}"] = 1.0
    for date in touching(scene.dates, start, end):
        if inside((date.start, date.end), pieces):
            features |= {f"date:{date.type}": 1.0, f"date:{date.rule_id}": 1.0}
    return features


def inside(span: Span, pieces: Sequence[Span]) -> bool:
    """Whether a span meets one of the pieces."""
    return any(start < span[1] and span[0] < end for start, end in pieces)
