"""The starter file of public feeds."""

from pathlib import Path

import pipelines.connect
from pipelines.ingest import read_sources

STARTER = Path(pipelines.connect.__file__).parent / "starter_sources.toml"


def test_every_entry_can_be_used_as_it_is() -> None:
    sources = read_sources(STARTER)
    assert len(sources) == 10
    for source in sources:
        assert source.licence
        assert source.web is not None
        assert source.web.url.startswith("https://")
        assert source.web.every_hours >= 6
        assert not source.web.allow_private
