"""Numbers to numbers. No Django here, no dates of today and no words."""

from apps.progress.statistics.timeline import (
    RANGES,
    choose_unit,
    daily_points,
    find_gaps,
    make_buckets,
    overview,
    quartiles,
    range_bounds,
    solid_weeks,
)

__all__ = [
    "RANGES",
    "choose_unit",
    "daily_points",
    "find_gaps",
    "make_buckets",
    "overview",
    "quartiles",
    "range_bounds",
    "solid_weeks",
]
