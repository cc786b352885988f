"""The rows of one record, each behind the question whose patient it is."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import DateField, Exists, OuterRef, QuerySet, UUIDField
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.audit import actions as audit
from apps.audit.actions import (
    is_look_remembered,
    recent_looks,
    record_look,
    remember_look,
)
from apps.care.body import DAILY_LOG_PARTS
from apps.care.dates import last_possible_day
from apps.care.models import (
    Baseline,
    HelperConsent,
    Patient,
    PatientQuerySet,
    Stroke,
    TrackedArea,
    clinic_today,
)
from apps.care.wording import onset_text
from apps.core.prepared import Given, Prepared
from apps.core.roles import Role

# Each of them gets a mail: nobody needs more helpers in a day, and nobody may flood others.
ASKED_IN_A_DAY = 5


def own_patient_or_404(user: User) -> Patient:
    """Return the signed-in patient's own row."""
    patient = getattr(user, "patient", None)
    if patient is None:
        raise Http404
    return patient


def patients_of(user: User) -> PatientQuerySet:
    """Return the patients whose record this person may open, by name."""
    return Patient.objects.visible_to(user).for_page().order_by("user__name")


def seen_by(practitioner: User) -> dict[str, UUID | date]:
    """Return the values of a prepared query about the patients of a practitioner: who, and the day
    that tells whom they cover for. A day inside its words would stay that of the first question."""
    return {"user": practitioner.pk, "on": clinic_today()}


def _strokes_of_patients_of(user: Given, on: Given) -> QuerySet:
    cared_for = Patient.objects.in_care_of(user, on=on).values("pk")
    return Stroke.objects.filter(patient__in=cared_for).values_list(
        "patient", "onset_on", "onset_precision", "side"
    )


_STROKES_OF_MANY = Prepared(_strokes_of_patients_of, user=UUIDField(), on=DateField())


class KnownStroke(NamedTuple):
    """What a list says of a stroke."""

    onset_on: date
    onset_precision: str
    side: str


def strokes_by_patient(therapist: User) -> dict[UUID, list[KnownStroke]]:
    """Return the strokes of all patients of this practitioner, the first one first."""
    strokes: dict = defaultdict(list)
    for patient_id, *known in _STROKES_OF_MANY.rows(**seen_by(therapist)):
        strokes[patient_id].append(KnownStroke(*known))
    return strokes


def _door(role: Role, with_person: bool) -> Prepared:
    def build(user: Given, patient: Given, on: Given) -> PatientQuerySet:
        found = Patient.objects.visible_as(role, user, on=on).filter(pk=patient)
        return found.for_page() if with_person else found

    return Prepared(build, user=UUIDField(), patient=UUIDField(), on=DateField())


# The same right as that of `patient_or_404`, for the pages after the first one.
_DOORS = {
    (role, with_person): _door(role, with_person)
    for role in (Role.HELPER, Role.THERAPIST)
    for with_person in (True, False)
}


def patient_or_404(user: User, patient_id: UUID, *, page: str, with_person: bool = True) -> Patient:
    """Return the patient if this person may see the record, and record the look.

    `page` is the name of the page for the audit. The patient's own looks are not recorded.
    Pictures, which name nobody, are faster without the person.
    """
    if user.role == Role.PATIENT:
        patient = getattr(user, "patient", None)
        if patient is None or patient.pk != patient_id:
            raise Http404
        return patient
    look = {"by": user, "patient_id": patient_id, "page": page}
    door = _DOORS.get((user.role, with_person))
    if door and is_look_remembered(**look):
        for patient in door.objects(user=user.pk, patient=patient_id, on=clinic_today()):
            return patient
        raise Http404
    visible = Patient.objects.visible_to(user)
    visible = visible.for_page() if with_person else visible
    # Asked along with the patient: a picture that lies ready costs a few queries only.
    seen = Exists(recent_looks(by=user, page=page).filter(patient_id=OuterRef("pk")))
    patient = get_object_or_404(visible.annotate(was_seen=seen), pk=patient_id)
    if not patient.was_seen:
        record_look(target=patient, **look)
    remember_look(**look)
    return patient


def record_looks(user: User, patient_ids: Iterable[UUID], *, page: str) -> None:
    """Record that this person saw something of each of these records, which are theirs to see."""
    targets = {
        pk: Patient(pk=pk)
        for pk in patient_ids
        if not is_look_remembered(by=user, patient_id=pk, page=page)
    }
    if targets:
        audit.record_looks(by=user, targets=targets, page=page)
        for patient_id in targets:
            remember_look(by=user, patient_id=patient_id, page=page)


def patient_for_admin_or_404(admin: User, patient_id: UUID) -> Patient:
    """Return the patient's name and team for an admin, who sees nothing of the record."""
    return get_object_or_404(Patient.objects.for_page(), pk=patient_id)


_IN_LOG = Prepared(
    lambda patient: TrackedArea.objects.filter(patient=patient).in_daily_log(), patient=UUIDField()
)
_AREAS = Prepared(lambda patient: TrackedArea.objects.filter(patient=patient), patient=UUIDField())


def areas_in_log(patient: Patient) -> list[TrackedArea]:
    """Return the areas of the daily log, in their order; at most six."""
    return _IN_LOG.objects(patient=patient.pk)


def areas_of(patient: Patient) -> list[TrackedArea]:
    """Return every area that the patient tracks or tracked."""
    return _AREAS.objects(patient=patient.pk)


def area_or_404(patient: Patient, area_id: UUID) -> TrackedArea:
    """Return one of the patient's areas."""
    return get_object_or_404(TrackedArea, patient=patient, pk=area_id)


_STROKES = Prepared(lambda patient: Stroke.objects.filter(patient=patient), patient=UUIDField())


def strokes_of(patient: Patient) -> list[Stroke]:
    """Return the patient's strokes, the first one first."""
    return _STROKES.objects(patient=patient.pk)


def stroke_or_404(patient: Patient, stroke_id: UUID) -> Stroke:
    """Return one of the patient's strokes."""
    return get_object_or_404(Stroke, patient=patient, pk=stroke_id)


def baseline_of(patient: Patient) -> Baseline | None:
    """Return what is usual for the patient, or None where nothing is recorded."""
    return Baseline.objects.filter(patient=patient).select_related("recorded_by").first()


def helpers_of(patient: Patient) -> list[HelperConsent]:
    """Return the helpers whom the patient allows now."""
    return list(HelperConsent.objects.filter(patient=patient, ended_at=None).order_by("given_at"))


def open_consent(patient: Patient, email: str) -> HelperConsent | None:
    """Return what the patient allows whoever reads this e-mail, or None."""
    return HelperConsent.objects.filter(patient=patient, email=email.lower(), ended_at=None).first()


def consent_or_404(patient: Patient, consent_id: UUID) -> HelperConsent:
    """Return one consent of the patient, ended or not."""
    return get_object_or_404(HelperConsent, patient=patient, pk=consent_id)


def check_can_ask_for_help(patient: Patient, email: str) -> str:
    """Return the sentence that says why the patient cannot ask one more person today, or ""."""
    since = timezone.now() - timedelta(days=1)
    asked = HelperConsent.objects.filter(patient=patient, given_at__gt=since).count()
    if asked < ASKED_IN_A_DAY or open_consent(patient, email):
        return ""
    return _("You have asked %(number)d people today. Ask more tomorrow.") % {"number": asked}


def check_number_of_areas(number: int) -> str:
    """Return the sentence that says why so many areas cannot be in the daily log, or ""."""
    if number < 1:
        return _("Choose at least one part.")
    if number > DAILY_LOG_PARTS:
        return _("Choose up to %(most)d parts.") % {"most": DAILY_LOG_PARTS}
    return ""


def check_stroke_day(
    patient: Patient,
    onset_on: date,
    precision: str = Stroke.Precision.DAY,
    *,
    but: Stroke | None = None,
) -> str:
    """Return the sentence that says why no stroke can lie on this day, or "".

    `but` is the stroke that is being corrected.
    """
    if onset_on > patient.today():
        return _("The stroke cannot be in the future.")
    if patient.born_on and last_possible_day(onset_on, precision) < patient.born_on:
        return _(
            "The patient was born on %(day)s. Type a later date, "
            "or correct the date of birth first."
        ) % {"day": onset_text(patient.born_on, Stroke.Precision.DAY)}
    others = Stroke.objects.filter(patient=patient, onset_on=onset_on)
    if others.exclude(pk=but.pk if but else None).exists():
        return _("This stroke is in the list already.")
    return ""


def check_birthday(patient: Patient, born_on: date | None) -> str:
    """Return the sentence that says why the patient cannot be born on this day, or ""."""
    if born_on is None:
        return ""
    if born_on > patient.today():
        return _("The date of birth cannot be in the future.")
    for stroke in strokes_of(patient):
        if last_possible_day(stroke.onset_on, stroke.onset_precision) < born_on:
            return _(
                "This is after the stroke (%(onset)s). Type an earlier date, "
                "or correct the stroke first."
            ) % {"onset": onset_text(stroke.onset_on, stroke.onset_precision)}
    return ""
