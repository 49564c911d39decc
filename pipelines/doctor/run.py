"""All checks, in the order in which a person would look: the machine, then settings, then the warehouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pipelines.doctor import history, machine, settings, state
from pipelines.doctor.findings import Finding, Setup
from pipelines.errors import LaunchwireError

Check = Callable[[Setup], Iterator[Finding]]

CHECKS: Mapping[str, Check] = {
    "python": machine.check_python,
    "libraries": machine.check_libraries,
    "memory": machine.check_memory,
    "variables": settings.check_variables,
    "schedule": settings.check_schedule,
    "port": machine.check_port,
    "warehouse": state.check_warehouse,
    "file system": machine.check_file_system,
    "disk": machine.check_disk,
    "writable": state.check_writable,
    "modes": state.check_modes,
    "sources": settings.check_sources,
    "alerts": settings.check_alerts,
    "reviews": settings.check_reviews,
    "accepted": settings.check_accepted,
    "lease": state.check_lease,
    "published": state.check_published,
    "seals": state.check_seals,
    "clock": state.check_clock,
    "web sources": state.check_web_sources,
    "dagster": history.check_home,
    "run history": history.check_storage,
}
NEEDS_WAREHOUSE = frozenset({"disk", "sources", "alerts", "reviews", "accepted", "lease", "published", "seals", "clock", "web sources"})


def examine(setup: Setup) -> Iterator[tuple[str, Finding]]:
    """What each check found, by its name. What needs a warehouse is left out where there is none."""
    no_warehouse = False
    for name, check in CHECKS.items():
        if no_warehouse and name in NEEDS_WAREHOUSE:
            continue
        for finding in attempt(check, setup):
            no_warehouse = no_warehouse or (name == "warehouse" and finding.state == "fail")
            yield name, finding


def attempt(check: Check, setup: Setup) -> list[Finding]:
    """What a check finds; a check that breaks has found something, too."""
    try:
        return [*check(setup)]
    except LaunchwireError as error:
        told, _, advice = str(error).partition(". ")
        return [Finding("fail", told, advice)]
    except Exception as error:  # whatever it is, the other checks go on, and this one has failed
        return [Finding("fail", f"could not be looked at: {type(error).__name__}: {' '.join(str(error).split())}", "Please report it.")]
