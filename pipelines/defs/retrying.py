"""Steps that are tried again: only after what may pass by itself, never after a user's mistake or a failed check."""

from __future__ import annotations

import errno
import random
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from pipelines.errors import WarehouseBusy

RETRIES = 3
FIRST_PAUSE = 5.0  # seconds; doubled each time
PASSING = frozenset({errno.EAGAIN, errno.EINTR, errno.ETIMEDOUT, errno.ECONNRESET, errno.ESTALE, errno.EHOSTDOWN, errno.ENETDOWN})


@contextmanager
def trying_again(context: dg.AssetExecutionContext) -> Iterator[None]:
    """Ask for the step to be run again where the trouble may pass: a database that is open elsewhere, a network that dropped a folder."""
    try:
        yield
    except Exception as error:
        if not is_passing(error):
            raise
        # the random part is no output: it keeps two machines from meeting again at the same instant
        raise dg.RetryRequested(RETRIES, pause_before(context.retry_number, random.random())) from error  # noqa: S311


def is_passing(error: BaseException | None) -> bool:
    """Whether an error, or one that it came from, may not come again."""
    while error is not None:
        if isinstance(error, WarehouseBusy) or (isinstance(error, OSError) and error.errno in PASSING):
            return True
        error = error.__cause__
    return False


def pause_before(retry: int, share: float) -> float:
    """Seconds to wait before a retry: doubled each time, between half of it and all, by a share from 0 to 1."""
    return FIRST_PAUSE * float(2**retry) * (0.5 + share / 2)
