"""The comparison in words: a summary for each catalog, and a report in Markdown with the evidence of both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from pipelines.reconcile.records import CatalogFile

Row = dict[str, Any]
Tables = Mapping[str, duckdb.DuckDBPyRelation]
SUMMARY = {
    "catalog": "the catalog",
    "launches": "launches that it holds",
    "rejects": "lines that could not be read",
    "passed over": "entries about something else",
    "matched": "events of ours that it has, too",
    "fields": "fields that both sides fill",
    "agree": "of these, equal",
    "differ": "of these, different",
    "only theirs": "launches of covered days that we lack",
    "only ours": "events of covered days that it lacks",
}
PATTERNS = {
    "round_hour": "a round hour or half hour, told for one near it",
    "half_day": "twelve hours apart: a 12-hour clock read as one of 24?",
    "time_zone": "nine hours apart: local time taken for UTC, or the reverse?",
    "half_hour": "half an hour apart: Pyongyang time of 2015 to 2018 taken for Seoul's, or the reverse?",
    "one_day": "a day apart: local day taken for the day in UTC?",
    "minutes": "less than an hour apart",
}
VERDICTS = {
    "several_origins_against": "several independent origins give our value, none the catalog's",
    "one_origin_against": "one origin gives our value, none the catalog's",
    "reports_differ_too": "reports differ themselves, and some give the catalog's value",
}


def rows_of(relation: duckdb.DuckDBPyRelation) -> list[Row]:
    """Rows of a table by column name, in its order; asked anew, since a relation gives its rows once."""
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.execute().fetchall()]


def summarize(tables: Tables, catalogs: Mapping[str, CatalogFile]) -> list[list[str]]:
    """One line a catalog, in the columns of ``SUMMARY``."""
    counts = {name: Counter(row["catalog_code"] for row in rows_of(tables[name])) for name in ("only_in_catalog", "only_in_warehouse")}
    matched = Counter(row["catalog_code"] for row in rows_of(tables["matches"]) if row["is_best"])
    compared = Counter((row["catalog_code"], row["is_equal"]) for row in rows_of(tables["compared_fields"]))
    return [
        [
            name,
            *(
                f"{count:,}"
                for count in (
                    len(held.records),
                    len(held.rejects),
                    held.passed_over_count,
                    matched[name],
                    compared[name, True] + compared[name, False],
                    compared[name, True],
                    compared[name, False],
                    counts["only_in_catalog"][name],
                    counts["only_in_warehouse"][name],
                )
            ),
        ]
        for name, held in sorted(catalogs.items())
    ]


def report_lines(tables: Tables, catalogs: Mapping[str, CatalogFile], release_name: str) -> list[str]:
    """The whole report; the same release and catalogs give the same lines."""
    return [
        "# Reconciliation with outside catalogs",
        "",
        f"Release {release_name}. Articles decide launch events here; a catalog that disagrees is shown with both sides' evidence.",
        "",
        *_markdown_table(list(SUMMARY), summarize(tables, catalogs)),
        "",
        *(f"- {name}: {meaning}" for name, meaning in SUMMARY.items()),
        "",
        "## What differs",
        *_or_nothing(line for row in rows_of(tables["discrepancies"]) for line in _discrepancy(row)),
        "",
        "## Only in the warehouse",
        "",
        *_or_nothing(line for row in rows_of(tables["only_in_warehouse"]) for line in _only_ours(row)),
        "",
        "## Only in a catalog",
        "",
        *_or_nothing(line for row in rows_of(tables["only_in_catalog"]) for line in _only_theirs(row)),
        "",
        "## Lines that could not be read",
        "",
        *_or_nothing(
            f"- {row['catalog_code']}, {row['place_number']}: {plain(row['message_text'])} `{plain(row['excerpt_text'])}`"
            for row in rows_of(tables["catalog_rejects"])
        ),
    ]


def _discrepancy(row: Row) -> Iterator[str]:
    pattern = f" ({PATTERNS[row['pattern_code']]})" if row["pattern_code"] in PATTERNS else ""
    yield ""
    yield f"### {row['launch_date_min']}, {row['field_code']}: {plain(row['ours_text'])}, {row['catalog_code']} {plain(row['theirs_text'])}"
    yield ""
    yield f"{VERDICTS[row['verdict_code']].capitalize()}{pattern}."
    yield ""
    yield f"- ours, {row['launch_event_id']}: {plain(row['told_values_text'])}; first in {plain(row['ours_outlet_name'] or 'an article')}, "
    yield f"  {row['ours_article_id']} at {row['ours_char_start']}: “{plain(row['ours_evidence_text'] or '')}”"
    yield f"- theirs, {row['catalog_code']} {row['record_id']} at {row['theirs_place_number']}: {plain(row['theirs_evidence_text'])}"


def _only_ours(row: Row) -> Iterator[str]:
    names = ", ".join(plain(row[name]) for name in ("vehicle_name", "payload_name", "site_name") if row[name])
    yield f"- {row['catalog_code']} lacks {row['launch_date_min']}, {row['launch_class_code']}{', ' if names else ''}{names}"
    yield f"  ({row['launch_event_id']}, origins: {row['origin_count']}): “{plain(row['evidence_text'])}”"


def _only_theirs(row: Row) -> Iterator[str]:
    yield f"- {row['catalog_code']} {row['record_id']} at {row['place_number']} (articles of those days: {row['article_count']}): "
    yield f"  {plain(row['record_text'])}"


def _or_nothing(lines: Iterator[str]) -> list[str]:
    return list(lines) or ["", "Nothing."]


def plain(text: str) -> str:
    """Text of strangers on one line, without marks that Markdown or HTML would act on."""
    words = " ".join(str(text).split())
    return "".join(f"\\{char}" if char in "\\`*_[]|#" else {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(char, char) for char in words)


def _markdown_table(names: list[str], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}", *(f"| {' | '.join(row)} |" for row in rows)]
