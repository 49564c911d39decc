"""Who holds a lock file, asked without writing anything."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

SERVING = ".serving"  # in Dagster's home; held by whoever runs the daemon


def is_locked(path: Path) -> bool:
    """Whether a living process holds the lock: the system lets go of it when a process ends, however it ended."""
    if not path.exists():
        return False
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
