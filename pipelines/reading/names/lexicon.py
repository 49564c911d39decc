"""The names that the lexicons know: one automaton over all their forms, and what each form stands for."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from pipelines.errors import RuleError
from pipelines.reading.rules import HERE, read_yaml
from pipelines.reading.types import NameKind

REFERENCE = HERE.parent / "reference"
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
MIN_LOOSE = 5  # shorter forms keep their hyphen: "K-4" is a missile, "K4" and "K 4" are not


@dataclass(frozen=True, slots=True)
class Entry:
    """What one form stands for. ``needs`` names the rule that decides where the form is ambiguous."""

    form: str
    kind: NameKind
    id: str
    name: str
    country: str | None
    rule_id: str
    launch_class: str | None = None
    is_state_media: bool = False
    needs: str | None = None


@cache
def folds() -> dict[str, str]:
    """One character for one character: accented letters as plain ones in lower case."""
    bases = {chr(code): unicodedata.normalize("NFKD", chr(code))[0].lower() for code in range(0xC0, 0x250)}
    return {letter: base for letter, base in bases.items() if "a" <= base <= "z"}


def fold(text: str) -> str:
    """The text as forms are compared: same length, lower case, no accents."""
    return BEYOND_ASCII.sub(base_letter, text).lower()


def base_letter(match: re.Match[str]) -> str:
    """The letter without its accents, in lower case; other characters as they are."""
    return folds().get(match.group(), match.group())


@cache
def words(name: str) -> frozenset[str]:
    """One list of ``lexicons/names_words.yml``."""
    return frozenset(read_yaml(HERE / "lexicons" / "names_words.yml")[name])


@cache
def read_reference(name: str) -> tuple[dict[str, str], ...]:
    """Rows of one file of facts."""
    path = REFERENCE / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return tuple(csv.DictReader(lines))
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error}. Restore the file, then: make test") from error


@cache
def ambiguous() -> dict[str, str]:
    """Ambiguous form to the rule that decides."""
    lists = read_yaml(HERE / "lexicons" / "names_ambiguous.yml")
    return {form: rule for rule, forms in lists.items() for form in forms}


def entries() -> Iterator[Entry]:
    """Every form of every lexicon."""
    yield from _actors()
    yield from _outlets()
    for country, forms in read_yaml(HERE / "lexicons" / "names_places.yml").items():
        for form in forms:
            yield Entry(form, "place", form, form, None if country == "none" else country, "lexicon_place")
    yield from _alert_systems()
    for row, form in _joined("sites", "site_id"):
        yield Entry(form, "site", row["site_id"], row["site_id"], row["country_code"] or None, "lexicon_site")
    for row, form in _joined("vehicles", "vehicle_id"):
        yield Entry(
            form, "vehicle", row["vehicle_id"], form, row["country_code"] or None, "lexicon_vehicle",
            launch_class=row["launch_class_code"], needs=ambiguous().get(form),
        )  # fmt: skip
    for row, form in _joined("payloads", "payload_id"):
        yield Entry(form, "payload", row["payload_id"], form, row["country_code"] or None, "lexicon_payload", needs=ambiguous().get(form))


def _joined(things: str, key: str) -> Iterator[tuple[dict[str, str], str]]:
    known = {row[key]: row for row in read_reference(things)}
    for row in read_reference(f"{things[:-1]}_names"):
        yield known[row[key]], row["form_text"]


def _alert_systems() -> Iterator[Entry]:
    """Systems that warn the public, ships and aircraft; what is no name, as sirens, is left to the reading of alerts."""
    runs = {row["alert_system_id"]: row["country_code"] or None for row in read_reference("alert_systems")}
    for row in read_reference("alert_system_names"):
        if row["is_name"] == "true":
            yield Entry(
                row["form_text"], "alert_system", row["alert_system_id"], row["form_text"], runs[row["alert_system_id"]], "lexicon_alert"
            )


def _actors() -> Iterator[Entry]:
    states = read_yaml(HERE / "lexicons" / "names_states.yml")
    capitals = {form for forms in states["capitals"].values() for form in forms}
    names: dict[str, str] = {}
    for row, form in _joined("actors", "actor_id"):
        kind: NameKind = row["kind_code"]  # type: ignore[assignment]
        names[row["actor_id"]] = row["actor_name"]
        rule = f"lexicon_{kind}" if form not in capitals else "lexicon_capital"
        name = row["actor_name"] if kind == "person" else form
        yield Entry(form, kind, row["actor_id"], name, row["country_code"] or None, rule, needs=ambiguous().get(form))
    for state, forms in states["adjectives"].items():
        for form in forms:
            if form.rstrip("?") not in ("US", "U.S.", "New Zealand"):
                yield Entry(form.rstrip("?"), "state", state, names[state], state, "lexicon_adjective", needs=ambiguous().get(form))


def _outlets() -> Iterator[Entry]:
    for row, form in _joined("outlets", "outlet_id"):
        is_state = row["is_state_media"] == "true"
        side = row["country_code"] if row["owner_name"] else None  # a private outlet speaks for no country
        yield Entry(form, "outlet", row["outlet_id"], form, side, "lexicon_outlet", is_state_media=is_state)


def spellings(form: str) -> set[str]:
    """The form with its hyphens kept, lost, turned into spaces or spaced, and its possessive spaced."""
    found = {form}
    if len(form) >= MIN_LOOSE or form[:2].isalpha():
        found |= {form.replace("-", mark) for mark in ("", " ", " - ")}
    return found | {one.replace("'s ", " 's ") for one in found}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The automaton, and for each of its patterns what it may stand for."""

    automaton: AhoCorasick
    meanings: tuple[tuple[Entry, ...], ...]


@cache
def lexicon() -> Lexicon:
    """All forms of all lexicons, compiled once."""
    known: dict[str, list[Entry]] = {}
    for entry in entries():
        for spelling in sorted(spellings(entry.form)):
            known.setdefault(fold(spelling), []).append(entry)
    patterns = sorted(known)
    automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard)
    return Lexicon(automaton, tuple(tuple(known[pattern]) for pattern in patterns))


def is_cased(form: str, surface: str) -> bool:
    """Whether the text writes a form with the capitals that it needs."""
    letters = re.sub(r"[^A-Za-z]", "", form)
    if letters.isupper():
        return not any(character.islower() for character in surface)
    if form[:4] == "the ":
        form, surface = form[4:], surface[4:]
    if len(form.split()) >= 3 and form[0].isupper() and "Korea" not in form:
        return True
    return not form[:1].isupper() or surface[:1].isupper()


def find_forms(text: str) -> list[tuple[int, int, Entry]]:
    """Every form at word edges, the longest at each place, in text order."""
    known = lexicon()
    found: list[tuple[int, int, Entry]] = []
    for number, start, end in known.automaton.find_matches_as_indexes(fold(text), overlapping=True):
        if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
            continue
        for entry in known.meanings[number]:
            if is_cased(entry.form, text[start:end]):
                found.append((start, end, entry))
                break
    return found


def reference_paths() -> tuple[Path, ...]:
    """The files of facts that reading depends on."""
    return tuple(sorted(REFERENCE.glob("*.csv")))
