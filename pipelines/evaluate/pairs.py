"""What commands that learn are given: pairs of articles and labels, on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

Pair = tuple[Path, Path]


def training_parser(told: str | None) -> argparse.ArgumentParser:
    """A parser of pairs, which shows what the module says of itself."""
    parser = argparse.ArgumentParser(description=told, usage=argparse.SUPPRESS, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="ARTICLES LABELS", help="articles, and what a person took from them")
    return parser


def parse_pairs(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> tuple[argparse.Namespace, list[Pair]]:
    """All that was given, and the pairs of it; ends with an error where the last articles have no labels."""
    given = parser.parse_args(arguments)
    if len(given.paths) % 2:
        parser.error(f"{given.paths[-1]} stands alone; expected LABELS behind each ARTICLES.")
    return given, list(zip(given.paths[::2], given.paths[1::2], strict=True))
