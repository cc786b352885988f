"""Numbers to plain sentences, in three registers: to the patient, to a helper, to a practitioner.

Sentences state numbers, dates and the verdict of `statistics`. They name no cause, foretell
nothing and blame nobody. Every number comes from the same `Overview` that the picture and the
table show.
"""

from apps.progress.wording.labels import (
    alt_text,
    axis_names,
    chart_labels,
    line_names,
    measure_names,
    range_names,
    scale_caption,
    unit_heading,
)
from apps.progress.wording.marks import goal_now
from apps.progress.wording.messages import message
from apps.progress.wording.scores import five_word_for, period_label, score, words_for
from apps.progress.wording.sentences import (
    Register,
    breaks,
    coverage,
    empty_sentence,
    how_to_read,
    standing,
    summary,
    when,
)
from apps.progress.wording.tables import injury_rows, table_rows
from apps.progress.wording.trends import change, trend_sentence

__all__ = [
    "Register",
    "alt_text",
    "axis_names",
    "breaks",
    "change",
    "chart_labels",
    "coverage",
    "empty_sentence",
    "goal_now",
    "how_to_read",
    "injury_rows",
    "line_names",
    "measure_names",
    "message",
    "period_label",
    "range_names",
    "scale_caption",
    "score",
    "standing",
    "summary",
    "table_rows",
    "trend_sentence",
    "unit_heading",
    "when",
    "five_word_for",
    "words_for",
]
