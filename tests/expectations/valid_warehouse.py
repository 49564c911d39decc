"""A small warehouse file in which every check holds, made from ``valid.yml``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import yaml
from valid_found import ADDERS, Row, hashed
from valid_history import history_rows

from pipelines.contracts import contract, contracts, shape
from pipelines.ids import sha256
from pipelines.model.reference import load_reference
from pipelines.model.run import build_model
from pipelines.warehouse.tables import create_empty

HERE = Path(__file__).parent
RECEIVED = dt.datetime(2016, 4, 1, 12, tzinfo=dt.UTC)
COMMON = {"rule_id": "rule", "rules_version": "1", "batch_id": "b1", "stage_version": "1", "source_id": "src"}


def make_valid(path: Path) -> None:
    """Write the warehouse to ``path``."""
    con = duckdb.connect(str(path))
    con.execute("set timezone = 'UTC'")
    for name, rows in lake_rows(yaml.safe_load((HERE / "valid.yml").read_text(encoding="utf-8"))).items():
        fill(con, name, rows)
    for name, rows in history_rows().items():
        fill(con, name, rows)
    load_reference(con)
    build_model(con)
    con.close()


def fill(con: duckdb.DuckDBPyConnection, name: str, rows: list[Row]) -> None:
    """Put rows into a table of the lake; fields that are not given are null, or what is common to all rows."""
    schema = contract(name).polars_schema
    whole = [{column: row.get(column, COMMON.get(column)) for column in schema} for row in rows]
    create_empty(con, contract(name))
    frame = shape(name, pl.DataFrame(whole, schema=schema))
    con.from_arrow(frame.to_arrow()).insert_into(name)


def lake_rows(held: dict[str, Any]) -> dict[str, list[Row]]:
    """Rows of every table of the raw, staged and extracted layers."""
    documents = {article["id"]: f"{article['title']}\n\n{article['text']}" for article in held["articles"]}
    rows: dict[str, list[Row]] = {name: [] for name, table in contracts().items() if table.layer in {"raw", "staged", "extracted"}}
    for article in held["articles"]:
        add_article(rows, article, documents[article["id"]], article["id"] in held["unread"])
    add_copies(rows, held)
    for kind, add in ADDERS.items():
        for number, entry in enumerate(held[kind]):
            add(rows, entry, documents[entry["article"]], number)
    for reading in rows["extracted.readings"]:
        count_found(rows, reading)
    return rows


def add_article(rows: dict[str, list[Row]], article: Row, document: str, unread: bool) -> None:
    """The record, article, sentence and reading of one article."""
    key, language = hashed("art", article["id"]), article.get("language", "en")
    raw, record = document.encode(), hashed("rec", article["id"])
    rows["raw.records"].append(
        {
            "record_id": record,
            "receipt_id": hashed("rcp", "all"),
            "position_count": len(rows["raw.records"]) + 1,
            "byte_start": 0,
            "byte_end": len(raw),
            "record_sha256": sha256(raw),
        }
    )
    rows["staged.articles"].append(
        {
            "article_id": key,
            "record_id": record,
            "source_article_id": article["id"],
            "outlet_name": article["outlet"],
            "title_text": article["title"],
            "body_text": article["text"],
            "document_sha256": sha256(raw),
            "document_chars": len(document),
            "text_method_code": "verbatim",
            "encoding_code": "utf-8",
            "language_code": language,
            "is_read": language == "en",
            "given_date_text": str(article["published"]),
            "published_date_min": article["published"],
            "published_date_max": article["published"],
            "published_precision_code": "day",
            "published_method_code": "given",
            "received_at": RECEIVED,
            "repair_count": 0,
            "known_at": dt.datetime.combine(article["published"] + dt.timedelta(1), dt.time(), dt.UTC),
        }
    )
    start = len(article["title"]) + 2
    rows["staged.sentences"] += [
        {
            "sentence_id": hashed("sen", article["id"] + kind),
            "article_id": key,
            "sentence_number": number,
            "char_start": first,
            "char_end": last,
            "paragraph_number": number,
            "kind_code": kind,
            "sentence_text": document[first:last],
        }
        for number, (kind, first, last) in enumerate([("title", 0, start - 2), ("body", start, len(document))])
    ]
    rows["staged.publication_date_candidates"] += [
        {
            "article_id": key,
            "candidate_number": 0,
            "method_code": "given",
            "candidate_text": str(article["published"]),
            "date_min": article["published"],
            "date_max": article["published"],
            "is_chosen": True,
        },
        {
            "article_id": key,
            "candidate_number": 1,
            "method_code": "url",
            "candidate_text": "2016",
            "date_min": dt.date(2016, 1, 1),
            "date_max": dt.date(2016, 12, 31),
            "is_chosen": False,
            "rejected_because_text": "less precise",
        },
    ]
    if unread:
        rows["extracted.read_rejects"].append({"article_id": key, "reason_code": "timeout", "message_text": "no answer within a minute"})
        return
    read = language == "en"
    rows["extracted.readings"].append(
        {"article_id": key, "engine_name": "rules", "is_read": read, "is_relevant": True if read else None, "unmatched_count": 0}
    )


def add_copies(rows: dict[str, list[Row]], held: dict[str, Any]) -> None:
    """The receipt, a refused and a copied record, a repair, near-duplicates and what else every article might have."""
    first, second = (hashed("art", article) for article in held["near_duplicates"])
    damaged = hashed("art", "a6")
    title = next(article["title"] for article in held["articles"] if article["id"] == "a6")
    receipt, refused = hashed("rcp", "all"), held["rejected_record"].encode()
    for number, name in enumerate(("copy", "menu"), start=len(rows["raw.records"]) + 1):
        rows["raw.records"].append(
            {"record_id": hashed("rec", name), "receipt_id": receipt, "position_count": number, "record_sha256": sha256(name.encode())}
        )
    rows["raw.receipts"].append(
        {
            "receipt_id": receipt,
            "locator_text": "all.jsonl",
            "received_at": RECEIVED,
            "content_sha256": sha256(b"all"),
            "media_type_code": "jsonl",
            "content_bytes": 9000,
            "blob_name": "all",
            "blob_start": 0,
            "record_count": len(rows["raw.records"]),
            "reject_count": 1,
        }
    )
    rows["raw.record_rejects"].append(
        {
            "reject_id": hashed("rej", "x"),
            "receipt_id": receipt,
            "locator_text": "all.jsonl",
            "position_count": 99,
            "record_sha256": sha256(refused),
            "reason_code": "not_json",
            "message_text": "Expected a JSON object, found words.",
            "excerpt_text": held["rejected_record"],
        }
    )
    rows["raw.skips"].append({"locator_text": ".hidden", "rule_code": "hidden_file"})
    rows["raw.fetches"].append(
        {
            "fetch_id": hashed("fet", "page"),
            "url_text": "https://desk.example/news/1",
            "fetched_at": RECEIVED,
            "outcome_code": "not_modified",
            "content_bytes": 0,
            "tool_name": "launchwire/0",
        }
    )
    rows["raw.source_health"].append(
        {
            "run_at": RECEIVED,
            "outcome_code": "ok",
            "announced_count": 1,
            "new_count": 0,
            "same_count": 1,
            "skipped_count": 0,
            "failed_count": 0,
            "reject_count": 0,
            "content_bytes": 0,
        }
    )
    rows["staged.article_rejects"].append(
        {"record_id": hashed("rec", "menu"), "reason_code": "no_main_text", "message_text": "The page holds a menu and no article."}
    )
    rows["staged.duplicates"].append({"record_id": hashed("rec", "copy"), "article_id": first, "reason_code": "same_record"})
    rows["staged.near_duplicate_pairs"].append(
        {"article_id": second, "other_article_id": first, "containment_ratio": 0.9, "jaccard_ratio": 0.8}
    )
    rows["staged.near_duplicates"] += [
        {"article_id": article, "near_duplicate_group_id": first, "similarity_ratio": 0.9, "method_code": "shingles"}
        for article in (first, second)
    ]
    rows["staged.text_edits"].append(
        {"article_id": damaged, "edit_number": 0, "char_start": 5, "char_end": 8, "original_text": title[5:8], "repaired_text": "—"}
    )
    rows["extracted.unmatched_sentences"].append({"article_id": damaged, "sentence_number": 1, "sentence_text": "Another missile flew."})
    rows["extracted.traces"].append(
        {
            "value_id": "v",
            "step_number": 0,
            "article_id": damaged,
            "field_name": "status",
            "char_start": 1,
            "char_end": 2,
            "note_text": "read",
        }
    )


def count_found(rows: dict[str, list[Row]], reading: Row) -> None:
    """Let a reading count what there is of its article."""
    for column, name in {"launch_count": "article_launches", "claim_count": "claims", "reaction_count": "reactions"}.items():
        reading[column] = sum(row["article_id"] == reading["article_id"] for row in rows[f"extracted.{name}"])
