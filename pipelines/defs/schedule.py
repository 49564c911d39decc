"""When the nightly refresh starts, as the environment says it."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dagster._utils.schedules import is_valid_cron_string

from pipelines.errors import SourceError

NIGHTLY = "30 2 * * *"


def read_nightly(environment: Mapping[str, str]) -> tuple[str, str]:
    """When the nightly refresh starts, and in which zone; an error that says what was expected."""
    cron, zone = environment.get("LAUNCHWIRE_NIGHTLY_CRON") or NIGHTLY, environment.get("LAUNCHWIRE_TIMEZONE") or "UTC"
    if not is_valid_cron_string(cron):
        raise SourceError(
            f"LAUNCHWIRE_NIGHTLY_CRON: {cron!r} is no time of a schedule. Expected five fields (minute, hour, day of the month, month, "
            "day of the week), such as '30 2 * * *' for half past two every night."
        )
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SourceError(f"LAUNCHWIRE_TIMEZONE: {zone!r} is no time zone. Expected an IANA name such as 'Europe/Berlin'.") from error
    return cron, zone
