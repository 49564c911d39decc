"""The fuzzer makes the same mutants again, keeps what is new, and tells what went wrong; a few mutants of each reader of bytes."""

import random
from pathlib import Path

import pytest

from benchmarks import fuzz
from benchmarks.fuzz import Corpus, mutate
from benchmarks.fuzz_promises import BrokenPromise, expect
from benchmarks.fuzz_targets import TARGETS
from pipelines.workers import Failure

DEAR = {"reading", "html", "warc", "text", "dates", "names", "questions"}  # these take a page, a text or a query apart: tested elsewhere
CHEAP = sorted(TARGETS.keys() - DEAR)


@pytest.mark.parametrize("name", CHEAP)
def test_a_few_mutants_break_no_promise(name: str) -> None:
    target, chance = TARGETS[name], random.Random(name)
    for seed in target.seeds:
        target.run(seed)
        for _ in range(20):
            target.run(mutate(seed, target.seeds, target.pieces, chance))


def test_the_same_chance_makes_the_same_mutants() -> None:
    first, second = ([mutate(b"one two three", [b"four"], [b"<"], random.Random(3)) for _ in range(5)] for _ in range(2))
    assert first == second
    assert {mutate(b"one two three", [b"four"], [b"<"], random.Random(number)) for number in range(50)} - {b"one two three"}


def test_what_is_new_is_kept_and_what_went_wrong_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "OUTPUT", tmp_path)
    corpus = Corpus([b"seed"])
    for mutant, result in ((b"a", {"new"}), (b"b", {"new"}), (b"c", {"other"})):
        corpus.add("feed", mutant, frozenset(result))
    corpus.add("feed", b"bad", Failure("timeout", "was not done"))
    assert (corpus.held, corpus.count) == ([b"seed", b"a", b"c"], 4)
    assert list(corpus.failures.values()) == ["timeout: was not done"]
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"bad"]


def test_a_broken_promise_is_an_error() -> None:
    expect(True, "held")
    with pytest.raises(BrokenPromise, match="held"):
        expect(False, "held")
