"""What stands around the fuzzer that coverage guides: files to begin with, failures made short, figures of all calls."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.fuzz_corpus import prepare
from benchmarks.fuzz_guided import Fuzzer, Run, request, tell
from benchmarks.fuzz_promises import MOST_BYTES
from benchmarks.fuzz_shrink import MOST_DEAR_TRIALS, confirm, shrink
from benchmarks.fuzz_targets import TARGETS
from pipelines.workers import Failure

TOO_LONG, WRONG = Failure("timeout", "was not done"), Failure("failed", "KeyError: 'x'")


@dataclass
class Trials:
    """Trials in this process: what holds both letters fails as it should, what holds one fails otherwise."""

    failure: Failure
    count: int = 0

    def map(self, tasks: Iterable[tuple[str, bytes]]) -> Iterator[Failure | frozenset[str]]:
        for _, content in tasks:
            self.count += 1
            yield self.failure if {*b"xy"} <= {*content} else Failure("failed", "TypeError: other") if b"x" in content else frozenset()


def test_a_failure_is_made_as_short_as_it_gets() -> None:
    assert shrink("feed", b"<a x='1'>" + b"<b>" * 40 + b" y </b>", WRONG, Trials(WRONG)) == b"xy"


def test_a_failure_that_takes_seconds_is_tried_a_few_times_only() -> None:
    trials = Trials(TOO_LONG)
    assert len(shrink("feed", b"x" + b"-" * 1000 + b"y", TOO_LONG, trials)) < 1002
    assert trials.count <= MOST_DEAR_TRIALS


def test_only_what_fails_outside_the_fuzzer_is_a_failure() -> None:
    assert confirm("feed", b"xy", Trials(WRONG)) == WRONG
    assert confirm("feed", b"y", Trials(WRONG)) is None


def test_seeds_small_files_of_suites_and_words_are_what_a_reader_begins_with(tmp_path: Path) -> None:
    suites = tmp_path / "suites" / "csv-spectrum" / "csvs"
    suites.mkdir(parents=True)
    (suites / "one.csv").write_bytes(b"a,b\n")
    (suites / "large.csv").write_bytes(b"a" * (MOST_BYTES + 1))
    prepare("gdelt", tmp_path / "gdelt", tmp_path / "suites")
    held = {path.read_bytes() for path in (tmp_path / "gdelt" / "corpus").iterdir()}
    assert held == {*TARGETS["gdelt"].seeds, b"a,b\n"}
    assert (tmp_path / "gdelt" / "words").read_text(encoding="ascii").splitlines()[:2] == [r'"\x2c"', r'"\x22"']


def test_a_fuzzer_that_does_not_start_is_told(tmp_path: Path) -> None:
    if find_spec("atheris") is not None:
        pytest.skip("this environment has the fuzzer")
    with Fuzzer.start(tmp_path / "log") as fuzzer, pytest.raises(SystemExit, match="the fuzzer did not start"):
        fuzzer.ask(request("feed", tmp_path / "feed", 5))
    assert "atheris" in (tmp_path / "log").read_text(encoding="utf-8")


def test_figures_of_all_calls_are_added_up(tmp_path: Path) -> None:
    runs = [Run("feed", 1000, 60.0, 300, 20, 2, 1), Run("mbox", 5, 6.0, 9, 3, 0, 0), Run("feed", 500, 30.0, 290, 25, 0, 0)]
    (tmp_path / "runs.jsonl").write_text("".join(json.dumps(asdict(run)) + "\n" for run in runs), encoding="utf-8")
    assert tell(tmp_path).splitlines()[2:] == ["| feed | 1,500 | 1.5 | 300 | 25 | 1 |", "| mbox | 5 | 0.1 | 9 | 3 | 0 |"]


def test_no_piece_is_empty_and_each_seed_is_small() -> None:
    assert all(piece for target in TARGETS.values() for piece in target.pieces)
    assert all(0 < len(seed) <= MOST_BYTES for target in TARGETS.values() for seed in target.seeds)
