"""Fuzzing guided by coverage: inputs that take new branches are kept and changed further, by Atheris and libFuzzer.

    python -m benchmarks.fuzz_guided FOLDER SECONDS [READER ...] [--suites FOLDER]

One reader after the other gets so many seconds; without SECONDS, only the figures are shown. The folder keeps what was found, so that
the next call goes on where this one ended: ``READER/corpus``, ``failures``, and figures of each call in ``runs.jsonl``. What fails is
tried again without the fuzzer, within the limits that the pipeline sets; only then it counts. Failures of earlier calls are tried again,
too: those that were mended join the corpus. Prints what all calls came to; 1 where a failure is left. ``--suites`` adds small files of
other people's suites.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.fuzz import run_task
from benchmarks.fuzz_corpus import prepare
from benchmarks.fuzz_promises import MOST_BYTES, STATE_HEAD
from benchmarks.fuzz_shrink import Results, confirm, shrink
from benchmarks.fuzz_targets import TARGETS
from pipelines.ids import sha256
from pipelines.workers import WALL_SECONDS, Pool

MOST_MEBIBYTES = 3000  # for the whole process; an input may take a gibibyte
COVERAGE = re.compile(rb"cov: (\d+) ft: (\d+) corp: (\d+)")


@dataclass(frozen=True, slots=True)
class Run:
    """What one call did with one reader."""

    reader: str
    inputs: int
    cpu_seconds: float
    edges: int
    kept: int
    candidates: int
    failures: int


@dataclass(frozen=True, slots=True)
class Fuzzer:
    """The process that fuzzes reader after reader. Use as a context."""

    process: subprocess.Popen[str]

    @classmethod
    def start(cls, log: Path) -> Fuzzer:
        """A new one; what it says of itself goes to a file."""
        with log.open("wb") as file:
            command = [sys.executable, "-m", "benchmarks.fuzz_guided_reader"]
            return cls(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file, text=True))

    def __enter__(self) -> Fuzzer:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def ask(self, request: list[str]) -> tuple[int, float]:
        """Fuzz a reader; the code that it ended with, and processor time."""
        assert self.process.stdin is not None  # noqa: S101 - both are pipes
        assert self.process.stdout is not None  # noqa: S101
        with suppress(BrokenPipeError):  # it has ended already, and answers nothing below
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
        code, _, seconds = self.process.stdout.readline().partition(" ")
        if not seconds:
            raise SystemExit("the fuzzer did not start; the file log of its folder says why. It needs what make fuzz sets up.")
        return int(code), float(seconds)


def fuzz(name: str, home: Path, seconds: int, fuzzer: Fuzzer) -> tuple[int, int, float]:
    """Let a reader be fuzzed; inputs, coverage, processor time. A process that an input ends is followed by another."""
    ends, inputs, edges, spent = time.monotonic() + seconds, 0, 0, 0.0
    while (left := int(ends - time.monotonic())) > 0:
        code, used = fuzzer.ask(request(name, home, left))
        spent += used
        tried, length = STATE_HEAD.unpack_from(state := (home / "state").read_bytes())
        inputs += tried
        edges = max([edges, *(int(found[1]) for found in COVERAGE.finditer((home / "log").read_bytes()))])
        if not tried:
            raise SystemExit(f"the fuzzer tried nothing; {home / 'log'} says why.")
        if code:
            content = state[STATE_HEAD.size : STATE_HEAD.size + length]
            (home / "candidates" / f"ended-{sha256(content)[:12]}").write_bytes(content)
    return inputs, edges, spent


def request(name: str, home: Path, seconds: int) -> list[str]:
    """What the fuzzer is asked for: a reader, its folder, options of libFuzzer."""
    options = {
        "max_total_time": seconds, "timeout": WALL_SECONDS, "max_len": MOST_BYTES, "rss_limit_mb": MOST_MEBIBYTES,
        "dict": home / "words", "artifact_prefix": f"{home}/",
    }  # fmt: skip
    return [name, str(home), *(f"-{option}={value}" for option, value in options.items()), str(home / "corpus")]


def judge(name: str, folder: Path, pool: Results) -> tuple[int, int]:
    """Candidates that were tried again; those that fail without the fuzzer too, which are kept as short as they get."""
    candidates = sorted((folder / name / "candidates").iterdir())
    failed = 0
    for path in candidates:
        content = path.read_bytes()
        if (failure := confirm(name, content, pool)) is not None:
            failed += 1
            shortest = shrink(name, content, failure, pool)
            kept = folder / "failures" / f"{name}-{sha256(shortest)[:12]}"
            kept.write_bytes(shortest)
            kept.with_name(f"{kept.name}.txt").write_text(f"{failure.kind}: {failure.message}\n", encoding="utf-8")
        path.unlink()
    return len(candidates), failed


def try_again(name: str, folder: Path, pool: Results) -> Iterator[str]:
    """Failures of a reader that are left; those that were mended join its corpus."""
    for told in sorted((folder / "failures").glob(f"{name}-*.txt")):
        path = told.with_suffix("")
        if (failure := confirm(name, path.read_bytes(), pool)) is not None:
            yield f"{path}: {failure.kind}: {failure.message[:200]}"
            continue
        path.rename(folder / name / "corpus" / path.name)
        told.unlink()


def run_reader(name: str, folder: Path, seconds: int, suites: Path | None, fuzzer: Fuzzer) -> Run:
    """Fuzz one reader, and judge what came of it."""
    home = folder / name
    prepare(name, home, suites)
    inputs, edges, spent = fuzz(name, home, seconds, fuzzer)
    with Pool(run_task, size=1) as pool:
        candidates, failures = judge(name, folder, pool)
    return Run(name, inputs, round(spent, 1), edges, len(list((home / "corpus").iterdir())), candidates, failures)


def run_readers(names: Iterable[str], folder: Path, seconds: int, suites: Path | None) -> None:
    """Fuzz readers in turn, and keep the figures of each."""
    with Fuzzer.start(folder / "log") as fuzzer:
        for name in names:
            run = run_reader(name, folder, seconds, suites, fuzzer)
            with (folder / "runs.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(run)) + "\n")
            print(run, file=sys.stderr)


def tell(folder: Path) -> str:
    """A table of what all calls came to."""
    runs: dict[str, list[Run]] = defaultdict(list)
    for line in (folder / "runs.jsonl").read_text(encoding="utf-8").splitlines():
        run = Run(**json.loads(line))
        runs[run.reader].append(run)
    lines = ["| reader | inputs | minutes of processor | edges | inputs kept | failures |", "| --- | --- | --- | --- | --- | --- |"]
    for name, held in runs.items():
        inputs, minutes, failures = (
            sum(run.inputs for run in held),
            sum(run.cpu_seconds for run in held) / 60,
            sum(run.failures for run in held),
        )
        lines.append(f"| {name} | {inputs:,} | {minutes:.1f} | {max(run.edges for run in held):,} | {held[-1].kept:,} | {failures} |")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Fuzz readers in turn; 1 where a failure is left."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz_guided")
    parser.add_argument("folder", type=Path)
    parser.add_argument("seconds", type=int, nargs="?", default=0)
    parser.add_argument("readers", nargs="*", metavar="READER", help=", ".join(TARGETS))
    parser.add_argument("--suites", type=Path)
    asked = parser.parse_args(arguments)
    if unknown := sorted(set(asked.readers) - TARGETS.keys()):
        parser.error(f"no reader is called {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    (asked.folder / "failures").mkdir(parents=True, exist_ok=True)
    names = asked.readers or list(TARGETS)
    if asked.seconds:
        run_readers(names, asked.folder, asked.seconds, asked.suites)
    with Pool(run_task, size=1) as pool:
        left = [told for name in names for told in try_again(name, asked.folder, pool)]
    print(tell(asked.folder), *left, sep="\n")
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
