"""Numbers to numbers. No Django here, no dates of today and no words."""

from apps.progress.statistics.kendall import mann_kendall, theil_sen
from apps.progress.statistics.likeness import adjusted_slope
from apps.progress.statistics.overlap import (
    nap,
    nap_errors,
    newcombe_interval,
    overlap,
    tau_corrected,
    tau_u,
)
from apps.progress.statistics.phases import compare_phases, is_too_short
from apps.progress.statistics.reliability import (
    exceeds_mdc,
    mdc_from_sem,
    mean_reliability,
    reliable_change,
    sem_from_mdc,
)
from apps.progress.statistics.smoothing import lowess, smooth
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
from apps.progress.statistics.trend import analyse, day_number, trend_of

__all__ = [
    "RANGES",
    "adjusted_slope",
    "analyse",
    "choose_unit",
    "compare_phases",
    "daily_points",
    "day_number",
    "exceeds_mdc",
    "find_gaps",
    "is_too_short",
    "lowess",
    "make_buckets",
    "mann_kendall",
    "mdc_from_sem",
    "mean_reliability",
    "nap",
    "nap_errors",
    "newcombe_interval",
    "overlap",
    "overview",
    "quartiles",
    "range_bounds",
    "reliable_change",
    "sem_from_mdc",
    "smooth",
    "solid_weeks",
    "tau_corrected",
    "tau_u",
    "theil_sen",
    "trend_of",
]
