"""Every rule matches its examples with those captures and none of its counterexamples."""

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
