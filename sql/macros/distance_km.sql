-- Great-circle distance between two points given in degrees, on a sphere of the Earth's mean radius; null where a coordinate is.
-- Rounding keeps the share of the circle at 1 for points that lie opposite each other.
create or replace macro distance_km(latitude_a, longitude_a, latitude_b, longitude_b) as
    2 * 6371.0 * asin(sqrt(round(
        pow(sin(radians(latitude_b - latitude_a) / 2), 2)
        + cos(radians(latitude_a)) * cos(radians(latitude_b)) * pow(sin(radians(longitude_b - longitude_a) / 2), 2),
        15
    )));
