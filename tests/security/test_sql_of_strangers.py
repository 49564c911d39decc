"""Text of strangers that breaks out of SQL elsewhere is text like any other: each field of a release holds it to the letter."""

import json
from pathlib import Path

import pytest
from lake_desk import Desk, desk

from pipelines.stage import stage
from pipelines.warehouse import connect_build, connect_published, load_layer, publish

__all__ = ["desk"]


@pytest.mark.parametrize("step", [20, pytest.param(1, marks=pytest.mark.kills)])
def test_every_field_holds_the_text_to_the_letter(step: int, shared: Path, desk: Desk) -> None:
    found = json.loads((shared / "suites" / "input" / "payloads" / "sqli.json").read_text(encoding="utf-8"))
    texts = list(dict.fromkeys(found))[::step]
    assert len(texts) > 1_700 // step
    told = [
        {"id": text, "title": text, "outlet": text, "text": f"Report {number}:\n\n{text}\n\nIt ends."} for number, text in enumerate(texts)
    ]
    desk.drop("reports.jsonl", "".join(json.dumps(record) + "\n" for record in told))
    desk.ingest()
    stage(desk.warehouse, desk.log.append)
    con = connect_build(desk.warehouse)
    for layer in ("raw", "staged"):
        load_layer(con, desk.warehouse, layer)
    con.close()
    publish(desk.warehouse, "2026-03-01T02:00:00+00:00", {"raw": "1"})
    con = connect_published(desk.warehouse)
    rows = con.sql("select source_article_id, title_text, outlet_name, body_text from staged.articles").fetchall()
    con.close()
    assert {(name, title, outlet) for name, title, outlet, _ in rows} == {(text, text, text) for text in texts}
    assert {body for *_, body in rows} == {record["text"] for record in told}
