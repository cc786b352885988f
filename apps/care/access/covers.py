"""Who stands in for whom, and until when."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import DateField, Q, UUIDField
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.care.models import CareTeamPlace, Cover, CoverQuerySet, Patient, clinic_today
from apps.core.prepared import Given, Prepared
from apps.core.roles import Role

LONGEST = timedelta(days=366)


def covers_for(user: User) -> CoverQuerySet:
    """Return the covers that run or are to come: of an admin all, of a therapist those for them
    and by them."""
    covers = Cover.objects.to_come(clinic_today()).select_related("colleague", "covered")
    if user.role == Role.ADMIN:
        return covers
    return covers.filter(Q(colleague=user) | Q(covered=user))


def cover_or_404(user: User, cover_id: UUID) -> Cover:
    """Return a cover that this person may end: the practitioner who is covered, and admins. Ended
    or not: a second tap on "End" is no error."""
    cover = get_object_or_404(Cover.objects.select_related("colleague", "covered"), pk=cover_id)
    if user.role != Role.ADMIN and cover.covered_id != user.pk:
        raise Http404
    return cover


def covers_of(practitioners: Iterable[User]) -> list[Cover]:
    """Return who covers for any of these practitioners today."""
    running = Cover.objects.running(clinic_today()).filter(covered__in=list(practitioners))
    return list(running.select_related("colleague", "covered").order_by("until_on", "set_at"))


def _covers_by(user: Given, on: Given) -> CoverQuerySet:
    running = Cover.objects.running(on).filter(colleague=user)
    return running.select_related("colleague", "covered").order_by("until_on", "set_at")


_COVERS_BY = Prepared(_covers_by, user=UUIDField(), on=DateField())


def covers_by(user: User) -> list[Cover]:
    """Return for whom this practitioner stands in today."""
    return _COVERS_BY.objects(user=user.pk, on=clinic_today())


def cover_that_stays(user: User, patient: Patient, *, after: User | None = None) -> Cover | None:
    """Return the cover by which a practitioner still sees the patient when their own part has
    ended, or None. `after` is who takes over."""
    places = CareTeamPlace.objects.filter(patient=patient, ended_at=None).exclude(practitioner=user)
    caring = Q(covered__in=places.values("practitioner")) | Q(covered=after)
    running = Cover.objects.running(clinic_today()).filter(caring, colleague=user)
    return running.select_related("covered").order_by("-until_on").first()


def covering_today() -> defaultdict[UUID, list[UUID]]:
    """Return {id of a practitioner: ids of those who cover for them today}, in one query."""
    found = defaultdict(list)
    running = Cover.objects.running(clinic_today()).order_by()
    for covered, colleague in running.values_list("covered", "colleague"):
        found[covered].append(colleague)
    return found


def check_cover(covered: User, colleague: User, from_on: date, until_on: date) -> dict[str, str]:
    """Return the sentences that say why this cannot be, each under the name of what is wrong."""
    if covered == colleague:
        return {"colleague": _("Nobody covers for themselves. Choose a colleague.")}
    today = clinic_today()
    if from_on < today:
        return {"from_on": _("The first day is over. Type today or a later day.")}
    if until_on < from_on:
        return {"until_on": _("The last day is before the first. Type a later day.")}
    if until_on - from_on >= LONGEST:
        return {"until_on": _("Type a last day within one year. For longer, hand over.")}
    return {}
