"""Ten thousand random writes to twelve diaries: does the caseload know them as the rows do?

Run as a program on an empty database whose tables exist, it prints how many summaries were held
against the rows; the first one that differs is an AssertionError.
"""

import os
import sys

import django

WRITES = 10_000


def live() -> int:
    """Make the people and let them write; return how many summaries were held."""
    from apps.core.roles import Role
    from tests.cast import make_patient, make_person
    from tests.random_writes import PARTS, live_through

    amara, ana = make_person("Amara Osei", Role.THERAPIST), make_person("Ana Ruiz", Role.ADMIN)
    patients = [make_patient(f"P{number} Hill", amara, ana, list(PARTS)) for number in range(12)]
    return live_through(2026, amara, patients, WRITES)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rehab_tracker.settings")
    django.setup()
    sys.stdout.write(f"{WRITES:,} random writes: {live():,} summaries held, all as the rows\n")
