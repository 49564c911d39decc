"""The last gate before publishing: a release is made only of tables that belong together and that were checked as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import dagster as dg

from pipelines.errors import CheckFailed

SHOWN = 5


def refuse_unready_build(
    instance: dg.DagsterInstance, inputs: Mapping[dg.AssetKey, frozenset[dg.AssetKey]], checks: frozenset[dg.AssetCheckKey]
) -> None:
    """Raise unless every table is at least as young as its inputs, and every blocking check passed on the table as it stands.

    A run of everything always is; a table that somebody made again by itself, or a check that was never run, is caught here.
    """
    made = _made_at(instance, list(inputs))
    problems = [*_stale(inputs, made), *_unchecked(instance, made, checks)]
    if problems:
        more = f" (and {len(problems) - SHOWN} more)" if len(problems) > SHOWN else ""
        raise CheckFailed(
            f"The build is not fit to be published: {'; '.join(problems[:SHOWN])}{more}. "
            "The published release is untouched. Run the job 'refresh', or: launchwire refresh"
        )


def _made_at(instance: dg.DagsterInstance, keys: Sequence[dg.AssetKey]) -> dict[dg.AssetKey, float | None]:
    """When each table was made last, asked of Dagster at once."""
    entries = {record.asset_entry.asset_key: record.asset_entry.last_materialization for record in instance.get_asset_records(keys)}
    return {key: event.timestamp if (event := entries.get(key)) else None for key in keys}


def _stale(inputs: Mapping[dg.AssetKey, frozenset[dg.AssetKey]], made: Mapping[dg.AssetKey, float | None]) -> Iterator[str]:
    for key, needed in inputs.items():
        at = made[key]
        if at is None:
            yield f"{key.to_user_string()} was never made"
            continue
        for other in sorted(needed, key=str):
            before = made.get(other)
            if before is not None and before > at:
                yield f"{key.to_user_string()} is older than {other.to_user_string()}, which it is made from"


def _unchecked(
    instance: dg.DagsterInstance, made: Mapping[dg.AssetKey, float | None], checks: frozenset[dg.AssetCheckKey]
) -> Iterator[str]:
    found = instance.event_log_storage.get_latest_asset_check_execution_by_key(list(checks))
    for key in sorted(checks, key=str):
        record, at = found.get(key), made.get(key.asset_key)
        name = f"check {key.name} of {key.asset_key.to_user_string()}"
        # a record is made when its run is planned; its event tells when the check was judged
        if record is None or record.event is None or at is None or record.event.timestamp < at:
            yield f"{name} did not run on the table as it stands"
        elif record.status.value != "SUCCEEDED":
            yield f"{name} did not pass"
