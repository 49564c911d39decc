"""Checks of what people set: environment, sources, reviews, accepted measures, the nightly schedule."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache

import duckdb

from pipelines.alerts.declared import read_sinks
from pipelines.contracts import ROOT
from pipelines.declared import declared_sources
from pipelines.doctor.findings import Finding, Setup
from pipelines.engines.choose import engine_from_environment
from pipelines.errors import LaunchwireError
from pipelines.ingest import Source
from pipelines.model.reviews import read_reviews, reviews_folder
from pipelines.warehouse.faults import read_fault
from pipelines.warehouse.releases import releases
from pipelines.warehouse.watched import accepted_measures, is_watched, read_bounds

PREFIX = "LAUNCHWIRE_"
NAME = re.compile(r"\bLAUNCHWIRE_[A-Z][A-Z_]*[A-Z]\b")
REFERENCE = "See docs/configuration.md."


@cache
def known_variables() -> frozenset[str]:
    """Names that the code reads: those that stand in it. A list beside the code would fall behind it."""
    return frozenset(name for path in (ROOT / "pipelines").rglob("*.py") for name in NAME.findall(path.read_text(encoding="utf-8")))


def check_variables(setup: Setup) -> Iterator[Finding]:
    """Variables of the environment are known, and what they say can be used."""
    given = {name: value for name, value in setup.environment.items() if name.startswith(PREFIX)}
    unknown = sorted(given.keys() - known_variables())
    for name in unknown:
        near = difflib.get_close_matches(name, known_variables(), 1)
        yield Finding("warn", f"{name} is set, and nothing reads it", f"Did you mean {near[0]}?" if near else f"Unset it. {REFERENCE}")
    wrong = [*wrong_variables(given)]
    yield from wrong
    if not unknown and not wrong:
        yield Finding("ok", f"{len(given)} variables are set: {', '.join(sorted(given))}" if given else "none is set")


def wrong_variables(given: Mapping[str, str]) -> Iterator[Finding]:
    """What the readers of the variables refuse."""
    try:
        engine_from_environment(given)
    except LaunchwireError as error:
        yield Finding("fail", str(error), REFERENCE)
    if fault := given.get("LAUNCHWIRE_FAULT"):
        yield judge_fault(fault)
    if limit := given.get("LAUNCHWIRE_MEMORY_LIMIT"):
        yield from judge_memory_limit(limit)


def judge_fault(fault: str) -> Finding:
    """Faults are for tests: a warehouse that is used has none armed."""
    try:
        read_fault(fault)
    except LaunchwireError as error:
        return Finding("fail", str(error), "Unset it.")
    return Finding("fail", f"LAUNCHWIRE_FAULT={fault}: refreshes are made to fail, as tests do", "Unset it.")


def judge_memory_limit(limit: str) -> Iterator[Finding]:
    """DuckDB takes the text for an amount of memory."""
    con = duckdb.connect(config={"autoload_known_extensions": "false"})
    try:
        con.execute(f"set memory_limit = '{limit.replace(chr(39), '')}'")
    except duckdb.Error:
        yield Finding("fail", f"LAUNCHWIRE_MEMORY_LIMIT={limit}: is no amount of memory", "Give one such as 2GB, or unset it.")
    finally:
        con.close()


def check_schedule(setup: Setup) -> Iterator[Finding]:
    """Hour and zone of the nightly refresh can be used."""
    from pipelines.defs.schedule import read_nightly  # noqa: PLC0415 - Dagster costs seconds

    cron, zone = read_nightly(setup.environment)
    yield Finding("ok", f'"{cron}" in {zone}')


def check_alerts(setup: Setup) -> Iterator[Finding]:
    """Those who are to hear of failed refreshes are declared well."""
    sinks = read_sinks(setup.root, setup.environment)
    yield Finding("ok", f"failed refreshes are told to: {', '.join(sink.name for sink in sinks) or 'nobody'}")


def check_sources(setup: Setup) -> Iterator[Finding]:
    """Sources are declared well, and what lies in their folders can be read by this user."""
    sources = declared_sources(setup.warehouse)
    unreadable = [source for source in sources if source.web is None and not can_be_read(source)]
    for source in unreadable:
        yield Finding("fail", f"source {source.id}: {source.path} cannot be read by this user", f"chmod -R a+rX {source.path}")
    if not sources:
        yield Finding("warn", "no source is declared, so a refresh takes nothing in", "Add one to sources.toml. See docs/sources.md.")
    elif not unreadable:
        web = sum(source.web is not None for source in sources)
        yield Finding("ok", f"{len(sources)} are declared, {web} of them on the web")


def can_be_read(source: Source) -> bool:
    """Whether this user may read a file, or look into a folder and read what lies in it."""
    if not os.access(source.path, os.R_OK, effective_ids=True):
        return False
    return all(os.access(path, os.R_OK, effective_ids=True) for path in source.path.glob("*"))


def check_reviews(setup: Setup) -> Iterator[Finding]:
    """Reviews of people can be understood."""
    folder = reviews_folder(setup.warehouse)
    yield Finding("ok", f"{read_reviews(folder).height} in {folder}")


def check_accepted(setup: Setup) -> Iterator[Finding]:
    """What watched.toml accepts is a measure that is watched."""
    kept = releases(setup.warehouse)
    accepted = accepted_measures(setup.warehouse, kept[-1].number if kept else 0)
    unknown = sorted(name for name in accepted if not is_watched(name))
    if unknown:
        known = ", ".join(bound.measure for bound in read_bounds())
        yield Finding("warn", f"watched.toml accepts {', '.join(unknown)}, which is not watched", f"Measures are {known}.")
        return
    yield Finding("ok", f"{len(accepted)} falls are accepted")
