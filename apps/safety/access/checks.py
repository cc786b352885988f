"""Answered lists of danger signs, and when to ask for one."""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Max, Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone

from apps.care.access import baseline_of
from apps.care.models import Baseline, Patient, TrackedArea
from apps.safety.models import CheckedSign, SignCheck
from apps.safety.signs import Tier

# The four signs that are not urgent are asked about once a week.
WEEK = timedelta(days=7)
# A whole arm or leg: one part that names it, or all of its larger parts.
LIMBS = (
    frozenset({"upper_limb"}),
    frozenset({"hand", "forearm", "upper_arm"}),
    frozenset({"lower_limb"}),
    frozenset({"foot", "lower_leg", "thigh"}),
)
MANY_PARTS = 3
# Signs of numbness that was not there before.
NEW_NUMBNESS = frozenset({"E05", "E09", "E10", "E11", "E12", "E13", "C01", "C02"})


def check_or_404(patient: Patient, check_id: UUID) -> SignCheck:
    """Return one of the patient's answered lists."""
    checks = SignCheck.objects.select_related("patient__user", "new_numbness")
    signs = Prefetch("signs", CheckedSign.objects.all())
    return get_object_or_404(checks.prefetch_related(signs), patient=patient, pk=check_id)


def asks_more(check: SignCheck) -> bool:
    """Return whether the person is asked what new numbness is like."""
    return check.tier != Tier.NONE and (not check.codes or bool(NEW_NUMBNESS & set(check.codes)))


def is_weekly_due(patient: Patient) -> bool:
    """Return whether the signs that are not urgent were not asked about for a week."""
    asked = SignCheck.objects.filter(
        patient=patient, cause="weekly", recorded_at__gt=timezone.now() - WEEK
    )
    return not asked.exists()


def _was_checked(patient: Patient, day: date) -> bool:
    """Return whether the emergency signs were answered for this day."""
    checks = SignCheck.objects.filter(patient=patient, for_date=day)
    return checks.exclude(cause="weekly").exists()


def last_checked_at(patient: Patient) -> datetime | None:
    """Return when the emergency signs were answered last, about whatever day."""
    checks = SignCheck.objects.filter(patient=patient).exclude(cause="weekly")
    return checks.aggregate(at=Max("recorded_at"))["at"]


def newly_marked(patient: Patient, day: date, areas: list[TrackedArea]) -> str:
    """Return why the danger signs are asked about: "limb" if a whole arm or leg of a side that is
    not known to be numb was added to the log on this day, "spread" if many parts were, or "".

    The first parts of a record tell what was there before. Without an intake nothing is known to
    be numb. Whoever has answered the signs of this day is not asked again.
    """
    zone = ZoneInfo(patient.zone)
    added_on = {area: area.added_at.astimezone(zone).date() for area in areas}
    added = {area for area in areas if added_on[area] == day != min(added_on.values())}
    limbs = {area.side for area in added if _completes_limb(area, areas)}
    if limbs - numb_sides(baseline_of(patient) if limbs else None):
        cause = SignCheck.Cause.LIMB
    else:
        cause = SignCheck.Cause.SPREAD if len(added) >= MANY_PARTS else ""
    return "" if not cause or _was_checked(patient, day) else cause


def _completes_limb(area: TrackedArea, areas: list[TrackedArea]) -> bool:
    sites = {other.site for other in areas if other.side == area.side}
    return any(area.site in limb and limb <= sites for limb in LIMBS)


def numb_sides(baseline: Baseline | None) -> frozenset[str]:
    """Return the sides that the intake records as numb."""
    numbness = baseline.numbness if baseline else "none"
    return frozenset({"left", "right"} if numbness == "both" else {numbness} - {"none"})
