"""Running one pure function over many items in processes that may hang, crash or eat memory without harm to the run.

Each worker limits itself: a timer of the kernel ends it when an item uses too much processor time, also inside C code,
and so does a limit on its memory. The caller gets a :class:`Failure` for that item and a new worker takes the next one.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from pipelines.errors import LaunchwireError

Item = TypeVar("Item")
Result = TypeVar("Result")

SHARED_MODULE = "pipelines.warm"
CPU_SECONDS = 10  # of processor time for one item, so that a busy machine does not change what is read
WALL_SECONDS = 300  # for an item that waits instead of working, which none should
MEMORY_BYTES = 512 << 20  # on top of what a worker needs before its first item; real pages stay far below
WAITING_PER_WORKER = 64  # results kept back because an earlier item is not done yet


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that yielded no result. ``kind``: timeout, memory, crashed (the process died), failed (an exception)."""

    kind: Literal["timeout", "memory", "crashed", "failed"]
    message: str


@dataclass(slots=True)
class _Worker:
    process: ForkServerProcess
    connection: Connection
    task: tuple[Any, ...] = ()  # number and item that it works on


def count_processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class Pool(Generic[Item, Result]):
    """Worker processes for one function. Use as a context; ``map`` may be called several times."""

    function: Callable[[Item], Result]
    size: int = field(default_factory=count_processors)
    cpu_seconds: int = CPU_SECONDS
    memory_bytes: int = MEMORY_BYTES
    _context: ForkServerContext = field(init=False)
    _workers: list[_Worker] = field(init=False, default_factory=list)

    def __enter__(self) -> Pool[Item, Result]:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([SHARED_MODULE])
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
            worker.process.join()
        self._workers.clear()

    def map(self, items: Iterable[Item], try_again: Callable[[Item], Item | None] | None = None) -> Iterator[Result | Failure]:
        """One result an item, in the order of the items, whichever worker was first.

        ``try_again`` may give an item in place of one that failed, once.
        """
        queue: Iterator[tuple[int, Item]] = enumerate(items)
        done: dict[int, Result | Failure] = {}
        wanted = 0
        while self._hand_out(queue, done) or done:
            while wanted in done:
                yield done.pop(wanted)
                wanted += 1
            for worker in self._ready():
                number, item = worker.task
                result = self._take(worker)
                other = try_again(item) if isinstance(result, Failure) and try_again is not None else None
                if other is None:
                    done[number] = result
                else:
                    queue = chain([(number, other)], queue)

    def _hand_out(self, queue: Iterator[tuple[int, Item]], done: dict[int, Result | Failure]) -> bool:
        """Give idle workers the next items; whether any worker has one."""
        while len(self._workers) < self.size:
            self._workers.append(self._start())
        for worker in self._workers:
            if not worker.task and len(done) < WAITING_PER_WORKER * self.size and (task := next(queue, None)):
                self._give(worker, task)
        return any(worker.task for worker in self._workers)

    def _give(self, worker: _Worker, task: tuple[int, Item]) -> None:
        """Send an item; a worker that died while idle is replaced first."""
        try:
            worker.connection.send(task[1])
        except (BrokenPipeError, ConnectionResetError):
            self._replace(worker)
            worker.connection.send(task[1])
        worker.task = task

    def _ready(self) -> list[_Worker]:
        waiting = {worker.connection: worker for worker in self._workers if worker.task}
        return [waiting[connection] for connection in wait(list(waiting))] if waiting else []  # type: ignore[index]

    def _take(self, worker: _Worker) -> Result | Failure:
        """What a worker sends, or how it died."""
        try:
            result: Result | Failure = worker.connection.recv()
        except (EOFError, ConnectionResetError):
            worker.process.join()
            failure = _tell_death(worker.process.exitcode, self.cpu_seconds)
            self._replace(worker)
            return failure
        worker.task = ()
        return result

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_work, args=(theirs, self.function, self.cpu_seconds, self.memory_bytes), daemon=True, name="launchwire worker"
        )
        try:
            process.start()
        except OSError as error:
            raise LaunchwireError(
                f"no worker process can be started: {error}. Workers meet in sockets in {tempfile.gettempdir()}: that must be a folder"
                " in which files can be made, with a name of at most 75 bytes. TMPDIR sets another, such as /tmp."
            ) from None
        theirs.close()
        return _Worker(process, ours)

    def _replace(self, worker: _Worker) -> None:
        worker.connection.close()
        fresh = self._start()
        worker.process, worker.connection, worker.task = fresh.process, fresh.connection, ()


def _tell_death(exit_code: int | None, cpu_seconds: int) -> Failure:
    if exit_code in {-signal.SIGPROF, -signal.SIGALRM}:
        return Failure("timeout", f"was not done after {cpu_seconds} seconds of processor time")
    if exit_code == -signal.SIGKILL:
        return Failure("memory", "was killed from outside, as a machine does that runs out of memory")
    return Failure("crashed", f"the process that worked on it died (exit code {exit_code})")


def _work(connection: Connection, function: Callable[[Any], Any], cpu_seconds: int, memory_bytes: int) -> None:
    """What a worker does all its life. It ends when the connection does, as it does when the parent dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for timer in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(timer, signal.SIG_DFL)
    _limit_memory(memory_bytes)
    while True:
        try:
            item = connection.recv()
        except (EOFError, ConnectionResetError):
            return
        signal.setitimer(signal.ITIMER_PROF, cpu_seconds)
        signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)
        result = _attempt(function, item)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        connection.send(result)


def _limit_memory(memory_bytes: int) -> None:
    status = Path("/proc/self/status")
    if not status.exists():
        return  # not Linux: the limit on time has to do
    used = next(int(line.split()[1]) for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmData"))
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = used * 1024 + memory_bytes
    if hard == resource.RLIM_INFINITY or wanted < hard:
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))


def _attempt(function: Callable[[Any], Any], item: Any) -> Any:
    try:
        return function(item)
    except MemoryError:
        return Failure("memory", "needed more memory than one item may take")
    except Exception as error:  # whatever it was, the other items go on; the message says it
        return Failure("failed", f"{type(error).__name__}: {error}")
