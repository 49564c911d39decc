"""Maps: positions in the coordinates of ``assets/land.svg``, which are tenths of a degree, and the part of the world to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from pipelines.site.rows import Row

WORLD = (0, 50, 3600, 1500)  # without the ice
NEAR = (420, 252)  # width and height of a map of one site: 42 by 25 degrees
CROWD = (140, 112)  # of a map of the most crowded part of the world: 14 by 11 degrees
CROWDED = 3  # sites that need one
SMALLEST_RADIUS, LARGEST_RADIUS = 14.0, 44.0


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on a map: where, how large, and how far off it may be."""

    x: float
    y: float
    radius: float
    error: float
    row: Row


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """A position on the map of the world."""
    return round(10 * longitude + 1800, 1), round(900 - 10 * latitude, 1)


def has_position(row: Row) -> bool:
    """Whether a site's latitude and longitude are known and on Earth."""
    latitude, longitude = row["latitude_deg"], row["longitude_deg"]
    return latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180


def near_view(row: Row) -> tuple[float, float, int, int]:
    """The part of the world around a site; it ends where the world does."""
    x, y = project(row["latitude_deg"], row["longitude_deg"])
    width, height = NEAR
    return round(min(max(x - width / 2, 0), 3600 - width), 1), round(min(max(y - height / 2, 0), 1800 - height), 1), width, height


def one_spot(row: Row) -> Spot:
    """A site on a map of its own."""
    x, y = project(row["latitude_deg"], row["longitude_deg"])
    return Spot(x, y, 5.0, round(10 * (row["position_error_deg"] or 0), 1), row)


def world_spots(sites: Sequence[Row]) -> list[Spot]:
    """Sites on the map of the world, the larger below; areas grow with the launches that flew or were planned."""
    placed = [site for site in sites if has_position(site)]
    most = max((launch_count(site) for site in placed), default=1) or 1
    spots = [Spot(*project(site["latitude_deg"], site["longitude_deg"]), spot_radius(launch_count(site), most), 0, site) for site in placed]
    return sorted(spots, key=lambda spot: (-spot.radius, spot.row["site_id"]))


def crowd_view(sites: Sequence[Row]) -> tuple[float, float, int, int] | None:
    """The part of the world that holds most sites close together; None where they lie apart."""
    width, height = CROWD
    places = sorted(project(site["latitude_deg"], site["longitude_deg"]) for site in sites if has_position(site))
    crowds = [sorted(other for other in places if is_near(place, other)) for place in places]
    largest = max(crowds, key=len, default=[])
    if len(largest) < CROWDED:
        return None
    x, y = (sum(place[axis] for place in largest) / len(largest) for axis in (0, 1))
    return round(x - width / 2, 1), round(y - height / 2, 1), width, height


def is_near(place: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two places fit on one map of a crowd."""
    return abs(place[0] - other[0]) < CROWD[0] / 2.5 and abs(place[1] - other[1]) < CROWD[1] / 2.5


def launch_count(site: Row) -> int:
    """Launches of a site, flown or not."""
    return int(site["flown_count"] + site["planned_count"])


def spot_radius(count: int, most: int) -> float:
    """Radius of a mark, so that its area follows the count."""
    return round(SMALLEST_RADIUS + (LARGEST_RADIUS - SMALLEST_RADIUS) * sqrt(count / most), 1)
