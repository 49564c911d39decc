"""``make suites``: other people's cases through the readers. Each case runs in a worker that is ended when it takes too long.

    python -m benchmarks.suites FOLDER [SUITE ...]

Prints for each suite its cases, how many were accepted, rejected by reason, crashed and hung, and where it has gold, how many agree.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.suite_cases import Case, Result, cases_of, run_case
from pipelines.workers import Failure, Pool

SUITES = (
    "feedparser", "gofeed", "fastwarc", "warcio", "JSONTestSuite", "aeb", "html5lib-tests", "blns", "payloads", "payloadbox-xss",
    "payloadbox-sqli", "defusedxml", "csv-spectrum",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What became of the cases of one suite."""

    suite: str
    cases: int = 0
    accepted: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    crashed: list[str] = field(default_factory=list)
    hung: list[str] = field(default_factory=list)
    agreed: int = 0
    disagreed: list[str] = field(default_factory=list)
    scores: Counter[str] = field(default_factory=Counter)

    def add(self, case: Case, result: Result | Failure) -> None:
        """Count one case."""
        self.cases += 1
        if isinstance(result, Failure):
            (self.hung if result.kind == "timeout" else self.crashed).append(f"{case.name}: {result.message}")
            return
        self.accepted += result.accepted
        self.rejected.update(result.rejected)
        self.scores.update(result.scores)
        if result.agrees is not None:
            self.agreed += result.agrees
            if not result.agrees:
                self.disagreed.append(case.name)


def run_suite(root: Path, suite: str) -> Tally:
    """Every case of one suite."""
    tally, cases = Tally(suite), list(cases_of(root, suite))
    with Pool(run_case) as pool:
        for case, result in zip(cases, pool.map(cases), strict=True):
            tally.add(case, result)
    return tally


def describe(tally: Tally) -> Iterator[str]:
    """One line a suite, and one for each case that went wrong."""
    reasons = ", ".join(f"{count:,} {reason}" for reason, count in sorted(tally.rejected.items())) or "none"
    gold = f"; gold agrees {tally.agreed:,} of {tally.agreed + len(tally.disagreed):,}" if tally.agreed or tally.disagreed else ""
    ends = f"crashed {len(tally.crashed)}; hung {len(tally.hung)}"
    yield f"{tally.suite}: {tally.cases:,} cases; accepted {tally.accepted:,}; rejected {reasons}; {ends}{gold}"
    if (shared := tally.scores["shared"]) > 0:
        precision, recall = shared / (shared + tally.scores["extra"]), shared / (shared + tally.scores["missed"])
        score = 2 * precision * recall / (precision + recall)
        yield f"  main text: F1 {score:.3f}, precision {precision:.3f}, recall {recall:.3f}"
    yield from (f"  {kind}: {name}" for kind, held in (("crashed", tally.crashed), ("hung", tally.hung)) for name in held[:10])
    yield from (f"  differs: {name}" for name in tally.disagreed[:10])


def main(arguments: Iterable[str], show: Callable[[str], None] = print) -> int:
    """Run suites; 1 where a case crashed or hung, or a folder is missing."""
    root, *wanted = arguments
    folder, is_bad = Path(root), False
    for suite in wanted or SUITES:
        if not (folder / suite).is_dir():
            show(f"{folder / suite}: is missing. Give the folder that holds the suites.")
            is_bad = True
            continue
        tally = run_suite(folder, suite)
        is_bad = is_bad or bool(tally.crashed or tally.hung)
        for line in describe(tally):
            show(line)
    return int(is_bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
