"""One reader under Atheris, which sees the branches that its code takes. benchmarks.fuzz_guided starts it, where make fuzz has set it up.

Each line of standard input asks for one reader: a JSON list of its name, its folder, and options of libFuzzer. A copy of this process then
fuzzes it, so that our code is instrumented once for all; a line of standard output tells with which code the copy ended, and the seconds of
processor time that it took.

What is being tried, and how often something was, stands in the file ``state`` of the folder, so that it outlives this process: an input
that takes too much processor time, or crashes the interpreter, ends it. One that raises an error is put into ``candidates`` at once.
"""

from __future__ import annotations

import json
import mmap
import os
import re
import resource
import signal
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import atheris  # type: ignore[import-not-found]  # its own environment has it

# whose branches are seen: our own, and those of what takes pages and TOML apart for us
with atheris.instrument_imports(include=["pipelines", "trafilatura", "htmldate", "tomllib"]):
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


def fuzz(name: str, home: Path, options: Sequence[str]) -> None:
    """Fuzz one reader until the time that the options give is over; the process ends with it."""
    (home / "candidates").mkdir(parents=True, exist_ok=True)
    log = os.open(home / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    for stream in (1, 2):
        os.dup2(log, stream)
    resource.setrlimit(resource.RLIMIT_DATA, (INTERPRETER_BYTES + MEMORY_BYTES, resource.RLIM_INFINITY))
    atheris.Setup([sys.argv[0], *options], Trial(name, home, open_state(home / "state")))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    atheris.Fuzz()


def spent() -> float:
    """Processor time of the copies that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Fuzz what is asked for, one reader after the other."""
    for line in sys.stdin:
        name, folder, *options = json.loads(line)
        before = spent()
        copy = os.fork()
        if copy == 0:
            fuzz(name, Path(folder), options)
        code = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
        print(code, round(spent() - before, 1), flush=True)


if __name__ == "__main__":
    main()
