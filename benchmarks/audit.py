"""The supply chain: every dependency pinned by hash, none with a known vulnerability, none under a licence that was not agreed to.

Fails closed: a dependency whose advisories were not looked at counts as a failure, though the tool that asks for them says otherwise.
Usage: python -m benchmarks.audit FOLDER-OF-TOOLS SBOM LOCK...
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

from pipelines.contracts import EXPECTATIONS

PINNED = re.compile(r"^(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==(?P<version>[^ ;\\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
OWN = "launchwire"
SHOWN = 10


def normal(name: str) -> str:
    """A name in the spelling that index and tools agree on."""
    return re.sub(r"[-_.]+", "-", name).lower()


def unhashed(lock: str) -> list[str]:
    """Requirements of a lock file that are not pinned to a version by hash."""
    joined = re.sub(r"\\\n\s*", " ", lock)
    lines = [line.strip() for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return [line.split()[0] for line in lines if not (PINNED.match(line) and HASH.search(line))]


def pinned_names(lock: str) -> set[str]:
    """Names of the requirements of a lock file."""
    return {normal(found["name"]) for found in PINNED.finditer(lock)}


def judge_report(report: str, wanted: set[str]) -> Iterator[str]:
    """What a report on advisories has against a set of dependencies: vulnerable ones, and those that it did not look at."""
    try:
        held = {normal(entry["name"]): entry for entry in json.loads(report)["dependencies"]}
    except (ValueError, KeyError, TypeError):
        yield "advisories: no report came; nothing was looked at"
        return
    unseen = sorted(name for name in wanted if "vulns" not in held.get(name, {}))
    if unseen:
        more = f" and {len(unseen) - SHOWN} more" if len(unseen) > SHOWN else ""
        yield f"advisories: {len(unseen)} of {len(wanted)} dependencies were not looked at: {', '.join(unseen[:SHOWN])}{more}"
    for name, entry in sorted(held.items()):
        for found in entry.get("vulns", []):
            yield f"{name} {entry.get('version')}: {found['id']}; mended in {', '.join(found.get('fix_versions', [])) or 'no version yet'}"


def agreed_licences() -> set[str]:
    """Licences that a dependency may have; after a name and a colon, one that this dependency alone may have."""
    with (EXPECTATIONS / "licences.csv").open(encoding="utf-8", newline="") as handle:
        return {": ".join(filter(None, (row["distribution_name"], row["licence_text"]))) for row in csv.DictReader(handle)}


def stated_licence(found: Mapping[str, str], classifiers: Sequence[str]) -> str:
    """The licence that a distribution states, as an expression."""
    if expression := found.get("License-Expression"):
        return expression
    named = [entry.rsplit(" :: ", 1)[-1] for entry in classifiers if entry.startswith("License :: ")]
    named = [name for name in named if name != "OSI Approved"]
    return " AND ".join(named) or (found.get("License") or "").partition("\n")[0].strip()


def is_agreed(expression: str, agreed: set[str]) -> bool:
    """Whether one of the alternatives of an expression has no part that was not agreed to."""
    alternatives = re.split(r"\s+OR\s+", expression.replace("(", " ").replace(")", " ") if " OR " in expression else expression)
    return any(all(part.strip() in agreed for part in re.split(r"\s+AND\s+", choice)) for choice in alternatives)


def foreign_licences(stated: Iterable[tuple[str, str]], agreed: set[str]) -> Iterator[str]:
    """Distributions under other licences, or under none."""
    for name, expression in sorted((name, expression or "not stated") for name, expression in stated):
        if not is_agreed(expression, agreed) and f"{name}: {expression}" not in agreed:
            yield f"{name}: licence {expression!r} is not in expectations/licences.csv"


def installed_licences() -> list[tuple[str, str]]:
    """Every installed distribution with its licence."""
    found = {}
    for held in metadata.distributions():
        said = dict(held.metadata.items())
        found[normal(said["Name"])] = stated_licence(said, held.metadata.get_all("Classifier") or [])
    return [(name, expression) for name, expression in found.items() if name != OWN]


def ask_advisories(tools: Path, lock: Path) -> str:
    """The report of the tool that looks for advisories; it may be empty."""
    command = [tools / "pip-audit", "--disable-pip", "--require-hashes", "-r", lock, "--format", "json", "--progress-spinner", "off"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=900).stdout


def write_sbom(tools: Path, target: Path) -> None:
    """A CycloneDX list of what is installed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    asked = ["environment", "--pyproject", "pyproject.toml", "--output-reproducible", "-o", target, sys.executable]
    subprocess.run([tools / "cyclonedx-py", *asked], check=True, timeout=300)


def problems(tools: Path, locks: Sequence[Path]) -> Iterator[str]:
    """Everything that is wrong with the supply chain."""
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        yield from (f"{lock}: {name} is not pinned by hash" for name in unhashed(text))
        yield from (f"{lock}: {problem}" for problem in judge_report(ask_advisories(tools, lock), pinned_names(text)))
    yield from foreign_licences(installed_licences(), agreed_licences())


def main(arguments: Sequence[str]) -> int:
    """Look at everything; 1 where anything is wrong."""
    tools, sbom, *locks = map(Path, arguments)
    write_sbom(tools, sbom)
    print(f"{sbom}: {len(json.loads(sbom.read_text(encoding='utf-8'))['components'])} components")
    found = list(problems(tools, locks))
    for problem in found:
        print(f"wrong: {problem}")
    print(f"{len(found)} problems in {', '.join(map(str, locks))}" if found else "nothing known against any dependency")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
