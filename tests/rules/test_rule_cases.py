"""Every rule matches its examples with those captures and none of its counterexamples."""

import re
from pathlib import Path

import pytest

from pipelines.reading import rules

RULES = [rule for path in sorted((rules.HERE / "rules").glob("*.yml")) for rule in rules.load_rules(Path(path).stem)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.path.stem}:{rule.id}")
def test_rule_does_what_its_cases_say(rule: rules.Rule) -> None:
    problems = rules.broken_cases(rule)
    assert not problems, (
        f"{rule.path}, rule {rule.id}\n  " + "\n  ".join(problems) + "\n  Fix the pattern or move the example, then: make test"
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.path.stem}:{rule.id}")
def test_rule_has_enough_cases(rule: rules.Rule) -> None:
    assert len(rule.examples) >= 3, f"{rule.path}, rule {rule.id}: three examples at least"
    assert len(rule.counterexamples) >= 2, f"{rule.path}, rule {rule.id}: two counterexamples at least"


def test_every_slot_is_named_by_a_pattern_or_in_code() -> None:
    """A slot that nothing names is left over from a rule that went."""
    files = [*rules.HERE.rglob("*.yml"), *rules.HERE.rglob("*.py")]
    named = {name for path in files for name in re.findall(r'[{"]([a-z_]+)["}]', path.read_text(encoding="utf-8"))}
    assert rules.slots().keys() - named == set()
