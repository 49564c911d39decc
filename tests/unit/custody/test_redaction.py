"""What is left of a published event when one of its reports is forgotten."""

from pathlib import Path

import duckdb

from pipelines.custody.redaction import remove_rows

TABLES = """
create schema modeled;
create table modeled.launch_events as from (values
    ('evt_both', 'art_gone', 'occurred'),
    ('evt_only', 'art_gone', 'occurred'),
    ('evt_other', 'art_two', 'occurred')
) as held (launch_event_id, first_article_id, status_code);
create table modeled.launch_event_mentions as from (values
    ('evt_both', 'art_gone', 1),
    ('evt_both', 'art_three', 3),
    ('evt_both', 'art_two', 2),
    ('evt_only', 'art_gone', 1),
    ('evt_other', 'art_two', 2)
) as held (launch_event_id, article_id, known_at);
create table modeled.launch_event_values as from (values ('evt_both', 'x'), ('evt_only', 'x')) as held (launch_event_id, value_text);
"""


def test_an_event_with_other_reports_stays_and_one_without_goes(tmp_path: Path) -> None:
    path = tmp_path / "release.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute(TABLES)
    removed = remove_rows(path, ["art_gone"], [])
    with duckdb.connect(str(path), read_only=True) as con:
        events = con.sql("select launch_event_id, first_article_id from modeled.launch_events order by all").fetchall()
        assert events == [("evt_both", "art_two"), ("evt_other", "art_two")]
        assert con.sql("select count(*) from modeled.launch_event_mentions").fetchone() == (3,)
        assert con.sql("select launch_event_id from modeled.launch_event_values").fetchall() == [("evt_both",)]
    assert removed >= 4
