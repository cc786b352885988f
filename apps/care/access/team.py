"""Who cares for a patient, as the team itself and admins see it."""

from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, UUIDField
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from apps.accounts.models import User, UserQuerySet
from apps.care.models import CareTeamPlace, OutsidePractitioner, Patient, PatientQuerySet
from apps.core.prepared import Given, Prepared


def patients_for_admin(admin: User) -> PatientQuerySet:
    """Return every patient with the open places of the care team: those first for whom nobody
    cares (`without_care`), then by name."""
    open_places = CareTeamPlace.objects.filter(ended_at=None).select_related("practitioner")
    alone = Patient.objects.without_care().filter(pk=OuterRef("pk"))
    return (
        Patient.objects.for_page()
        .annotate(is_alone=Exists(alone))
        .prefetch_related(Prefetch("care_team", open_places, to_attr="team"))
        .order_by("-is_alone", "user__name")
    )


def number_without_care() -> int:
    """Return for how many patients nobody cares, for admins."""
    return Patient.objects.without_care().count()


def is_without_care(patient: Patient) -> bool:
    """Return whether nobody cares for the patient."""
    return Patient.objects.without_care().filter(pk=patient.pk).exists()


def number_left_by(practitioner: User) -> int:
    """Return for how many patients nobody else cares."""
    return Patient.objects.own_of(practitioner).without_care(after=practitioner).count()


def therapists_with_load() -> UserQuerySet:
    """Return the therapists who can be assigned, each with `load`, their number of patients."""
    return User.objects.therapists().annotate(
        load=Count("care_places", filter=Q(care_places__ended_at=None))
    )


def team_of(patient: Patient) -> list[CareTeamPlace]:
    """Return every place of the care team, open ones first."""
    places = CareTeamPlace.objects.filter(patient=patient).select_related("practitioner")
    return sorted(
        places,
        key=lambda one: (one.ended_at is not None, one.from_on, one.practitioner.name),
    )


def _open_team(patient: Given) -> QuerySet:
    places = CareTeamPlace.objects.filter(patient=patient, ended_at=None)
    return places.select_related("practitioner").order_by("from_on", "practitioner__name")


_OPEN_TEAM = Prepared(_open_team, patient=UUIDField())


def open_team_of(patient: Patient) -> list[CareTeamPlace]:
    """Return the places of those who care for the patient now, who came first first."""
    return _OPEN_TEAM.objects(patient=patient.pk)


def place_or_404(patient: Patient, place_id: UUID) -> CareTeamPlace:
    """Return a place of the care team, ended or not: a second tap on "End" is no error."""
    return get_object_or_404(CareTeamPlace, patient=patient, pk=place_id)


def outside_practitioners_of(patient: Patient) -> list[OutsidePractitioner]:
    """Return practitioners without an account who treat the patient now."""
    return list(OutsidePractitioner.objects.filter(patient=patient, ended_at=None))


def outside_practitioner_or_404(patient: Patient, practitioner_id: UUID) -> OutsidePractitioner:
    """Return one of them."""
    return get_object_or_404(OutsidePractitioner, patient=patient, pk=practitioner_id)


def check_can_join(patient: Patient, practitioner: User) -> str:
    """Return the sentence that says why this practitioner cannot join the team, or ""."""
    if CareTeamPlace.objects.filter(
        patient=patient, practitioner=practitioner, ended_at=None
    ).exists():
        return _("%(name)s is already in the care team.") % {"name": practitioner.name}
    return ""


def colleagues_for(patient: Patient) -> UserQuerySet:
    """Return the therapists who can join the patient's care team, each with their `load`."""
    on_it = CareTeamPlace.objects.filter(patient=patient, ended_at=None)
    return therapists_with_load().exclude(pk__in=on_it.values("practitioner"))


def own_place_or_404(user: User, patient: Patient) -> CareTeamPlace:
    """Return this practitioner's own part in the patient's care, as it stands now."""
    return get_object_or_404(CareTeamPlace, patient=patient, practitioner=user, ended_at=None)


def place_left(user: User, patient_id: UUID, place_id: str) -> CareTeamPlace | None:
    """Return the ended part of this practitioner that a form names, or None.

    Whoever sends "hand over" twice has lost the record with the first one: this tells it from a
    patient who never was theirs, and opens nothing.
    """
    try:
        named = UUID(place_id)
    except ValueError:
        return None
    own = CareTeamPlace.objects.filter(patient=patient_id, practitioner=user)
    if own.filter(ended_at=None).exists():
        return None  # back on the team: the form is an old one
    ended = own.filter(pk=named, ended_at__isnull=False)
    return ended.select_related("patient__user").first()


def check_can_leave(patient: Patient, practitioner: User) -> str:
    """Return the sentence that says why this practitioner cannot just leave the team, or ""."""
    left = Patient.objects.filter(pk=patient.pk).without_care(after=practitioner)
    if left.exists():
        return _(
            "Nobody else looks after %(name)s. "
            "Hand over to a colleague, or ask an admin to add one."
        ) % {"name": patient.user.name}
    return ""
