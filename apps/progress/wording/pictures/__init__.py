"""Words of the further pictures: what each draws, its description, its sentences and its table."""

from apps.progress.wording.pictures.common import Table
from apps.progress.wording.pictures.doses import (
    doses_labels,
    doses_lines,
    doses_sentence,
    doses_table,
)
from apps.progress.wording.pictures.lines import (
    lines_of,
    lines_table,
    no_clean_control,
    other_lines_of,
    parts_labels,
    sides_labels,
)
from apps.progress.wording.pictures.phases import (
    phase_name,
    phases_labels,
    phases_lines,
    phases_table,
    tau_sentence,
)
from apps.progress.wording.pictures.practice import (
    practice_labels,
    practice_lines,
    practice_table,
    tasks_differ,
)
from apps.progress.wording.pictures.results import (
    ratings_and_test_labels,
    ratings_labels,
    result_labels,
    result_sentence,
    results_table,
)

__all__ = [
    "Table",
    "doses_labels",
    "doses_lines",
    "doses_sentence",
    "doses_table",
    "lines_of",
    "lines_table",
    "no_clean_control",
    "other_lines_of",
    "parts_labels",
    "phase_name",
    "phases_labels",
    "phases_lines",
    "phases_table",
    "practice_labels",
    "practice_lines",
    "practice_table",
    "ratings_and_test_labels",
    "ratings_labels",
    "result_labels",
    "result_sentence",
    "results_table",
    "sides_labels",
    "tasks_differ",
    "tau_sentence",
]
