"""Who launches: the country of the party that the words around a trigger name."""

from __future__ import annotations

from functools import cache

from pipelines.reading.launches.scene import View
from pipelines.reading.launches.status import BREAK
from pipelines.reading.launches.triggers import Trigger
from pipelines.reading.launches.words import pattern, secretive
from pipelines.reading.names.lexicon import read_reference
from pipelines.reading.types import NameMention

# A state after one of these is aimed at, flown over, asked or compared, and does not launch.
SUBJECTLESS = frozenset({"passive", "rise", "flight", "identity", "bare"})
SIDES = frozenset({"state", "body", "company", "person", "group"})
UNIONS = frozenset({"UN", "EU", "NATO"})


def country_of(view: View, trigger: Trigger, phrase: int) -> tuple[str | None, str | None]:
    """The launching party's country and the owner's of what is launched; null where the sentence does not say.

    ``phrase`` is where the noun phrase begins of the launch, or of the thing before its verb.
    """
    sides = [n for n in view.names if is_side(n)]
    by = [
        n
        for n in sides
        if n.start >= trigger.end and pattern("party_by").fullmatch(view.text[trigger.end - view.start : n.start - view.start])
    ]
    if by:
        return by[0].country, None
    inside = inside_country(view, trigger, phrase, sides)
    if inside and is_cargo(view, trigger):
        return None, inside
    if inside:
        return inside, None
    is_noun = trigger.shape == "noun" and trigger.head == trigger.start
    if is_noun and pattern("party_possessive").match(view.text[phrase - view.start :]):
        return antecedent(view, [n for n in sides if n.end <= phrase]), None
    if trigger.form in SUBJECTLESS - {"bare"} or (is_noun and not pattern("party_plans").search(view.text[: phrase - view.start])):
        return None, None
    clause = max((view.start + m.end() for m in BREAK.finditer(view.text[: trigger.head - view.start])), default=view.start)
    before = [n for n in sides if clause <= n.start and n.end <= trigger.head]
    named = [n for n in before if not (is_pronoun(view, n) or is_told(view, n) or is_half(view, n))]
    owner = next((n for n in reversed(named) if is_owner(view, n, trigger)), None)
    country = owner.country if owner else subject_country(view, trigger, named)
    return (None, country) if trigger.rule.set.get("rides") else (country, None)  # what rides a rocket need not be its owner's


@cache
def stateless() -> frozenset[str]:
    """Ids of armed groups that launch for no state."""
    return frozenset(row["actor_id"] for row in read_reference("actors") if row["kind_code"] == "group" and not row["country_code"])


def is_owner(view: View, name: NameMention, trigger: Trigger) -> bool:
    """Whether what is to launch is the plan or attempt of a name: "the North's third attempt to launch"."""
    return bool(pattern("party_owner").fullmatch(view.text[name.end - view.start : trigger.head - view.start]))


def is_pronoun(view: View, name: NameMention) -> bool:
    """Whether a mention is only a pronoun."""
    return bool(pattern("party_pronoun_alone").fullmatch(surface(view, name)))


def is_told(view: View, name: NameMention) -> bool:
    """Whether a side only learns of a launch: "notified a neighbour of its plan"; who is told to do something may launch."""
    is_hearer = pattern("party_told").search(view.text[: name.start - view.start])
    return bool(is_hearer) and not pattern("party_bidden").match(view.text[name.end - view.start :])


def is_half(view: View, name: NameMention) -> bool:
    """Whether a state only describes something else: "U.S.-led threats", the rebels of a country."""
    if name.kind != "state":
        return False
    groups = [n for n in view.names if n.kind == "group" and n.country is None and n.start > name.end]
    is_home = any(pattern("party_home").fullmatch(view.text[name.end - view.start : n.start - view.start]) for n in groups)
    return is_home or view.text[name.end - view.start :].startswith("-")


def surface(view: View, name: NameMention) -> str:
    """A name as its sentence has it, names of craft masked."""
    return view.text[name.start - view.start : name.end - view.start]


def antecedent(view: View, before: list[NameMention]) -> str | None:
    """The country that "its launch" speaks of: that of the nearest side before it that is not only told."""
    found = [n for n in before if not pattern("party_told").search(view.text[: n.start - view.start])]
    acting = [n for n in found if not is_source(view, n) and not is_place(view, n)]
    return (acting or found)[-1].country if found else None


def is_possessive(view: View, name: NameMention) -> bool:
    """Whether what follows is a name's own: "in response to the North's launch"."""
    return view.text[name.end - view.start :].startswith(("'s ", "' ")) or view.text[: name.end - view.start].endswith("'s")


def is_source(view: View, name: NameMention) -> bool:
    """Whether something only comes from a side, or is said by it."""
    is_voice = pattern("party_source").search(view.text[: name.start - view.start])
    return bool(is_voice or pattern("party_speaks").match(view.text[name.end - view.start :]))


def is_place(view: View, name: NameMention) -> bool:
    """Whether a state is only where something happens: "came down in Kazakhstan after their launch"."""
    return bool(pattern("party_place").search(view.text[: name.start - view.start]))


def is_subject(view: View, name: NameMention) -> bool:
    """Whether a name is no target, neighbour or partner of what its sentence tells; who is called on to do something may do it."""
    before = view.text[: name.start - view.start]
    return not pattern("party_not_subject").search(before) or bool(pattern("party_called_on").search(before))


def is_side(name: NameMention) -> bool:
    """Whether a name can stand for a launching party: a state, its bodies, people and state media, a company."""
    return name.country not in (None, *UNIONS) and (name.kind in SIDES or name.is_state_media)


def inside_country(view: View, trigger: Trigger, phrase: int, sides: list[NameMention]) -> str | None:
    """The country named in the noun phrase of the launch, or of what is launched: "a North Korean missile"."""
    end = trigger.start
    if trigger.thing and trigger.thing[0] < trigger.start and trigger.shape != "noun":
        end = trigger.thing[0]
    found = [n for n in sides if phrase <= n.start < end and (is_possessive(view, n) or is_subject(view, n))]
    if not found and trigger.thing and trigger.thing[0] > trigger.end and trigger.shape == "noun":
        found = [n for n in sides if trigger.end <= n.start < trigger.thing[0]]
    return found[-1].country if found else None


def is_cargo(view: View, trigger: Trigger) -> bool:
    """Whether the country named is that of a satellite, which others may launch: "India's satellite was launched from Kourou"."""
    if trigger.thing is None or trigger.form not in ("passive", "rise"):
        return False
    return bool(pattern("party_cargo").search(view.text[trigger.thing[0] - view.start : trigger.thing[1] - view.start]))


def subject_country(view: View, trigger: Trigger, before: list[NameMention]) -> str | None:
    """The country of the subject: the nearest side before the verb that is no target, source or partner."""
    subjects = [n for n in before if is_subject(view, n)]
    if not subjects:
        return None
    if pattern("party_it").search(view.text[: trigger.head - view.start]):
        hidden = [n for n in subjects if n.country in secretive()]
        subjects = hidden or subjects
    between = view.text[subjects[-1].end - view.start : trigger.head - view.start]
    says = list(pattern("party_says").finditer(between))
    if says and not pattern("party_pronoun").match(between[says[-1].end() :]):
        return None
    return subjects[-1].country
