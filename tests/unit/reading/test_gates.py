"""The gate lets every pattern through that matches, and keeps back what cannot match."""

import re

import pytest

from pipelines.reading.gates import demands_of, make_gate
from pipelines.reading.rules import HERE, load_rules

FILES = sorted(path.stem for path in (HERE / "rules").glob("*.yml"))


@pytest.mark.parametrize(
    ("pattern", "demands"),
    [
        (r"\bsaid (?:that|it)\b", [{"said that", "said it"}]),
        (r"fuel+ing", [{"fue"}, {"ing"}]),
        (r"(?:a|b)\w+ range", [{" range"}]),
        (r"\w+|said", []),
        (r"(?:very )?late", [{"late", "very late"}]),
        (r"[Tt]he \d+ (?:rounds|shells)", [{"the "}, {" rounds", " shells"}]),
        (r"(?:no )?\d{2}", []),
        (r"(?:at sea){1,3}", [{"at sea"}]),
    ],
)
def test_what_every_match_holds(pattern, demands):
    assert [set(each) for each in demands_of(re.compile(pattern, re.IGNORECASE))] == demands


def test_patterns_that_cannot_match_are_kept_back():
    gate = make_gate([re.compile("fired"), re.compile(r"\d+"), re.compile("launch(?:ed|es)"), re.compile("lift.?off")])
    assert gate.passing("The navy LAUNCHED it.") == [1, 2]
    assert gate.passing("It fired, and off it went.") == [0, 1]
    assert gate.passing("It went 4 km after lift-off.") == [1, 3]


@pytest.mark.parametrize("text", ["M\u0130SSILE", "m\u0131ssile", "mi\u017f\u017file"])
def test_letters_that_count_as_plain_ones_pass(text):
    pattern = re.compile("missile", re.IGNORECASE)
    assert pattern.search(text)
    assert make_gate([pattern]).passing(text) == [0]


@pytest.mark.parametrize("name", FILES)
def test_every_example_of_a_rule_passes_its_gate(name):
    rules = load_rules(name)
    gate = make_gate([rule.pattern for rule in rules])
    kept_back = [
        (rule.id, example["text"])
        for number, rule in enumerate(rules)
        for example in rule.examples
        if rule.pattern.search(example["text"]) and number not in gate.passing(example["text"])
    ]
    assert kept_back == []
