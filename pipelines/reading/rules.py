"""Rules and lexicons as data: loading, slots, compiling, and the check of a rule against its examples.

A rule file is a YAML list; a rule is::

    - id: launch_asserted_past
      emits: launch_mention
      why: Finite past verb right before a vehicle noun; the commonest wire lead.
      pattern: '\\b(?P<verb>{launch_verb_past}) (?:an? )?(?P<vehicle>{vehicle_noun})'
      set: {status: occurred}          # optional constants that the layer's code reads
      examples:
        - text: The navy fired two short-range ballistic missiles on Sunday.
          captures: {verb: fired, vehicle: short-range ballistic missiles}
      counterexamples:
        - text: The ministry launched an appeal for calm.
          because: The object is not a vehicle.

``{name}`` in a pattern stands for a slot: an entry of ``lexicons/slots_*.yml``, a list of regex pieces, joined longest first.
Patterns ignore case unless ``case: true``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipelines.errors import RuleError

HERE = Path(__file__).parent
SLOT = re.compile(r"(?<!\\)\{([a-z_]+)\}")
MAX_PATTERN = 160


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it emits, why it exists, its compiled pattern, and the cases that pin it down."""

    id: str
    emits: str
    why: str
    source: str
    pattern: re.Pattern[str]
    set: Mapping[str, Any]
    examples: tuple[Mapping[str, Any], ...]
    counterexamples: tuple[Mapping[str, Any], ...]
    path: Path


def alternation(pieces: list[str]) -> str:
    """One regex group of the pieces, longest first, so that a short form never hides a longer one."""
    return "(?:" + "|".join(sorted(dict.fromkeys(pieces), key=lambda p: (-len(p), p))) + ")"


@cache
def read_yaml(path: Path) -> Any:
    """A YAML file of the project, with an error that names it when it is malformed."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise RuleError(f"{path}: cannot be read as YAML: {error}. Fix the file, then: make test") from error


@cache
def slots() -> dict[str, str]:
    """Named regex pieces of ``lexicons/slots_*.yml``; a slot may use slots defined before it."""
    known: dict[str, str] = {}
    for path in sorted((HERE / "lexicons").glob("slots_*.yml")):
        for name, pieces in read_yaml(path).items():
            known[name] = expand(alternation([str(p) for p in pieces]), known, f"{path}, slot {name}")
    return known


def expand(pattern: str, known: Mapping[str, str], where: str) -> str:
    """The pattern with its slots filled in."""
    for name in SLOT.findall(pattern):
        if name not in known:
            raise RuleError(f"{where}: no slot named {name!r}. Add it to a file lexicons/slots_*.yml, or fix the name.")
    return SLOT.sub(lambda found: known[found[1]], pattern)


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """The rules of ``rules/<name>.yml`` in file order, compiled."""
    path = HERE / "rules" / f"{name}.yml"
    rules, seen = [], set()
    for entry in read_yaml(path):
        where = f"{path}, rule {entry.get('id', '?')}"
        missing = {"id", "emits", "why", "pattern", "examples", "counterexamples"} - entry.keys()
        left = entry.keys() - {"id", "emits", "why", "pattern", "examples", "counterexamples", "set", "case"}
        if missing or left or entry["id"] in seen:
            raise RuleError(f"{where}: missing {sorted(missing)}, unknown {sorted(left)}, or id used twice.")
        if len(entry["pattern"]) > MAX_PATTERN:
            raise RuleError(f"{where}: pattern over {MAX_PATTERN} characters; name its pieces as slots.")
        seen.add(entry["id"])
        flags = 0 if entry.get("case") else re.IGNORECASE
        try:
            compiled = re.compile(expand(entry["pattern"], slots(), where), flags)
        except re.error as error:
            raise RuleError(f"{where}: the pattern does not compile: {error}") from error
        rule = Rule(
            id=entry["id"],
            emits=entry["emits"],
            why=entry["why"],
            source=entry["pattern"],
            pattern=compiled,
            set=entry.get("set") or {},
            examples=tuple(entry["examples"]),
            counterexamples=tuple(entry["counterexamples"]),
            path=path,
        )
        rules.append(rule)
    return tuple(rules)


def broken_cases(rule: Rule) -> list[str]:
    """What of a rule's examples and counterexamples no longer holds; empty when all hold."""
    problems = []
    for number, example in enumerate(rule.examples, 1):
        match = rule.pattern.search(example["text"])
        wanted = example.get("captures") or {}
        got = {key: match.group(key) for key in wanted} if match else None
        if got != dict(wanted):
            problems.append(f"no longer matches its example {number}: {example['text']!r}: expected {dict(wanted)}, got {got}")
    for number, example in enumerate(rule.counterexamples, 1):
        if rule.pattern.search(example["text"]):
            problems.append(f"matches its counterexample {number}: {example['text']!r} ({example.get('because')})")
    return problems
