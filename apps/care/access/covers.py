"""Who stands in for whom, and until when."""

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

from django.db.models import DateField, Q, UUIDField
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
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


def _on_team(patient: Given, on: Given) -> CoverQuerySet:
    covers = Cover.objects.to_come(on).with_account_on().select_related("colleague", "covered")
    return covers.filter(covered__care_places__patient=patient, covered__care_places__ended_at=None)


_ON_TEAM = Prepared(_on_team, patient=UUIDField(), on=DateField())


def covers_on_team(patient: Patient) -> list[Cover]:
    """Return who covers for somebody on the patient's care team, today or on days to come, the
    first first."""
    return _ON_TEAM.objects(patient=patient.pk, on=clinic_today())


def _covers_by(user: Given, on: Given) -> CoverQuerySet:
    running = Cover.objects.running(on).filter(colleague=user)
    return running.select_related("colleague", "covered").order_by("until_on", "set_at")


_COVERS_BY = Prepared(_covers_by, user=UUIDField(), on=DateField())


def covers_by(user: User) -> list[Cover]:
    """Return for whom this practitioner stands in today."""
    return _COVERS_BY.objects(user=user.pk, on=clinic_today())


def cover_that_stays(user: User, patient: Patient, *, after: User | None = None) -> Cover | None:
    """Return the cover by which a practitioner sees the patient when their own part has ended, or
    None: of those that run the longest, else the first to come. `after` is who takes over."""
    places = CareTeamPlace.objects.filter(patient=patient, ended_at=None).exclude(practitioner=user)
    caring = Q(covered__in=places.values("practitioner")) | Q(covered=after)
    covers = Cover.objects.filter(caring, colleague=user).select_related("covered")
    running = covers.running(clinic_today()).order_by("-until_on").first()
    return running or covers.to_come(clinic_today()).first()


def covering_today() -> defaultdict[UUID, list[UUID]]:
    """Return {id of a practitioner: ids of those who cover for them today}, in one query."""
    found = defaultdict(list)
    running = Cover.objects.running(clinic_today()).with_account_on().order_by()
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
    return _check_is_here(colleague, from_on, until_on) or _check_overlap(
        covered, colleague, from_on, until_on
    )


def _check_is_here(colleague: User, from_on: date, until_on: date) -> dict[str, str]:
    """Refuse a colleague who is away on some of these days: whoever covers for them would not see
    these patients."""
    away = Cover.objects.filter(covered=colleague, ended_at=None)
    other = away.filter(from_on__lte=until_on, until_on__gte=from_on).first()
    if other is None:
        return {}
    told = _(
        "%(colleague)s is away from %(first)s to %(last)s. Choose somebody else, or other days."
    )
    days = {"first": date_format(other.from_on, "DAY_YEAR")}
    days["last"] = date_format(other.until_on, "DAY_YEAR")
    return {"colleague": told % (days | {"colleague": colleague.name})}


def _check_overlap(covered: User, colleague: User, from_on: date, until_on: date) -> dict[str, str]:
    """Refuse a second cover of the same two over the same days; the very same one is a repeat."""
    others = Cover.objects.filter(covered=covered, colleague=colleague, ended_at=None)
    others = others.exclude(from_on=from_on, until_on=until_on)
    other = others.filter(from_on__lte=until_on, until_on__gte=from_on).first()
    if other is None:
        return {}
    told = _(
        "%(colleague)s covers from %(first)s to %(last)s already. "
        "Choose other days, or end that one first."
    )
    days = {"first": date_format(other.from_on, "DAY_YEAR")}
    days["last"] = date_format(other.until_on, "DAY_YEAR")
    return {"from_on": told % ({"colleague": colleague.name} | days)}
