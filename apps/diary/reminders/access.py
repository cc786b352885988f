"""Whose reminder it is, what may be chosen, and which reminders are due."""

from datetime import date, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from apps.care.models import Patient, TrackedArea
from apps.diary.models import Entry
from apps.diary.reminders.models import Reminder

LONGEST_PAUSE = timedelta(days=366)
# A dot is no letter of the signature, and no program that makes links of addresses ends one at it.
_signer = Signer(sep=".", salt="apps.diary.reminders.stop")


def reminder_of(patient: Patient) -> Reminder:
    """Return the patient's choice; who has made none yet has none, which is stored nowhere."""
    return Reminder.objects.filter(patient=patient).first() or Reminder(patient=patient)


def stop_token(reminder: Reminder) -> str:
    """Return the secret of the link that stops the mails without signing in."""
    return _signer.sign(reminder.stop_key.hex)


def reminder_to_stop_or_404(token: str) -> Reminder:
    """Return the reminder that a mailed link stops.

    A link that we never made and one from before the reminder was turned on anew get the same
    answer.
    """
    try:
        key = _signer.unsign(token)
    except BadSignature:
        raise Http404 from None
    found = Reminder.objects.select_related("patient__user").filter(stop_key=key).first()
    if found is None:
        raise Http404
    return found


def check_can_resume_on(day: date, today: date) -> str:
    """Return the sentence that says why a pause cannot end on this day, or ""."""
    if day <= today:
        return _("Choose a day after today.")
    if day > today + LONGEST_PAUSE:
        return _("Choose a day within a year.")
    return ""


def due(now: datetime) -> QuerySet[Reminder]:
    """Return every reminder whose moment has come: one look into an index.

    A reminder whose date has an entry stays due until it is over: the entry may be undone.
    """
    return Reminder.objects.filter(due_at__lte=now).order_by("due_at")


def to_send(now: datetime) -> QuerySet[Reminder]:
    """Return the reminders to mail now, the oldest first."""
    in_time = due(now).filter(due_until__gt=now)
    return in_time.filter(_may_be_sent()).select_related("patient__user")


def _may_be_sent() -> Q:
    """Somebody who can sign in and has parts to rate, and no entry that stands for the date."""
    areas = TrackedArea.objects.filter(patient=OuterRef("patient")).in_daily_log().order_by()
    entries = Entry.objects.current().filter(
        patient=OuterRef("patient"), for_date=OuterRef("due_on")
    )
    return Q(Exists(areas)) & ~Q(Exists(entries)) & Q(patient__user__is_active=True)
