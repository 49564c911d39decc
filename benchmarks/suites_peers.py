"""What other readers keep of damaged files, beside ours: WARC files of the suites, and lines of JSON.

    python -m benchmarks.suites_peers FOLDER [TRIALS]

Only readers that can be imported are tried: warcio and fastwarc are no part of this project; put them on PYTHONPATH from a place of
their own. A record counts as kept when the bytes of its body are those of the undamaged file, and as invented when they are not.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.peer_lines import LINE_READERS, count_lines, good_lines, spoil_line
from pipelines.connect.warc import split_warc
from pipelines.ids import sha256
from pipelines.ingest.article_format import MAX_RECORD_BYTES

WARCS = ("fastwarc/tests/data/warcfile.warc.gz", "fastwarc/tests/data/warcfile.warc", "warcio/test/data/example.warc.gz")
DAMAGED_BYTES = 8
Bodies = Callable[[bytes], Iterator[str]]  # hashes of the bodies that a reader hands on as whole
Spoil = Callable[[bytes, random.Random], bytes]


def our_bodies(content: bytes) -> Iterator[str]:
    """Bodies by this project's reader."""
    for held in split_warc(content, MAX_RECORD_BYTES):
        if held.problem is None:
            yield sha256(held.content.partition(b"\r\n\r\n")[2])


def warcio_bodies(content: bytes) -> Iterator[str]:
    """Bodies by warcio."""
    for record in import_module("warcio.archiveiterator").ArchiveIterator(BytesIO(content), no_record_parse=True):
        yield sha256(record.raw_stream.read())


def fastwarc_bodies(content: bytes) -> Iterator[str]:
    """Bodies by fastwarc."""
    for record in import_module("fastwarc.warc").ArchiveIterator(BytesIO(content), parse_http=False):
        yield sha256(record.reader.read())


READERS: dict[str, Bodies] = {"ours": our_bodies, "warcio": warcio_bodies, "fastwarc": fastwarc_bodies}


def damage(content: bytes, chance: random.Random) -> bytes:
    """The file with a few other bytes at one place."""
    at = chance.randrange(len(content) - DAMAGED_BYTES)
    other = bytes(byte ^ chance.randrange(1, 256) for byte in content[at : at + DAMAGED_BYTES])
    return content[:at] + other + content[at + DAMAGED_BYTES :]


def cut(content: bytes, chance: random.Random) -> bytes:
    """The beginning of the file."""
    return content[: chance.randrange(1, len(content))]


def read_all(bodies: Bodies, content: bytes) -> set[str]:
    """What a reader hands on before it ends or gives up."""
    found: set[str] = set()
    with suppress(Exception):
        for body in bodies(content):
            found.add(body)
    return found


def compare_warc(path: Path, spoil: Spoil, trials: int) -> Iterator[str]:
    """For each reader: records of the undamaged files that it keeps over all trials, and bodies that it invents."""
    content = path.read_bytes()
    for name, bodies in available(READERS):
        whole = read_all(bodies, content)
        chance, kept, invented = random.Random(11), 0, 0
        for _ in range(trials):
            found = read_all(bodies, spoil(content, chance))
            kept, invented = kept + len(found & whole), invented + len(found - whole)
        share = kept / (len(whole) * trials)
        yield f"  {name}: {kept:,} of {len(whole) * trials:,} kept ({share:.1%}), {invented} invented"


def available(readers: dict[str, Bodies]) -> Iterator[tuple[str, Bodies]]:
    """Readers that can be imported here."""
    return ((name, reader) for name, reader in readers.items() if name == "ours" or find_spec(name) is not None)


def compare_lines(folder: Path, trials: int) -> Iterator[str]:
    """For each reader of lines: good lines that it keeps of files with one bad line each, and rows that it invents."""
    good, path = good_lines(), folder / "lines.jsonl"
    for name, reader in LINE_READERS.items():
        chance, kept, invented = random.Random(12), 0, 0
        for _ in range(trials):
            path.write_bytes(spoil_line(good, chance))
            right, wrong, _problem = count_lines(reader, path)
            kept, invented = kept + right, invented + wrong
        yield f"  {name}: {kept:,} of {len(good) * trials:,} kept, {invented} rows made of bad lines"


def main(arguments: Iterable[str]) -> int:
    """Print the comparisons; 1 where the folder of the suites is not there."""
    root, *more = arguments
    trials = int(more[0]) if more else 60
    for name in WARCS:
        path = Path(root) / name
        if not path.is_file():
            print(f"{path}: is missing. Give the folder that holds the suites.")
            return 1
        for told, spoil in ((f"{DAMAGED_BYTES} bytes damaged", damage), ("cut", cut)):
            print(f"{path.name}, {told}, {trials} trials")
            print("\n".join(compare_warc(path, spoil, trials)))
    with TemporaryDirectory() as folder:
        print(f"lines of JSON with one bad among them, {trials} trials")
        print("\n".join(compare_lines(Path(folder), trials)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
