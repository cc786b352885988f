"""The points of a line: periods with a middle score, cut at breaks."""

from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from apps.progress.points import Bucket, Overview


def runs_of(overview: Overview) -> list[list[Bucket]]:
    """Return the periods with a middle score, a list for each stretch without a break.

    A line of months ends with the latest week instead of the month that is not over: two points
    for one time, "now" and beside it another value, would only puzzle.
    """
    filled = [b for b in overview.buckets if b.median is not None]
    if filled and ends_with_now(overview, filled[-1]):
        filled[-1] = replace(overview.now, run=filled[-1].run)
    return [list(run) for _, run in groupby(filled, key=lambda bucket: bucket.run)]


def ends_with_now(overview: Overview, last: Bucket) -> bool:
    """Whether the latest week stands for the last month or quarter, which is not over."""
    now = overview.now
    is_open = (last.end + timedelta(days=1)).day != 1
    return overview.unit != "week" and now is not None and now.start >= last.start and is_open
