"""``launchwire explain``: every id of the warehouse leads somewhere, and every value of an event to a sentence of an article."""

import json

import duckdb
import pytest

from pipelines.cli.explain import advice
from pipelines.contracts import contract
from pipelines.warehouse.tables import create_empty

KINDS = {
    "launch event": ("modeled.launch_events", "launch_event_id"),
    "article launch": ("extracted.article_launches", "article_launch_id"),
    "mention": ("extracted.launch_mentions", "mention_id"),
    "claim": ("extracted.claims", "claim_id"),
    "reaction": ("modeled.reactions", "reaction_id"),
    "alert": ("modeled.alerts", "alert_id"),
    "attribution": ("extracted.attributions", "attribution_id"),
    "article": ("staged.articles", "article_id"),
    "sentence": ("staged.sentences", "sentence_id"),
    "record": ("raw.records", "record_id"),
    "receipt": ("raw.receipts", "receipt_id"),
    "site": ("modeled.sites", "site_id"),
    "vehicle": ("modeled.vehicles", "vehicle_id"),
    "payload": ("modeled.payloads", "payload_id"),
    "actor": ("modeled.actors", "actor_id"),
    "outlet": ("modeled.outlets", "outlet_id"),
}


def ask(launchwire, warehouse, query):
    shown = launchwire("sql", "--warehouse", warehouse, "--format", "jsonl", query)
    assert shown.returncode == 0, shown.stderr
    return [json.loads(line) for line in shown.stdout.splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_explains_an_id_of_every_kind(launchwire, sample_warehouse, kind):
    table, column = KINDS[kind]
    wanted = ask(launchwire, sample_warehouse, f"select min({column}) as id from {table}")[0]["id"]
    assert wanted is not None, f"the sample has no {kind}"
    shown = launchwire("explain", "--warehouse", sample_warehouse, wanted)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith(f"{kind} {wanted} ")


def test_leads_an_event_down_to_sentence_rule_article_and_receipt(launchwire, sample_warehouse):
    query = "select launch_event_id from modeled.launch_events order by article_count desc, launch_event_id limit 1"
    event = ask(launchwire, sample_warehouse, query)[0]["launch_event_id"]
    shown = launchwire("explain", "--warehouse", sample_warehouse, event, "--all").stdout
    reports = ask(
        launchwire,
        sample_warehouse,
        "select article_launch_id, article_id, evidence_text, receipt_id from modeled.launch_event_mentions "
        "inner join extracted.article_launches using (article_launch_id, article_id) "
        "inner join staged.articles using (article_id) inner join raw.records using (record_id) "
        f"where launch_event_id = '{event}'",
    )
    assert len(reports) > 1
    for report in reports:
        assert f"report {report['article_launch_id']}" in shown
        assert f"in article {report['article_id']}" in shown
        assert f"received as {report['receipt_id']}" in shown
        assert " ".join(report["evidence_text"].split()) in shown
    assert "rule " in shown


def test_leads_an_article_up_to_its_event(launchwire, sample_warehouse):
    report = ask(launchwire, sample_warehouse, "from modeled.launch_event_mentions order by article_launch_id limit 1")[0]
    shown = launchwire("explain", "--warehouse", sample_warehouse, report["article_id"]).stdout
    assert f"report of event {report['launch_event_id']}" in shown


def test_says_how_to_find_an_id_where_there_is_none(launchwire, sample_warehouse):
    refused = launchwire("explain", "--warehouse", sample_warehouse, "evt_0000000000000000\x1b[31m")
    assert refused.returncode == 1
    assert r"evt_0000000000000000\x1b[31m: nothing in this release has that id" in refused.stderr
    assert "launchwire sql" in refused.stderr


def test_an_event_of_an_earlier_release_leads_to_where_it_went():
    con = duckdb.connect()
    for name in ("modeled.launch_event_redirects", "modeled.launch_event_tombstones"):
        create_empty(con, contract(name))
    con.execute(
        "insert into modeled.launch_event_redirects by name select 'evt_1' as launch_event_id, 'evt_2' as to_launch_event_id, "
        "'merged' as reason_code, 'evt_3' as current_launch_event_id, 4 as release_number"
    )
    con.execute(
        "insert into modeled.launch_event_tombstones by name "
        "select 'evt_9' as launch_event_id, 'read_anew' as reason_code, 5 as release_number"
    )
    assert advice(con, "evt_1") == "An earlier release had it, until release 4 (merged). Now: launchwire explain evt_3"
    assert advice(con, "evt_9") == "An earlier release had it, until release 5 (read anew)."
    assert advice(con, "evt_0") == 'Find one with: launchwire sql "from modeled.launch_events"'
