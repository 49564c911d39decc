"""The cookbook answers its questions on the sample, with what the sample's articles say."""

import pytest
import yaml

from tests.conftest import ROOT
from tests.docs.cookbook import COOKBOOK, VERSIONS, answers, versions

FACTS = yaml.safe_load((ROOT / "tests" / "docs" / "cookbook_facts.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answered(sample_warehouse):
    return list(answers(sample_warehouse))


def rows_of(columns, rows):
    return [dict(zip(columns, row, strict=True)) for row in rows]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact["why"])
def test_an_answer_holds_the_fact(answered, fact):
    found = [row for answer in answered if answer.question == fact["question"] for row in rows_of(answer.columns, answer.rows)]
    assert [row for row in found if fact["row"].items() <= row.items()]


def test_every_question_has_an_answer(answered):
    assert [answer.question for answer in answered if not answer.rows and answer.question != "Who took back what?"] == []


def test_every_table_that_is_printed_has_the_columns_of_its_answer(answered):
    assert [answer.printed.splitlines()[0] for answer in answered] == [f"| {' | '.join(answer.columns)} |" for answer in answered]


def test_the_tables_that_are_printed_are_the_answers_of_these_versions(answered, sample_warehouse):
    written = VERSIONS.search(COOKBOOK.read_text(encoding="utf-8"))
    assert written is not None
    if written["versions"] != versions(sample_warehouse):
        pytest.skip("rules, reference or SQL changed since; run on a fresh sample: python -m tests.docs.cookbook warehouse")
    assert [answer.printed for answer in answered] == [answer.text for answer in answered]
