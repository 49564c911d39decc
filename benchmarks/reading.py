"""How fast articles are read, on one core and on all, with peak memory.

    python benchmarks/reading.py ARTICLES [ARTICLES ...] [--limit N] [--processes N] [--pages FOLDER] [--layers]

ARTICLES are files of articles in JSON Lines, plain or gzip, or a folder of JSON files with one article each. ``--pages`` is a
folder of saved pages (``*.html``, plain or gzip): trafilatura takes the main text out of them, so that its speed stands beside
ours in the same run. ``--layers`` also shows what each layer of reading costs. "per s" is wall time; "per cpu s" is the
processor time of this process, which a busy machine does not change much. The process pool starts before the clock does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

import trafilatura

from pipelines.reading.alerts.find import find_alerts
from pipelines.reading.alerts.moments import find_moments
from pipelines.reading.attributions.find import find_attributions
from pipelines.reading.claims.find import find_claims
from pipelines.reading.dates.find import find_dates
from pipelines.reading.dating.choose import date_document
from pipelines.reading.document import open_document
from pipelines.reading.engine import read
from pipelines.reading.language import detect_language
from pipelines.reading.launches.find import find_launches
from pipelines.reading.names.find import find_names
from pipelines.reading.reactions.actors import Stage
from pipelines.reading.reactions.find import find_reactions
from pipelines.reading.relevance import mentions_launches
from pipelines.reading.types import Article

CHUNK = 16  # articles that a process takes at a time
WARM_UP = Article(
    id="warm-up",
    title="Rocket launch",
    text='The ministry said the rocket was launched on Monday. "We condemn the launch," it added.',
    date="2024-05-28",
)


def main(arguments: Sequence[str]) -> None:
    """Prints one line for each file and way of reading."""
    options = parse_options(arguments)
    write(f"{'what':<34}{'items':>8}{'per s':>9}{'MB/s':>8}{'per cpu s':>11}{'peak MB':>9}")
    for path in options.articles:
        articles = list(islice(read_articles(path), options.limit))
        measure_alone(f"{path.name}, one core", articles)
        measure_pool(path.name, articles, options.processes or os.cpu_count() or 1)
        if options.layers:
            write_layers(articles)
    if options.pages:
        measure_pages(options.pages, options.limit)


def parse_options(arguments: Sequence[str]) -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, help="read no more than the first N articles or pages of each")
    parser.add_argument("--processes", type=int, help="as many as the machine has cores unless given")
    parser.add_argument("--pages", type=Path, help="folder of saved pages for trafilatura")
    parser.add_argument("--layers", action="store_true", help="show the cost of each layer")
    return parser.parse_args(arguments)


def write(line: str) -> None:
    """One line on standard output."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def read_articles(path: Path) -> Iterator[Article]:
    """The articles of a file, plain or gzip; of a folder those of the files in it that hold one article each."""
    if path.is_dir():
        yield from (
            to_article(json.loads(file.read_text("utf-8")))
            for file in sorted(path.glob("*.json"))
            if not file.name.endswith(".expected.json")
        )
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield to_article(json.loads(line))


def to_article(row: dict[str, str | None]) -> Article:
    """A record as an article."""
    return Article(str(row.get("id")), row.get("title") or "", row.get("text") or "", row.get("date"), row.get("outlet"), row.get("url"))


def warm_up() -> None:
    """Loads rules and lexicons, which a process does once."""
    read(WARM_UP)


def read_size(article: Article) -> int:
    """Reads an article; its size in bytes."""
    read(article)
    return len(article.document.encode())


def measure_alone(what: str, articles: Sequence[Article]) -> None:
    """One line: how many articles and megabytes a second one process reads."""
    warm_up()
    began, spent = time.perf_counter(), time.process_time()
    sizes = [read_size(article) for article in articles]
    write_line(what, len(sizes), sum(sizes), time.perf_counter() - began, time.process_time() - spent)


def measure_pool(name: str, articles: Sequence[Article], processes: int) -> None:
    """One line: how many articles and megabytes a second a pool of processes reads."""
    with ProcessPoolExecutor(processes, initializer=warm_up) as pool:
        list(pool.map(read_size, [WARM_UP] * processes))
        began = time.perf_counter()
        sizes = list(pool.map(read_size, articles, chunksize=CHUNK))
        seconds = time.perf_counter() - began
    write_line(f"{name}, {processes} processes", len(sizes), sum(sizes), seconds, None)


def write_line(what: str, count: int, size: int, seconds: float, processor: float | None) -> None:
    """Figures of one run; the peak is the largest of this process and its children so far."""
    per_processor = f"{count / processor:>11.1f}" if processor else f"{'':>11}"
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    write(f"{what:<34}{count:>8}{count / seconds:>9.1f}{size / seconds / 1e6:>8.2f}{per_processor}{peak / 1024:>9.0f}")


def measure_pages(folder: Path, limit: int | None) -> None:
    """One line: how many pages a second trafilatura takes the main text out of."""
    paths = sorted([*folder.rglob("*.html"), *folder.rglob("*.html.gz")])[:limit]
    pages = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths]
    began, spent = time.perf_counter(), time.process_time()
    for page in pages:
        trafilatura.extract(page)
    seconds, processor = time.perf_counter() - began, time.process_time() - spent
    write_line("trafilatura on pages, one core", len(pages), sum(map(len, pages)), seconds, processor)


def write_layers(articles: Sequence[Article]) -> None:
    """What each layer costs on average, in milliseconds of processor time."""
    spent: Counter[str] = Counter()
    for article in articles:
        time_layers(article, spent)
    for layer, seconds in spent.most_common():
        write(f"  {layer:<20}{seconds / len(articles) * 1e3:>8.2f} ms")


def time_layers(article: Article, spent: Counter[str]) -> None:
    """Reads an article layer by layer, adding up the time of each."""
    clock = Clock(spent)
    document = open_document(article.document)
    clock.tick("open, sentences")
    detect_language(document.text)
    clock.tick("language")
    published = date_document(document, article.date, article.url)
    clock.tick("document dating")
    is_worth_it = mentions_launches(document)
    clock.tick("cheap test")
    if not is_worth_it:
        return
    names = find_names(document)
    clock.tick("names")
    dates = find_dates(document, published.when)
    clock.tick("dates")
    attributions = find_attributions(document, names)
    clock.tick("attributions")
    launches, _ = find_launches(document, names, dates, attributions, published)
    clock.tick("launches")
    find_claims(document, names, dates, attributions, launches, article.outlet)
    clock.tick("claims")
    find_reactions(document, names, dates, attributions, launches, article.outlet)
    clock.tick("reactions")
    find_alerts(Stage(document, names, attributions, article.outlet), dates, launches)
    find_moments(document, dates, launches)
    clock.tick("alerts")


class Clock:
    """Adds the processor time since the last tick to what a layer has spent."""

    def __init__(self, spent: Counter[str]) -> None:
        self.spent = spent
        self.last = time.process_time()

    def tick(self, layer: str) -> None:
        """The time since the last tick was spent on this layer."""
        now = time.process_time()
        self.spent[layer] += now - self.last  # type: ignore[assignment]
        self.last = now


if __name__ == "__main__":
    main(sys.argv[1:])
