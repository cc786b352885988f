"""What `manage.py analyse` says about a table: the app's own numbers, as JSON and in words."""

from collections.abc import Sequence
from math import isfinite
from statistics import median
from typing import Any

import numpy as np

from apps.progress.measurements import Measurement, Table, shown
from apps.progress.points import Interval
from apps.progress.statistics import analyse, nap, tau_corrected
from apps.progress.statistics.kendall import MannKendall
from apps.progress.statistics.overlap import Better
from apps.progress.statistics.trend import Analysis

NO_TEST = MannKendall(None, None, None, None)
VERDICTS = {
    "lower": {
        "less numb": "getting less numb",
        "more numb": "getting more numb",
        "steady": "steady",
        "can't tell": "can't tell yet",
    },
    # A scale that rises as things get better need not be one of numbness.
    "higher": {
        "less numb": "getting worse",
        "more numb": "getting better",
        "steady": "steady",
        "can't tell": "can't tell yet",
    },
}


def results_of(table: Table, better: Better) -> dict[str, Any]:
    """Return all results, ready for JSON: what cannot be computed or bounded is None."""
    rated = sorted((row for row in table.rows if row.value is not None), key=_day_then_value)
    x, y = (np.array([row[place] for row in rated], dtype=float) for place in (0, 1))
    days = [row.day for row in table.rows]
    found = analyse(x, y, max(days), origin=min(days) if table.dated else 0.0)
    results = {
        "n": len(rated),
        "coverage": _coverage(table.rows),
        "theil_sen": _line(found),
        "mann_kendall": (found.mann_kendall or NO_TEST)._asdict(),
        "verdict": VERDICTS[better][found.trend.verdict],
    }
    phases = list(dict.fromkeys(row.phase for row in table.rows if row.phase))
    if len(phases) == 2:
        results["phases"] = _phases(rated, phases, better)
    return results


def _day_then_value(row: Measurement) -> tuple[float, float]:
    return row.day, row.value or 0.0


def _coverage(rows: Sequence[Measurement]) -> float:
    """Return the share of days with a value among all days from the first row to the last."""
    days = [row.day // 1 for row in rows]
    return len({row.day // 1 for row in rows if row.value is not None}) / (
        max(days) - min(days) + 1
    )


def _line(found: Analysis) -> dict[str, Any]:
    trend = found.trend
    return {
        "slope_per_day": trend.slope,
        "slope_per_4_weeks": None if trend.slope is None else trend.slope * 28,
        "intercept": trend.intercept,
        "interval_95": _ends(trend.interval),
        "interval_95_adjusted": _ends(trend.adjusted),
    }


def _ends(interval: Interval) -> list[float | None]:
    return [end if isfinite(end) else None for end in interval]


def _phases(rated: Sequence[Measurement], names: list[str], better: Better) -> dict[str, Any]:
    """Compare two phases row by row. Unlike the app, which compares middle scores of weeks and
    corrects for a trend only where there is one, this gives every figure that exists."""
    parts = [[row for row in rated if row.phase == name] for name in names]
    values = [[row.value for row in part] for part in parts]
    days = [[row.day for row in part] for part in parts]
    found = nap(*values, better)
    corrected = tau_corrected(*zip(days, values, strict=True), better)
    return {
        "medians": {
            name: median(part) if part else None for name, part in zip(names, values, strict=True)
        },
        "n": {name: len(part) for name, part in zip(names, values, strict=True)},
        "nap": found and found.nap,
        "nap_interval_95": found and list(found.interval),
        "tau": found and found.tau,
        "tau_baseline_corrected": corrected,
    }


def in_words(results: dict[str, Any], better: Better) -> str:
    """Return the results as text to read."""
    lines = [
        f"Measurements: {results['n']}, on {results['coverage']:.0%} of the days. "
        f"{better.capitalize()} is better.",
        f"Verdict: {results['verdict']}.",
    ]
    lines += _line_in_words(results["theil_sen"], results["mann_kendall"])
    if "phases" in results:
        lines += _phases_in_words(results["phases"])
    return "\n".join(lines)


def _line_in_words(line: dict[str, Any], test: dict[str, Any]) -> list[str]:
    if line["slope_per_day"] is None:
        return ["No line: that needs measurements on two different days."]
    tested = "no z" if test["z"] is None else f"z {test['z']:.5g}, p {test['p']:.4g}"
    return [
        f"Theil-Sen slope: {line['slope_per_4_weeks']:.6g} in 4 weeks, "
        f"{line['slope_per_day']:.6g} per day; {line['intercept']:.6g} on day 0.",
        f"  95 % interval per day, days taken as independent: {_span(line['interval_95'])}",
        f"  95 % interval per day, adjusted (what the verdict rests on): "
        f"{_span(line['interval_95_adjusted'])}",
        f"Mann-Kendall: S {test['s']}, variance {test['var_s']:.6g}, {tested}.",
    ]


def _phases_in_words(phases: dict[str, Any]) -> list[str]:
    said = [
        f"Phase {shown(name)}: middle {_figure(middle)}, measurements: {phases['n'][name]}."
        for name, middle in phases["medians"].items()
    ]
    if phases["nap"] is None:
        return [*said, "No comparison: both phases need a measurement."]
    return [
        *said,
        f"NAP {phases['nap']:.6g} (95 % interval {_span(phases['nap_interval_95'])}), "
        f"Tau {phases['tau']:.6g}, baseline-corrected Tau "
        f"{_figure(phases['tau_baseline_corrected'])}.",
        "Differences in time, not proof of cause.",
    ]


def _span(ends: Sequence[float | None]) -> str:
    low, high = ends
    return f"{'unbounded' if low is None else f'{low:.6g}'} to " + (
        "unbounded" if high is None else f"{high:.6g}"
    )


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:.6g}"
