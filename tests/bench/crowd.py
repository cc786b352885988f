"""A clinic's worth of diaries in a minute: a thousand patients with five years of three parts.

People and places are made in bulk; the years are those of one diary, copied inside the database.
"""

from collections.abc import Sequence

from django.db import connection

from apps.accounts.models import User
from apps.care.body import PARTS_BY_CODE
from apps.care.models import CareTeamPlace, Patient, Stroke, TrackedArea
from apps.core.roles import Role

THREE_PARTS = ("left-hand", "left-forearm", "left-foot")
# Keys in a row: rows in the order of the indexes are stored in a tenth of the time of random ones.
ROW = "row_number() OVER (ORDER BY mine.patient_id, mine.id, e.for_date)"
NEW_KEY = {
    "sqlite": f"printf('%%032x', {ROW})",
    "postgresql": f"lpad(to_hex({ROW}), 32, '0')::uuid",
}
COPIED = (
    "serial, for_date, zone, scale, numbness, tingling, method, note, recorded_at, entered_by_id, "
    "state"
)


def make_crowd(template: Patient, number: int, therapists: Sequence[User]) -> list[Patient]:
    """Make so many patients, each with the years that `template` has for its first three parts,
    in care of all of these therapists."""
    users = User.objects.bulk_create(
        User(email=f"crowd{n}@example.org", name=f"Crowd{n:04} Hill", role=Role.PATIENT)
        for n in range(number)
    )
    patients = Patient.objects.bulk_create(Patient(user=user) for user in users)
    today = template.today()
    CareTeamPlace.objects.bulk_create(
        CareTeamPlace(
            patient=patient, practitioner=therapist, discipline="occupational", from_on=today
        )
        for patient in patients
        for therapist in therapists
    )
    Stroke.objects.bulk_create(
        Stroke(patient=patient, onset_on=today.replace(year=today.year - 5), side="left")
        for patient in patients
    )
    for slot, code in enumerate(THREE_PARTS, start=1):
        part = PARTS_BY_CODE[code]
        TrackedArea.objects.bulk_create(
            TrackedArea(patient=patient, site=part.site, side=part.side, slot=slot)
            for patient in patients
        )
    _copy_years(template)
    return patients


def _copy_years(template: Patient) -> None:
    """Give every part without entries those that the same part of the template has."""
    key, name = NEW_KEY[connection.vendor], Patient.entries.field.model._meta.db_table
    kept = f"e.{COPIED.replace(', ', ', e.')}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # No page may take so long, but five million rows may.
            cursor.execute("SET statement_timeout = 0")
        cursor.execute(
            f"""
            INSERT INTO {name} (id, submission, patient_id, area_id, {COPIED})
            SELECT {key}, {key}, mine.patient_id, mine.id, {kept}
            FROM care_trackedarea AS mine
            JOIN accounts_user AS person ON person.name LIKE 'Crowd%%'
            JOIN care_patient AS owner ON owner.user_id = person.id AND owner.id = mine.patient_id
            JOIN care_trackedarea AS model
                ON model.patient_id = %s AND model.site = mine.site AND model.side = mine.side
            JOIN {name} AS e ON e.area_id = model.id
            ORDER BY 1
            """,  # noqa: S608
            [template.pk if connection.vendor == "postgresql" else template.pk.hex],
        )
        # As a server does in its idle time: without it neither database knows how many rows it has.
        cursor.execute("ANALYZE")
