"""The clinical tests that every clinic starts with: facts and figures, no text of any item.

The figures are those of `instruments.csv` of the shared design, with its sources. Numbness 0-10 is
no row here: it is the daily log. Pain 0-10 is one, because a practitioner asks it too.

Three things are decided here. The Motor Activity Log is a mean of items rated in steps of 0.5, so
the mean itself has two decimals. The Erasmus scale has two MDCs: for the same person testing, and
for another. The revised Nottingham scale differs from version to version: its version is typed,
and the end of its scale is open.

The first migration of data has a copy of these rows, so that it stays what it was. A row that is
changed here needs a migration of its own; a test compares what they end with to what stands here.
"""

from collections.abc import Iterator
from typing import Any

from apps.assessments.catalogue.feeling import FEELING
from apps.assessments.catalogue.living import LIVING
from apps.assessments.versions import version_data


def instrument_rows() -> Iterator[dict[str, Any]]:
    """Yield each test of the catalogue as the fields of its row, in the order of the list."""
    for order, (code, row) in enumerate((FEELING | LIVING).items(), start=1):
        versions = [version_data(version) for version in row["versions"]]
        yield {"code": code, "order": order} | row | {"versions": versions}
