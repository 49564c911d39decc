"""Checks of settings fail on settings that nothing can be done with."""

import os
from pathlib import Path

import pytest

from pipelines.doctor.settings import can_be_read, known_variables
from pipelines.ingest import Source


def states(found):
    return [finding.state for finding in found]


def test_the_code_tells_which_variables_it_reads():
    assert {"LAUNCHWIRE_WAREHOUSE", "LAUNCHWIRE_NIGHTLY_CRON", "LAUNCHWIRE_POSTGRES"} <= known_variables()
    assert "LAUNCHWIRE_KILLS" not in known_variables()


def test_an_unknown_variable_is_told_with_the_one_that_was_meant(look):
    found = look("variables", environment={"LAUNCHWIRE_TIMEZON": "UTC", "HOME": "/"})
    assert states(found) == ["warn"]
    assert found[0].advice == "Did you mean LAUNCHWIRE_TIMEZONE?"


def test_known_variables_are_fine(look):
    assert states(look("variables", environment={"LAUNCHWIRE_TIMEZONE": "Asia/Seoul", "LAUNCHWIRE_MEMORY_LIMIT": "2GB"})) == ["ok"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LAUNCHWIRE_ENGINE", "oracle"),
        ("LAUNCHWIRE_ENGINE", "chat"),
        ("LAUNCHWIRE_MEMORY_LIMIT", "plenty"),
        ("LAUNCHWIRE_FAULT", "kill@3"),
        ("LAUNCHWIRE_FAULT", "bang"),
    ],
)
def test_a_value_that_cannot_be_used_is_told(look, name, value):
    found = look("variables", environment={name: value})
    assert states(found) == ["fail"]
    assert found[0].advice


@pytest.mark.parametrize(
    ("environment", "state"),
    [
        ({}, "ok"),
        ({"LAUNCHWIRE_NIGHTLY_CRON": "0 5 * * *", "LAUNCHWIRE_TIMEZONE": "Asia/Seoul"}, "ok"),
        ({"LAUNCHWIRE_NIGHTLY_CRON": "at five"}, "fail"),
        ({"LAUNCHWIRE_TIMEZONE": "Seoul"}, "fail"),
        ({"LAUNCHWIRE_TIMEZONE": "/etc"}, "fail"),
        ({"LAUNCHWIRE_TIMEZONE": "Asia"}, "fail"),
    ],
)
def test_hour_and_zone_of_the_night(look, environment, state):
    assert states(look("schedule", environment=environment)) == [state]


@pytest.mark.parametrize("text", ["[[source]]\nid = 3\n", "no toml", '[[source]]\nid = "a"\nkind = "folder"\npath = "nowhere"\n'])
def test_sources_that_cannot_be_used_are_told(look, setup, text):
    (setup.root / "sources.toml").write_text(text)
    assert states(look("sources")) == ["fail"]


def test_a_warehouse_without_sources_is_warned_of(look, setup):
    (setup.root / "sources.toml").write_text("")
    assert states(look("sources")) == ["warn"]


def test_good_sources_are_fine(look):
    assert states(look("sources")) == ["ok"]


def test_a_folder_that_this_user_cannot_read_is_told(desk, as_nobody):
    source = Source("landing", "folder", desk.folder)
    assert can_be_read(source)
    desk.folder.chmod(0o700)
    with as_nobody():
        assert not can_be_read(source)
        assert os.access(Path("/"), os.R_OK, effective_ids=True)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ('[[sink]]\nkind = "log"\npath = "alerts.jsonl"\n', "ok"),
        ('[[sink]]\nkind = "pigeon"\n', "fail"),
        ('[[sink]]\nkind = "webhook"\nurl = "ftp://there"\n', "fail"),
    ],
)
def test_sinks_that_cannot_be_used_are_told(look, setup, text, state):
    (setup.root / "alerts.toml").write_text(text)
    assert states(look("alerts")) == [state]


def test_reviews_that_cannot_be_understood_are_told(look, setup):
    assert states(look("reviews")) == ["ok"]
    (setup.root / "reviews").mkdir()
    (setup.root / "reviews" / "mine.toml").write_text('[[review]]\nkind = "burn"\n')
    assert states(look("reviews")) == ["fail"]


def test_a_folder_of_reviews_that_is_not_there_is_told(look, monkeypatch):
    monkeypatch.setenv("LAUNCHWIRE_REVIEWS", "/nowhere")
    assert states(look("reviews")) == ["fail"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ('[[accepted]]\nmeasure = "articles"\nrelease = 9\nreason = "a source was taken out"\n', "ok"),
        ('[[accepted]]\nmeasure = "artcles"\nrelease = 9\nreason = "a source was taken out"\n', "warn"),
        ("[[accepted]]\nmeasure = 1\n", "fail"),
    ],
)
def test_what_is_accepted_must_be_watched(look, setup, text, state):
    (setup.root / "watched.toml").write_text(text)
    assert states(look("accepted")) == [state]
