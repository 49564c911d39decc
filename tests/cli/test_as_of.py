"""``launchwire sql --as-of``: what had been published by an instant, and nothing later."""

import csv
import io

import pytest

NOVEMBER = "where launch_class_code = 'space' and launch_date_min between '2023-11-20' and '2023-11-30'"
EVENTS = f"select status_code, launch_class_code, outcome_code, launch_date_min, launch_date_max from modeled.launch_events {NOVEMBER}"


@pytest.mark.parametrize(
    ("instant", "told"),
    [
        ("2023-11-21T00:00Z", []),
        ("2023-11-22T00:00Z", ["announced,space,,2023-11-22,2023-11-22"]),
        ("2023-11-23T00:00Z", ["occurred,space,success,2023-11-21,2023-11-21"]),
    ],
)
def test_the_launch_of_november_2023_as_known_at_three_instants(launchwire, sample_warehouse, instant, told):
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--as-of", instant, "--format", "csv", EVENTS)
    assert shown.stdout.splitlines()[1:] == told, shown.stderr


def test_an_event_bears_the_same_id_at_every_instant(launchwire, sample_warehouse):
    query = f"select launch_event_id from modeled.launch_events {NOVEMBER}"
    wanted = launchwire("sql", "--warehouse", sample_warehouse, "--format", "csv", query).stdout
    assert launchwire("sql", "--warehouse", sample_warehouse, "--as-of", "2023-11-22T00:00Z", "--format", "csv", query).stdout == wanted


def test_at_the_end_of_time_everything_is_known(launchwire, sample_warehouse):
    query = "select launch_event_id, property_code, value_text from modeled.launch_event_values order by all"
    plain = launchwire("sql", "--warehouse", sample_warehouse, "--format", "csv", query)
    assert (
        launchwire("sql", "--warehouse", sample_warehouse, "--as-of", "2099-01-01T00:00Z", "--format", "csv", query).stdout == plain.stdout
    )


def test_the_macro_gives_the_headline_of_an_instant(launchwire, sample_warehouse):
    query = f"""select property_code, value_text from launch_values_as_of('2023-11-22 12:00:00+00') as held
        semi join (from modeled.launch_events {NOVEMBER}) as events on events.launch_event_id = held.launch_event_id order by 1"""
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--format", "csv", query)
    assert ["launch_class", "space"] in list(csv.reader(io.StringIO(shown.stdout)))
    assert "outcome" not in shown.stdout


def test_the_macro_can_be_joined_with_other_tables_as_of_an_instant(launchwire, sample_warehouse):
    query = f"""select held.value_text from launch_values_as_of('2099-01-01 00:00:00+00') as held
        inner join modeled.launch_events as events on events.launch_event_id = held.launch_event_id
        {NOVEMBER} and held.property_code = 'outcome'"""
    for instant, told in [("2023-11-22T00:00Z", []), ("2023-11-23T00:00Z", ["success"])]:
        shown = launchwire("sql", "--warehouse", sample_warehouse, "--as-of", instant, "--format", "csv", query)
        assert shown.stdout.splitlines() == ["value_text", *told], shown.stderr


def test_every_headline_is_the_last_of_its_versions(launchwire, sample_warehouse):
    query = """select launch_event_id, property_code, value_text from modeled.launch_event_values where property_code <> 'launch_time'
        except select launch_event_id, property_code, value_text from launch_values_as_of('2099-01-01 00:00:00+00')"""
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--format", "csv", query)
    assert len(shown.stdout.splitlines()) == 1


@pytest.mark.parametrize(("instant", "told"), [("yesterday", "is no instant"), ("2023-11-22T00:00", "has no offset")])
def test_an_instant_without_offset_is_refused(launchwire, sample_warehouse, instant, told):
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--as-of", instant, "select 1")
    assert shown.returncode == 2
    assert told in shown.stderr


@pytest.mark.parametrize(
    "query", ["select * from read_text('/etc/hostname')", "copy (select 1) to 'there.csv'", "drop table release.staged.articles"]
)
def test_no_query_reaches_files_or_the_release(launchwire, sample_warehouse, query):
    shown = launchwire("sql", "--warehouse", sample_warehouse, "--as-of", "2023-11-22T00:00Z", query)
    assert shown.returncode == 1
    assert "the query cannot be run" in shown.stderr
