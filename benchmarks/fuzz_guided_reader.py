"""One reader under Atheris, which sees the branches that its code takes. benchmarks.fuzz_guided starts it, where make fuzz has set it up.

    python -m benchmarks.fuzz_guided_reader READER FOLDER [OPTIONS OF LIBFUZZER]

What is being tried, and how often something was, stands in the file ``state`` of the folder, so that it outlives this process: an input
that takes too much processor time, or crashes the interpreter, ends it. One that raises an error is put into ``candidates`` at once.
"""

from __future__ import annotations

import mmap
import re
import resource
import signal
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import atheris  # type: ignore[import-not-found]  # its own environment has it

# whose branches are seen: our own, and those of what takes pages, TOML and SQL apart for us
PAGES, TOML = ["trafilatura", "htmldate"], ["tomllib"]
LIBRARIES = {"html": PAGES, "warc": PAGES, "sources": TOML, "reviews": TOML, "sinks": TOML, "watched": TOML, "questions": ["sqlglot"]}
with atheris.instrument_imports(include=["pipelines", *LIBRARIES.get(sys.argv[1], [])]):
    from benchmarks.fuzz_promises import MOST_BYTES, STATE_HEAD
    from benchmarks.fuzz_targets import TARGETS
    from pipelines.workers import CPU_SECONDS, MEMORY_BYTES

STATE_BYTES = STATE_HEAD.size + MOST_BYTES
INTERPRETER_BYTES = 1 << 30  # for code, lexicons and what the fuzzer keeps, beside what an input may take


@dataclass(frozen=True, slots=True)
class Trial:
    """What is called for each input."""

    name: str
    folder: Path
    state: mmap.mmap

    def __call__(self, content: bytes) -> None:
        """Try one input within its time."""
        content = content[:MOST_BYTES]
        count = STATE_HEAD.unpack_from(self.state)[0] + 1
        self.state[: STATE_HEAD.size + len(content)] = STATE_HEAD.pack(count, len(content)) + content
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
        try:
            TARGETS[self.name].run(content)
        except Exception as error:  # whatever it is, it is looked at later
            keep(self.folder / "candidates", signature(error), content)
        signal.setitimer(signal.ITIMER_PROF, 0)


def signature(error: Exception) -> str:
    """What tells one error from another: its kind, and the innermost line of ours."""
    ours = [
        frame for frame in traceback.extract_tb(error.__traceback__) if "/pipelines/" in frame.filename or "/benchmarks/" in frame.filename
    ]
    kind = type(error).__name__
    return re.sub(r"\W", "-", f"{kind}-{Path(ours[-1].filename).stem}-{ours[-1].lineno}" if ours else kind)


def keep(folder: Path, name: str, content: bytes) -> None:
    """Keep the shortest input for each signature."""
    path = folder / name
    if not path.exists() or path.stat().st_size > len(content):
        path.write_bytes(content)


def open_state(path: Path) -> mmap.mmap:
    """The file that outlives the process."""
    path.write_bytes(bytes(STATE_BYTES))
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), STATE_BYTES)


def main(arguments: Sequence[str]) -> None:
    """Fuzz until the time that the options give is over."""
    name, folder, *options = arguments
    home = Path(folder)
    (home / "candidates").mkdir(parents=True, exist_ok=True)
    resource.setrlimit(resource.RLIMIT_DATA, (INTERPRETER_BYTES + MEMORY_BYTES, resource.RLIM_INFINITY))
    trial = Trial(name, home, open_state(home / "state"))
    atheris.Setup([sys.argv[0], *options], trial)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
