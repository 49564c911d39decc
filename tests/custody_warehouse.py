"""A small warehouse with two releases, one file of each kind that a lake may hold, for tests of what becomes of it."""

import gzip
import json
import shutil
from pathlib import Path

import pytest
from lake_desk import Desk, article

from pipelines.extract import extract
from pipelines.stage import stage
from pipelines.warehouse import Warehouse, connect_build, load_layer, open_warehouse, publish

PAGE = (
    "<html><head><title>A pier at dawn</title></head><body><article><h1>A pier at dawn</h1>"
    + "<p>The crew fired a weather rocket from the pier at dawn and watched it climb above the bay for a minute.</p>" * 3
    + "</article></body></html>"
)
LAYERS = ("raw", "staged", "extracted")


def line(name: str, text: str, **fields: str) -> str:
    return json.dumps({"id": name, "title": f"Report {name}", "text": text, "date": "2024-05-06", **fields}) + "\n"


def drop_files(desk: Desk) -> None:
    """One file of each kind."""
    desk.drop(
        "lines.jsonl",
        line("one", "North Korea fired a missile on Monday, the navy said.", url="https://pier.example/one")
        + "no json\n"
        + line("two", "Japan condemned the launch on Tuesday.", url="https://pier.example/two"),
    )
    desk.drop(
        "packed.jsonl.gz", gzip.compress(line("three", "A satellite may be launched in June.", url="https://pier.example/3").encode())
    )
    desk.drop("array.json", "[" + article(id="four", url="https://pier.example/four", text="The caf\u00c3\u00a9 saw a rocket.") + "]")
    desk.drop("page.html", PAGE)
    desk.drop("note.txt", "A rocket at noon\n\nThe navy launched a rocket at noon on Friday.\n")
    desk.drop("copy.txt", "A rocket at noon\n\nThe navy launched a rocket at noon on Friday.\n")
    desk.drop("large.jsonl", line("five", "A large file tells of a missile. " * 40_000) + line("six", "A missile fell into the sea."))
    desk.drop("passed.pdf", "passed over")


def refresh_lake(desk: Desk) -> None:
    """What a refresh does, without models and checks."""
    desk.ingest()
    stage(desk.warehouse, desk.log.append)
    extract(desk.warehouse, desk.log.append)


def release(warehouse: Warehouse, number: int) -> None:
    """Publish the layers of the lake."""
    con = connect_build(warehouse, fresh=True)
    for layer in LAYERS:
        load_layer(con, warehouse, layer)
    con.close()
    publish(warehouse, f"2026-03-0{number}T02:00:00+00:00", {"raw": str(number)})


@pytest.fixture(scope="session")
def kept_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The warehouse; copy it before anything is done to it."""
    desk = Desk(tmp_path_factory.mktemp("custody"))
    drop_files(desk)
    refresh_lake(desk)
    release(desk.warehouse, 1)
    desk.drop("later.txt", "A later report\n\nA missile was fired from a pier at night.\n")
    refresh_lake(desk)
    release(desk.warehouse, 2)
    return desk


@pytest.fixture
def kept(kept_desk: Desk, tmp_path: Path) -> Warehouse:
    """A copy of the warehouse to do things to."""
    shutil.copytree(kept_desk.warehouse.root, tmp_path / "kept", symlinks=True)
    return open_warehouse(tmp_path / "kept")
