"""Lines of our code that the kept inputs of a fuzzer's folder reach, all readers together.

    python -m benchmarks.fuzz_lines FOLDER [--missing]

Prints a table by part of the code; ``--missing`` lists the lines of each module that no input reached.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import coverage

from pipelines.versions import ROOT

PARTS = {
    "lists, mails, archives, addresses": (
        "connect/feeds.py", "connect/listing.py", "connect/lists.py", "connect/mail.py", "connect/html_text.py", "connect/tolerant.py",
        "connect/xml_tree.py", "connect/read_list.py", "connect/robots.py", "connect/urls.py", "connect/addresses.py",
        "connect/decoding.py", "connect/warc*.py",
    ),
    "records of files": (
        "ingest/records.py", "ingest/lines.py", "ingest/json_array.py", "ingest/gzip_stream.py", "ingest/article_format.py",
    ),
    "articles of records": (
        "stage/article.py", "stage/page*.py", "stage/plain_page.py", "stage/text_decoding.py", "stage/shingles.py",
    ),
    "reading engine": ("reading/**/*.py",),
    "catalogs": ("reconcile/csis.py", "reconcile/gcat.py", "reconcile/nagix.py"),
    "files of people": ("toml_files.py", "ingest/sources.py", "connect/entries.py", "model/reviews.py", "alerts/declared.py"),
    "CSV and JSON": ("rows.py",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reached:
    """Lines of one module."""

    path: Path
    count: int
    missing: tuple[int, ...]


def run_all(folder: Path) -> None:
    """Every kept input through its reader."""
    from benchmarks.fuzz_targets import TARGETS  # noqa: PLC0415 - what it imports is to be seen

    for name, target in TARGETS.items():
        for path in sorted((folder / name / "corpus").glob("*")):
            try:
                target.run(path.read_bytes())
            except Exception as error:  # a failure that is not mended yet
                print(f"{path}: {type(error).__name__}", file=sys.stderr)


def measure(folder: Path) -> dict[str, list[Reached]]:
    """Modules by part of the code."""
    watch = coverage.Coverage(source=[str(ROOT / "pipelines")], data_file=None, config_file=False)
    watch.start()
    run_all(folder)
    watch.stop()
    return {part: [reach(watch, path) for path in modules(patterns)] for part, patterns in PARTS.items()}


def modules(patterns: Iterable[str]) -> list[Path]:
    """Files of a part."""
    return sorted(path for pattern in patterns for path in (ROOT / "pipelines").glob(pattern))


def reach(watch: coverage.Coverage, path: Path) -> Reached:
    """Lines of a module, and those that were not reached."""
    _, statements, _, missing, _ = watch.analysis2(str(path))
    return Reached(path, len(statements), tuple(missing))


def main(arguments: Sequence[str]) -> int:
    """Print what was reached."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz_lines")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--missing", action="store_true")
    asked = parser.parse_args(arguments)
    found = measure(asked.folder)
    print("| part | lines | reached |\n| --- | --- | --- |")
    for part, held in found.items():
        count, missing = sum(each.count for each in held), sum(len(each.missing) for each in held)
        print(f"| {part} | {count:,} | {(count - missing) / count:.1%} |")
    if asked.missing:
        for each in (each for held in found.values() for each in held if each.missing):
            print(f"{each.path.relative_to(ROOT)}: {', '.join(map(str, each.missing))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
