"""Words of the further pictures: what each draws, its description, its sentences and its table."""

from apps.progress.wording.pictures.common import Table
from apps.progress.wording.pictures.lines import (
    lines_of,
    lines_table,
    no_clean_control,
    parts_labels,
    sides_labels,
)

__all__ = [
    "Table",
    "lines_of",
    "lines_table",
    "no_clean_control",
    "parts_labels",
    "sides_labels",
]
