"""Numbers to plain sentences, in two registers: to the patient, and to a practitioner.

Sentences state numbers and dates. They give no verdict, name no cause and blame nobody. Every
number comes from the same `Overview` that the picture and the table show.
"""

from apps.progress.wording.labels import (
    alt_text,
    axis_names,
    chart_labels,
    measure_names,
    range_names,
    scale_caption,
    unit_heading,
)
from apps.progress.wording.scores import period_label, score, words_for
from apps.progress.wording.sentences import (
    Register,
    coverage,
    empty_sentence,
    how_to_read,
    summary,
    when,
)
from apps.progress.wording.tables import table_rows

__all__ = [
    "Register",
    "alt_text",
    "axis_names",
    "chart_labels",
    "coverage",
    "empty_sentence",
    "how_to_read",
    "measure_names",
    "period_label",
    "range_names",
    "scale_caption",
    "score",
    "summary",
    "table_rows",
    "unit_heading",
    "when",
    "words_for",
]
