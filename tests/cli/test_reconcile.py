"""``launchwire reconcile``: small catalogs against the sample, and where they are at hand, the real ones."""

import csv
import json

import pytest

LOG = (
    "#Launch_Tag\tLaunch_Date\tPLName\tLV_Type\tLaunch_Site\tLVState\tLaunch_Code\n"
    "2012-072\t2012 Dec 12 0049:46\tOwn payload\tUnha-3\tSOHAE\tKP\tOS\n"
    "2012-F99\tsome day\t-\tUnha-3\tSOHAE\tKP\tOF\n"
)


@pytest.fixture
def catalogs(tmp_path):
    """A launch log and a list of tests in which the clock of December 2012 is twelve hours out."""
    log, tests = tmp_path / "launchlog.tsv", tmp_path / "test.en.json"
    log.write_text(LOG, encoding="utf-8")
    entry = {"date": "2012-12-12", "time": "12:49 (UTC)", "missile": "unha-3", "facility": "sohae", "outcome": "success"}
    tests.write_text(json.dumps([entry]), encoding="utf-8")
    return ["--catalog", f"gcat={log}", "--catalog", f"nagix={tests}"]


def read_rows(path):
    return list(csv.DictReader(path.open(encoding="utf-8")))


def test_writes_tables_and_a_report_with_both_sides(launchwire, sample_warehouse, catalogs, tmp_path):
    done = launchwire("reconcile", "--warehouse", sample_warehouse, *catalogs, "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    (row,) = read_rows(tmp_path / "out" / "discrepancies.csv")
    assert (row["catalog_code"], row["field_code"], row["pattern_code"]) == ("nagix", "launched_at", "half_day")
    assert row["ours_text"] == "2012-12-12 00:49 UTC"
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert row["theirs_text"] in report
    assert row["ours_article_id"] in report.replace("\\", "")
    assert [bad["place_number"] for bad in read_rows(tmp_path / "out" / "catalog_rejects.csv")] == ["3"]


def test_the_same_release_and_catalogs_give_the_same_bytes(launchwire, sample_warehouse, catalogs, tmp_path):
    for name in ("one", "two"):
        launchwire("reconcile", "--warehouse", sample_warehouse, *catalogs, "--output", tmp_path / name)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) == 8
    assert [(tmp_path / "one" / name).read_bytes() for name in files] == [(tmp_path / "two" / name).read_bytes() for name in files]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--catalog", "atlas=x"], "NAME one of gcat, nagix, csis"),
        (["--catalog", "gcat=nowhere.tsv"], "no such file"),
        ([], "--catalog"),
    ],
)
def test_a_mistake_is_told_with_what_was_expected(launchwire, sample_warehouse, words, says):
    done = launchwire("reconcile", "--warehouse", sample_warehouse, *words)
    assert done.returncode in {1, 2}
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_catalog_named_twice_is_refused(launchwire, sample_warehouse, catalogs):
    done = launchwire("reconcile", "--warehouse", sample_warehouse, *catalogs, *catalogs[:2])
    assert (done.returncode, "is named twice" in done.stderr) == (1, True)


@pytest.fixture(scope="module")
def real(launchwire, sample_warehouse, shared, tmp_path_factory):
    """The comparison of the sample with the real catalogs."""
    folder = tmp_path_factory.mktemp("reconciliation")
    names = [word for name in ("gcat", "nagix", "csis") for word in ("--catalog", f"{name}={shared / 'reference' / name}")]
    done = launchwire("reconcile", "--warehouse", sample_warehouse, *names, "--output", folder)
    assert done.returncode == 0, done.stderr
    return {path.stem: read_rows(path) for path in folder.glob("*.csv")}


def test_every_line_of_the_real_catalogs_is_read(real):
    records = [row["catalog_code"] for row in real["catalog_launches"]]
    assert real["catalog_rejects"] == []
    assert {name: records.count(name) for name in ("gcat", "nagix")} == {"gcat": 6828, "nagix": 176}


def test_the_known_slip_of_february_2016_is_found_from_the_articles(real):
    found = [row for row in real["discrepancies"] if (row["catalog_code"], row["record_id"]) == ("nagix", "2016-02-07/1")]
    slips = [row for row in found if row["field_code"] == "launched_at"]
    assert [(row["theirs_text"], row["pattern_code"]) for row in slips] == [("2016-02-07 12:29 UTC", "half_day")]


def test_a_slip_of_july_2017_that_no_note_lists_is_found_from_the_articles(real):
    found = {(row["catalog_code"], row["record_id"], row["field_code"], row["pattern_code"]) for row in real["discrepancies"]}
    assert ("nagix", "2017-07-04/1", "launched_at", "half_day") in found


def test_the_missile_of_november_2017_that_a_list_lacks_is_found(real):
    lacking = {(row["catalog_code"], row["launch_date_min"]) for row in real["only_in_warehouse"]}
    assert ("csis", "2017-11-29") in lacking


def test_the_orbital_launches_that_both_sides_tell_alike_are_matched(real):
    matched = {row["record_id"] for row in real["matches"] if row["catalog_code"] == "gcat"}
    assert matched >= {"2012-F01", "2012-072", "2023-F07", "2023-179", "2024-F02"}
