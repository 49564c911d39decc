"""``launchwire read``: every article in, every reading out, in order; what is no article is told."""

import gzip
import json

import pytest

FIRED = {
    "id": "one",
    "title": "Missile fired",
    "text": "SEOUL - North Korea fired a ballistic missile on Monday, Seoul's military said.",
    "date": "2017-05-16",
}
DULL = {"id": "two", "title": "Bakery opens", "text": "A bakery opened in the old town on Friday.", "date": "2017-05-20"}


def lines(*articles: object) -> str:
    return "".join(json.dumps(article) + "\n" for article in articles)


def test_prints_one_extraction_a_line_in_order_and_nothing_else(launchwire):
    done = launchwire("read", "--jsonl", "-", stdin=lines(FIRED, DULL))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], row["relevant"]) for row in rows] == [("one", True), ("two", False)]
    assert rows[0]["published"] == "2017-05-16"
    assert rows[0]["launches"][0]["evidence"][0] in f"{FIRED['title']}\n\n{FIRED['text']}"
    assert (done.returncode, done.stderr) == (0, "")


def test_adds_offsets_on_request(launchwire):
    done = launchwire("read", "--jsonl", "--annotations", "-", stdin=lines(FIRED))
    annotations = json.loads(done.stdout)["annotations"]
    assert set(annotations) == {"sentences", "dates", "names", "attributions"}
    assert annotations["sentences"][0] == [0, 13]


def test_tells_what_is_no_article_and_reads_the_others(launchwire):
    done = launchwire("read", "--jsonl", "-", stdin="{broken\n" + lines(FIRED, {"id": "x"}, {"id": "y", "text": ""}, DULL))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["one", "two"]
    assert done.returncode == 2
    told = done.stderr.splitlines()
    assert told[0].startswith("launchwire: -, record 1: is no JSON")
    assert told[1].startswith('launchwire: -, record 3: field "text" is missing')
    assert told[2].startswith("launchwire: -, record 4: has neither title nor text")
    assert len(told) == 3


def test_tells_a_missing_file_and_an_unknown_ending_and_goes_on(launchwire, tmp_path):
    good = tmp_path / "good.jsonl"
    good.write_text(lines(FIRED), encoding="utf-8")
    done = launchwire("read", "--jsonl", tmp_path / "absent.txt", tmp_path / "paper.docx", good)
    assert json.loads(done.stdout)["id"] == "one"
    assert done.returncode == 2
    assert "absent.txt: cannot be read (No such file or directory)" in done.stderr
    assert "paper.docx: the ending tells no kind of file" in done.stderr
    assert "Traceback" not in done.stderr


def test_reads_both_articles_of_one_id_and_says_so(launchwire):
    done = launchwire("read", "--jsonl", "-", stdin=lines(FIRED, {**DULL, "id": "one"}))
    assert len(done.stdout.splitlines()) == 2
    assert "id 'one' is given to more than one article" in done.stderr


def test_refuses_an_article_of_20_megabytes_and_reads_the_next(launchwire):
    done = launchwire("read", "--jsonl", "-", stdin=lines({"id": "huge", "text": "missile " * 2_600_000}, FIRED))
    assert json.loads(done.stdout)["id"] == "one"
    assert done.returncode == 2
    assert "record 1: has 20,8" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_reads_text_in_whatever_encoding(launchwire, tmp_path, encoding):
    path = tmp_path / "story.txt"
    path.write_bytes("Rocket over Bogotá\n\nNorth Korea fired a missile on Monday, said José Pérez, an analyst.".encode(encoding))
    done = launchwire("read", "--jsonl", path)
    assert "José Pérez" in done.stdout
    assert json.loads(done.stdout)["id"] == "story"


def test_refuses_json_that_is_not_utf8(launchwire, tmp_path):
    path = tmp_path / "story.json"
    path.write_bytes('{"id": "a", "text": "José"}'.encode("cp1252"))
    done = launchwire("read", "--jsonl", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is not in UTF-8" in done.stderr


def test_reads_archives_pages_and_single_articles(launchwire, tmp_path):
    (tmp_path / "many.jsonl.gz").write_bytes(gzip.compress(lines(FIRED, DULL).encode()))
    (tmp_path / "single.json").write_text(json.dumps({**FIRED, "id": "single"}), encoding="utf-8")
    page = (
        "<html><head><title>Rocket launched</title></head><body><article>"
        + "<p>North Korea launched a rocket on Sunday, Seoul said.</p>" * 8
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    done = launchwire("read", "--jsonl", tmp_path / "many.jsonl.gz", tmp_path / "single.json", tmp_path / "page.html")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["one", "two", "single", "page"]


def test_shows_people_each_item_with_its_sentence(launchwire):
    done = launchwire("read", "-", stdin=lines(FIRED))
    assert done.stdout.startswith("Missile fired\none · published 2017-05-16 (given) · about a launch\nLaunches\n  L1  occurred")
    assert "    “SEOUL - North Korea fired a ballistic missile on Monday, Seoul's military said.”" in done.stdout


def test_neutralises_what_acts_on_a_terminal(launchwire):
    done = launchwire("read", "-", stdin=lines({**FIRED, "title": "\x1b[31mred\u202eevil"}))
    assert done.stdout.startswith(r"\x1b[31mred\u202eevil")


def test_says_that_other_languages_are_not_read(launchwire):
    text = "Nordkorea hat am Montag nach Angaben des südkoreanischen Militärs eine ballistische Rakete abgefeuert und getestet."
    done = launchwire("read", "-", stdin=lines({"id": "de", "title": "Rakete gestartet", "text": text, "date": "2017-05-16"}))
    assert "language de: not read, only English is" in done.stdout
