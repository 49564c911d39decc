"""From the cues of one unit to attributions in draft: subject, content, and which of two that overlap is kept."""

from __future__ import annotations

from dataclasses import replace

from pipelines.reading.attributions.clauses import clause_end, has_finite_verb, object_end
from pipelines.reading.attributions.cues import Cue, verb_cues
from pipelines.reading.attributions.draft import Draft
from pipelines.reading.attributions.other import according_to, as_said, hearsay, noun_cues, transcript
from pipelines.reading.attributions.passive import passive_cues, quoted_as_saying
from pipelines.reading.attributions.phrases import cue_start, leading_subject, left_phrase, right_phrase, subject_before, with_apposed_name
from pipelines.reading.attributions.tokens import Unit, word_list
from pipelines.reading.rules import load_rules
from pipelines.reading.types import Span

POSTPOSING = frozenset({"say_verb", "share_verb", "tell_verb", "ask_verb", "think_verb", "find_verb"})

CONCEDING = frozenset({"though", "although"})  # "it flew, though claimed it did not": the subject is that of the main clause
ISSUING = frozenset({"issued", "released", "posted", "published", "sent", "wrote", "gave", "made", "issuing", "releasing"})
OPENING = frozenset({"before", "after", "when", "while", "as", "since", "until", "once", "although", "though", "because"})
SPEAKING = frozenset({"say_verb", "share_verb", "tell_verb", "ask_verb"})


def drafts_of_unit(text: str, unit: Unit) -> list[Draft]:
    """The attributions of one unit in draft, in order of their cues."""
    cues = list(verb_cues(text, unit))
    limits = _limits(unit, cues)
    found = list(quoted_as_saying(unit))
    done = [d.cue[0] for d in found]
    found += [d for cue in cues if not _is_inside(unit.starts[cue.verb], done) and (d := _postposed(unit, cue, limits)) is not None]
    found += [*according_to(unit), *as_said(unit), *transcript(text, unit)]
    taken = [(d.content[0][0], d.content[-1][1]) for d in found]
    outer = list(found)
    nested: list[Draft] = []
    for cue in cues:
        at = unit.starts[cue.verb]
        if any(d.cue[0][0] <= at < d.cue[-1][1] for d in outer):
            continue
        draft = _preposed(unit, cue, limits, found)
        if draft is None:
            continue
        if _is_inside(at, taken):
            content = _within(draft.content, at, taken)
            nested += [replace(draft, is_nested=True, content=content)] if content else []
        else:
            found.append(draft)
            taken += draft.content
    for draft in [*passive_cues(unit, cues), *colon_quotes(unit), *noun_cues(unit), *hearsay(unit)]:
        if not _is_inside(draft.cue[0][0], taken) and not _is_inside(draft.content[0][0], taken):
            found.append(draft)
    via = _route(text, unit) if found or nested else ()
    return sorted([d if d.via else replace(d, via=via) for d in [*found, *nested]], key=lambda d: d.cue[0])


def colon_quotes(unit: Unit) -> list[Draft]:
    """ "The mayor fired back: "Q"": a clause without a verb that we know, a colon, a quotation."""
    colon = unit.tags.find(":Q")
    if colon < 2:
        return []
    drafts = introduced(unit, [unit.span(colon + 1, colon + 2)], colon)
    return [d for d in drafts if d.source]


def introduced(unit: Unit, quotes: list[Span], colon: int | None = None) -> list[Draft]:
    """The attribution of quotations to the subject of the clause whose colon introduces them."""
    stop = unit.tags.rfind(":") if colon is None else colon
    start = max(unit.tags.rfind(",C", 0, stop), unit.tags.rfind(";", 0, stop), unit.tags.rfind("Q", 0, stop)) + 1
    subject = leading_subject(unit, start, stop)
    if subject is None or subject[1] >= stop:
        return []
    cue = unit.span(subject[1], stop)
    return [Draft((unit.span(*subject),), (), (cue,), tuple(quotes), "colon_quote", unit.sentence, unit.starts[subject[1]])]


def _route(text: str, unit: Unit) -> tuple[Span, ...]:
    """The outlet that the unit names as the carrier of what it reports, where it names one outside its quotations."""
    said = frozenset(unit.low)
    for rule in load_rules("attributions_routes"):
        if not said.isdisjoint(rule.set["words"]):
            match = rule.pattern.search(text, unit.start, unit.end)
            if match and not any(unit.tags[i] in "Qq" and unit.starts[i] < match.start() < unit.ends[i] for i in range(len(unit.tags))):
                return (match.span("via"),)
    return ()


def _within(content: tuple[Span, ...], at: int, taken: list[Span]) -> tuple[Span, ...]:
    """A content cut to the outer content that holds its cue."""
    first, last = next((s, e) for s, e in taken if s <= at < e)
    return tuple((max(s, first), min(e, last)) for s, e in content if s < last and first < e)


def _is_inside(at: int, spans: list[Span]) -> bool:
    return any(s <= at < e for s, e in spans)


def _limits(unit: Unit, cues: list[Cue]) -> list[int]:
    """Tokens at which a content to the left has to stop: where another attribution begins."""
    cuts = []
    for cue in cues:
        edge = cue.first
        before = unit.tags[edge - 1] if edge else ""
        if cue.form == "participle" and before in (",", "Q", "C"):
            cuts.append(edge - 1 if before != "Q" else edge)
        elif before == "C" and cue.form == "finite":
            cuts.append(edge - 1)
        elif cue.form == "finite" and ("say_verb" in cue.classes or (cue.frame == "clause" and "think_verb" in cue.classes)):
            subject = subject_before(unit, edge, 0)
            if subject and subject[0] and unit.tags[subject[0] - 1] in "CS;" and subject[0] > 1 and unit.tags[subject[0] - 2] in ",;":
                cuts.append(subject[0] - 2)
            elif subject and subject[0] and (unit.tags[subject[0] - 1] == ";" or (unit.tags[subject[0] - 1] == "C" and cue.frame)):
                cuts.append(subject[0] - 1)
    return sorted([*cuts, *_introduced_limits(unit, cues), *_named_limits(unit, cues)])


def _named_limits(unit: Unit, cues: list[Cue]) -> list[int]:
    """The comma before what others call the thing that was spoken of: "A said C, a flight which B called ..."."""
    found = []
    for cue in cues:
        subject = subject_before(unit, cue.first, 0) if cue.form == "finite" and "call_verb" in cue.classes else None
        if subject is None or subject[0] < 2 or unit.low[subject[0] - 1] != "which":
            continue
        named = left_phrase(unit, subject[0] - 1, 0)
        if named and unit.tags[named - 1] == ",":
            found.append(named - 1)
    return found


def _introduced_limits(unit: Unit, cues: list[Cue]) -> list[int]:
    """The comma between an opening clause that attributes and the main clause that does: "After A said C, B told ..."."""
    finite = [cue for cue in cues if cue.form == "finite"]
    if len(finite) < 2 or not _opens_unit(unit, finite[0].first):
        return []
    subjects = [subject_before(unit, cue.first, finite[0].after) for cue in finite[1:] if cue.frame != "quote"]
    return [subject[0] - 1 for subject in subjects if subject and unit.tags[subject[0] - 1] == ","][:1]


def _opens_unit(unit: Unit, verb: int) -> bool:
    """Whether a verb belongs to a clause of time or reason with which the unit begins."""
    subject = subject_before(unit, verb, 0)
    before = unit.low[: subject[0]] if subject else []
    return 0 < len(before) <= 4 and before[-1] in OPENING


def _cue_span(unit: Unit, cue: Cue) -> tuple[Span, ...]:
    return (unit.span(cue.first, max(cue.last, cue.verb + 1)),)


def _postposed(unit: Unit, cue: Cue, limits: list[int]) -> Draft | None:
    """ "C, S V." or "C, V S.": the content stands before the subject."""
    if cue.form != "finite" or cue.classes.isdisjoint(POSTPOSING) or cue.first == 0:
        return None
    tags = unit.tags
    size = len(tags)
    subject = subject_before(unit, cue.first, 0)
    if subject is not None and subject[0] > 0 and tags[subject[0]] != "R":
        before = tags[subject[0] - 1]
        if before == "Q" and not cue.classes.isdisjoint(SPEAKING):
            return _with_left_content(unit, cue, subject, subject[0], cue.after, limits)
        if before in ",Q-" and cue.frame == "":
            if cue.after < size and tags[cue.after] not in ".,;:-CQqP)S":
                return None
            draft = _with_left_content(unit, cue, subject, subject[0], cue.after, limits)
            is_whole = draft is not None and (_is_clause(tags[: subject[0] - 1]) or "Q" in tags[: subject[0]] or len(draft.content) > 1)
            return draft if is_whole else None
        if cue.frame == "quote" and before in "Q," and "Q" in tags[: subject[0]]:
            return _with_left_content(unit, cue, subject, subject[0], cue.after, limits)
    before = tags[cue.first - 1]
    if ("say_verb" not in cue.classes and "ask_verb" not in cue.classes) or before not in ",Q" or cue.first != cue.verb:
        return None
    if before == "," and not _is_clause(tags[: cue.first]) and tags.count(",", 0, cue.first) > 1:
        return None  # "A, head of B, said the ...": a subject with its apposition
    end = right_phrase(unit, cue.verb + 1, size)
    if end is None or (before == "," and end < size and tags[end] not in ".,;:-PQRST)CEG"):
        return None
    if tags[cue.verb + 1] == "D":
        end = with_apposed_name(unit, end, size)
    return _with_left_content(unit, cue, (cue.verb + 1, end), cue.first, end, limits)


def _is_clause(tags: str) -> bool:
    """Whether a stretch holds a finite verb."""
    return "A" in tags or "V" in tags or "E" in tags


def _with_left_content(unit: Unit, cue: Cue, subject: tuple[int, int], edge: int, rest: int, limits: list[int]) -> Draft | None:
    tags = unit.tags
    end = edge
    while end > 0 and tags[end - 1] in ",-":
        end -= 1
    start = 0
    while start < end and tags[start] in ",.-:;":
        start += 1
    if start >= end:
        return None
    colon = tags.rfind(":", start, end)
    if colon > 0 and tags[colon + 1] == "Q":
        start = colon + 1
    quote = tags.rfind("Q", start, end)
    content = [unit.span(start, end)]
    if tags[end - 1] == "Q" and quote > start and not any(t.isalpha() and t not in "QC" for t in tags[start:end]):
        content = [unit.span(i, i + 1) for i in range(start, end) if tags[i] == "Q"]
    content += _after_parenthesis(unit, rest, tags[end - 1] == "Q", limits)
    return Draft(
        (unit.span(*subject),), _via(unit, cue), _cue_span(unit, cue), tuple(content), "postposed", unit.sentence, unit.starts[edge]
    )


def _via(unit: Unit, cue: Cue) -> tuple[Span, ...]:
    """Whom the speaker told, or where the words were carried; an outlet becomes the route."""
    if cue.hearer is not None:
        return (unit.span(*cue.hearer),)
    return ()


def _after_parenthesis(unit: Unit, rest: int, is_quote: bool, limits: list[int]) -> list[Span]:
    """Content that goes on after "he said,": a further quotation, or the rest of the clause."""
    tags = unit.tags
    if is_quote:
        stop = min((c for c in limits if c >= rest), default=len(tags))
        at = tags.find("Q", rest, stop)
        return [unit.span(at, at + 1)] if at > 0 and tags[at - 1] in ",.:-" else []
    i = rest
    while i < len(tags) and tags[i] in ".,:-":
        i += 1
    if i >= len(tags) or i == rest or rest in limits:
        return []
    if tags[rest] != "," or tags[i] in "RG" or i in limits:
        return []
    limit = min((c for c in limits if c > i), default=len(tags))
    return [unit.span(i, clause_end(unit, i, limit))]


def _preposed(unit: Unit, cue: Cue, limits: list[int], found: list[Draft]) -> Draft | None:
    """ "S V C": the content follows the verb."""
    if not cue.frame or cue.form == "passive":
        return None
    size = len(unit.tags)
    limit = min((c for c in limits if c > cue.after), default=size)
    end = _content_end(unit, cue, limit)
    if end <= cue.after:
        return None
    source = _source(unit, cue, found)
    if source is None:
        return None
    return Draft(
        source, _via(unit, cue), _cue_span(unit, cue), (unit.span(cue.after, end),), cue.rule, unit.sentence, unit.starts[cue.first]
    )


def _content_end(unit: Unit, cue: Cue, limit: int) -> int:
    if cue.frame == "quote":
        return clause_end(unit, cue.after, limit)
    if cue.frame == "object" or (cue.frame == "either" and not has_finite_verb(unit, cue.after, limit)):
        return object_end(unit, cue.after, limit)
    return clause_end(unit, cue.after, limit)


def _opens_clause(unit: Unit, first: int) -> bool:
    """Whether a phrase only tells when or where, at the start of a clause whose subject is left out: "but on both days said"."""
    return first > 2 and unit.tags[first - 1] == "P" and unit.tags[first - 2] == "C" and unit.tags[first - 3] in ",Q"


def _author_of(unit: Unit, paper: int) -> tuple[Span, ...] | None:
    """Who issued the paper whose phrase begins at a token: the subject of "issued" or "posted" right before it."""
    if unit.low[paper - 1] not in ISSUING or unit.low[paper] not in ("a", "an"):
        return None
    subject = subject_before(unit, cue_start(unit, paper - 1, 0), 0)
    return (unit.span(*subject),) if subject else None


def _source(unit: Unit, cue: Cue, found: list[Draft]) -> tuple[Span, ...] | None:
    before = unit.tags[cue.first - 1] if cue.first else ""
    if cue.form == "finite" and before not in ("C", ""):
        subject = subject_before(unit, cue.first, 0)
        if subject is not None and not _opens_clause(unit, subject[0]):
            return (unit.span(*subject),)
        if subject is None and before not in ",Q" and unit.low[cue.first - 1] not in CONCEDING:
            return None
    if cue.form == "infinitive":
        return None
    if cue.form == "participle" and before and before in "MXz":
        start = left_phrase(unit, cue.first, 0)
        author = _author_of(unit, start) if start else None
        return author or (None if start is None else (unit.span(start, cue.first),))
    earlier = [d for d in found if d.source and d.cue[0][0] < unit.starts[cue.first]]
    if earlier:
        return max(earlier, key=lambda d: d.cue[0]).source
    if before == "," and unit.low[cue.verb] in word_list("showing"):
        return None
    lead = leading_subject(unit, 0, cue.first)
    return (unit.span(*lead),) if lead else None
