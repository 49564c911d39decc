"""One release of the sample with what strangers might write in it, exported once."""

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.exports import export_to
from pipelines.exports.run import FORMATS
from pipelines.exports.tables import exported_tables
from pipelines.warehouse import Release, open_warehouse, releases

NAME = "<b>은하 & صاروخ</b>\x08\ufffe テポドン; a, b\\"
LONG = "word " * 100
ALTERED = """
update modeled.launch_events set vehicle_name = $name where launch_date_max = '2023-11-21' and site_id = 'sohae';
update modeled.articles set title_text = '=HYPERLINK("https://evil.example")', url_text = 'javascript:alert(1)'
    where article_id = (select first_article_id from modeled.launch_events where launch_date_max = '2023-11-21' and site_id = 'sohae');
update modeled.claims set evidence_text = $long where claim_id = (select min(claim_id) from modeled.claims)
"""


@pytest.fixture(scope="session")
def release(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the sample, altered."""
    published = releases(open_warehouse(sample_warehouse))[-1]
    folder = tmp_path_factory.mktemp("release")
    shutil.copyfile(published.database, folder / "launchwire.duckdb")
    with duckdb.connect(str(folder / "launchwire.duckdb")) as con:
        for statement in ALTERED.split(";\n"):
            given = {"name": NAME, "long": LONG}
            con.execute(statement, {name: value for name, value in given.items() if f"${name}" in statement})
    return Release(1, folder, published.manifest)


@pytest.fixture(scope="session")
def exported(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that its export gives."""
    target = tmp_path_factory.mktemp("exported") / "all"
    export_to(release, target, exported_tables(), FORMATS)
    return target
