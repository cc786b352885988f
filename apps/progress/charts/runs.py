"""The points of a line: periods with a middle score, cut at breaks."""

from dataclasses import replace
from itertools import groupby

from apps.progress.points import Bucket, Overview


def runs_of(overview: Overview) -> list[list[Bucket]]:
    """Return the periods with a middle score, a list for each stretch without a break.

    A line of months starts with the first week that is told and ends with the latest one, in the
    place of their months: two points for one time, "now" and beside it another value, would only
    puzzle, and so would a line that nowhere shows the score from which the sentence counts. Where
    all ratings lie in one month, both weeks stand in its place.
    """
    filled = overview.filled
    if len(filled) == 1 and overview.starts_with_then:
        return [[replace(week, run=filled[0].run) for week in (overview.then, overview.now)]]
    if overview.ends_with_now:
        filled[-1] = replace(overview.now, run=filled[-1].run)
    if overview.starts_with_then:
        filled[0] = replace(overview.then, run=filled[0].run)
    return [list(run) for _, run in groupby(filled, key=lambda bucket: bucket.run)]
