"""Mutants of small files through every reader of bytes and through the reading engine, in workers that may die.

    python -m benchmarks.fuzz ROUNDS [TARGET ...] [--first ROUND]

A round is so many mutants of each target. A mutant whose result is of a new kind is mutated further; so later rounds reach deeper. The same
rounds make the same mutants: --first goes on where an earlier call ended, though without the mutants that it kept. Prints what
crashed, hung or broke a promise, and writes those mutants to build/fuzz.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzz_promises import Words
from benchmarks.fuzz_targets import TARGETS
from pipelines.ids import sha256
from pipelines.workers import Failure, Pool

MUTANTS = 200  # of a target in a round
MOST_KEPT = 400
MOST_CHANGES = 8
OUTPUT = Path("build/fuzz")
Task = tuple[str, bytes]


@dataclass(slots=True)
class Corpus:
    """What mutants of one target are made of, and what they came to."""

    held: list[bytes]
    seen: set[Words] = field(default_factory=set)
    count: int = 0
    failures: dict[str, str] = field(default_factory=dict)  # message by name of the mutant

    def add(self, name: str, mutant: bytes, result: Words | Failure) -> None:
        """Count a mutant; keep it where it brought something new."""
        self.count += 1
        if isinstance(result, Failure):
            file = f"{name}-{sha256(mutant)[:12]}"
            self.failures[file] = f"{result.kind}: {result.message}"
            OUTPUT.mkdir(parents=True, exist_ok=True)
            (OUTPUT / file).write_bytes(mutant)
        elif result not in self.seen:
            self.seen.add(result)
            self.held = [*self.held, mutant][-MOST_KEPT:]


def mutate(content: bytes, others: Sequence[bytes], pieces: Sequence[bytes], chance: random.Random) -> bytes:
    """The content after a few changes."""
    for _ in range(chance.randint(1, MOST_CHANGES)):
        content = change(content, others, pieces, chance)
    return content


def change(content: bytes, others: Sequence[bytes], pieces: Sequence[bytes], chance: random.Random) -> bytes:
    """The content after one change: other bytes, a stretch less or twice, a piece or a stretch of another file put in, a cut."""
    at = chance.randint(0, len(content))
    end = min(len(content), at + int(chance.expovariate(1 / 30)))
    other = chance.choice(others)
    begins = chance.randint(0, len(other))
    choices = (
        bytes(chance.randrange(256) for _ in range(min(8, end - at))) + content[min(at + 8, end) : end],
        b"",
        content[at:end] * chance.choice((2, 3, 50)),
        content[at:end] + chance.choice(pieces),
        chance.choice(pieces),
        other[begins : begins + int(chance.expovariate(1 / 100))],
    )
    return content[:at] if chance.random() < 0.03 else content[:at] + chance.choice(choices) + content[end:]


def run_task(task: Task) -> Words:
    """One mutant through its target."""
    return TARGETS[task[0]].run(task[1])


def run_round(number: int, corpora: dict[str, Corpus], pool: Pool[Task, Words]) -> None:
    """Mutants of every target."""
    tasks = []
    for name, corpus in corpora.items():
        chance = random.Random(f"{name} {number}")
        for _ in range(MUTANTS):
            tasks.append((name, mutate(chance.choice(corpus.held), corpus.held, TARGETS[name].pieces, chance)))
    for (name, mutant), result in zip(tasks, pool.map(tasks), strict=True):
        corpora[name].add(name, mutant, result)


def main(arguments: Sequence[str]) -> int:
    """Run rounds; 1 where a mutant crashed, hung or broke a promise."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("rounds", type=int)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args(arguments)
    if unknown := sorted(set(asked.targets) - TARGETS.keys()):
        parser.error(f"no target is called {', '.join(unknown)}; there are {', '.join(TARGETS)}")
    corpora = {name: Corpus(list(TARGETS[name].seeds)) for name in asked.targets or TARGETS}
    with Pool(run_task) as pool:
        for number in range(asked.first, asked.first + asked.rounds):
            run_round(number, corpora, pool)
            failed = sum(len(corpus.failures) for corpus in corpora.values())
            print(f"round {number}: {sum(corpus.count for corpus in corpora.values()):,} mutants, {failed} failures", file=sys.stderr)
    for name, corpus in corpora.items():
        print(f"{name}: {corpus.count:,} mutants, {len(corpus.seen):,} kinds of result, {len(corpus.failures)} failures")
        print("".join(f"  {file}: {told}\n" for file, told in sorted(corpus.failures.items())), end="")
    return int(any(corpus.failures for corpus in corpora.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
