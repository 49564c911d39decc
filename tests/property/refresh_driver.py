"""Refreshes in processes of their own, forked from one that has imported everything, so that hundreds may be killed in minutes.

Reads requests as JSON lines: ``root`` of a warehouse, ``landing`` folder, ``fault`` to arm (or nothing). Answers with the process id as
soon as it runs, and with its status once it ended: an exit code, or the negative number of the signal. Records are staged and read in
the process itself: what workers do is pure, and their deaths have tests of their own.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from custody_warehouse import LAYERS
from lake_desk import RUN_AT

from pipelines import extract as _extract  # noqa: F401 - so that forks find it loaded
from pipelines import stage as _stage  # noqa: F401
from pipelines.errors import LaunchwireError
from pipelines.ingest import Source, ingest
from pipelines.warehouse import connect_build, init_warehouse, load_layer, publish
from pipelines.warehouse.faults import armed, read_fault

BAD_FAULT = 1


class Inline:
    """Stands for a pool of workers."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function

    def __enter__(self) -> "Inline":
        return self

    def __exit__(self, *_: object) -> None:
        return

    def map(self, items: Iterable[Any], _try_again: object = None) -> Iterator[Any]:
        return map(self.function, items)


def refresh(root: str, landing: str) -> None:
    """From files to a release."""
    import pipelines.extract.run as extraction
    import pipelines.stage.run as staging

    staging.Pool = extraction.Pool = Inline  # type: ignore[misc, assignment]
    warehouse = init_warehouse(Path(root), "real")
    log: list[str] = []
    ingest(warehouse, [Source("landing", "folder", Path(landing))], RUN_AT, log.append)
    staging.stage(warehouse, log.append)
    extraction.extract(warehouse, log.append)
    con = connect_build(warehouse)
    for layer in LAYERS:
        load_layer(con, warehouse, layer)
    con.close()
    publish(warehouse, RUN_AT.isoformat(), {"raw": "1"})


def run(request: dict[str, str]) -> int:
    """One refresh; its exit code. With a fault that is counted, the number of points goes to a file beside the warehouse."""
    fault = read_fault(request["fault"] or "count")
    assert fault is not None
    try:
        with armed(fault):
            refresh(request["root"], request["landing"])
    except LaunchwireError as error:
        Path(request["root"]).with_suffix(".error").write_text(str(error), encoding="utf-8")
        return 1
    except Exception:
        Path(request["root"]).with_suffix(".error").write_text(traceback.format_exc(), encoding="utf-8")
        return 2
    Path(request["root"]).with_suffix(".points").write_text("\n".join(fault.passed), encoding="utf-8")
    return 0


def main() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        child = os.fork()
        if child == 0:
            os.setsid()
            code = run(request)
            os._exit(code)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
