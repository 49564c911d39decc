"""Sites and launches as GeoJSON (RFC 7946): points in WGS 84, longitude first; what has no position has a geometry of null."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipelines.rows import json_value

POSITION = ("longitude_deg", "latitude_deg")


def write_features(rows: Iterable[dict[str, Any]], id_column: str, path: Path) -> None:
    """A collection of features, one line each, so that it can be compared and cut line by line."""
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        handle.write('{"type": "FeatureCollection", "features": [')
        for place, row in enumerate(rows):
            handle.write(("\n" if place == 0 else ",\n") + json.dumps(feature(row, id_column), ensure_ascii=False))
        handle.write("\n]}\n")


def feature(row: dict[str, Any], id_column: str) -> dict[str, Any]:
    """One row as a feature with all its columns."""
    position = [row[name] for name in POSITION]
    geometry = None if None in position else {"type": "Point", "coordinates": position}
    held = {name: json_value(value) for name, value in row.items() if name not in POSITION}
    return {"type": "Feature", "id": row[id_column], "geometry": geometry, "properties": held}
