"""What practitioners have seen, what an admin sets, and the summaries that are kept."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import difference, record
from apps.care.actions import lock_record
from apps.care.models import Patient
from apps.caseload.access import Person, rules_now, version_now
from apps.caseload.models import CaseloadRules, Seen, Summary
from apps.caseload.reasons import Reason
from apps.caseload.statistics import METHOD, Rules, summary_of
from apps.core.remembered import forget_all
from apps.core.roles import Role
from apps.progress.series import newest_days
from apps.safety import actions as safety
from apps.safety.models import Alert

# Entries read of each part: half a year of daily ones, and some more for days with several.
NEWEST_ENTRIES = 220


class StaleRules(Exception):
    """Somebody has saved the rules since the form was made; `present` is what stands."""

    def __init__(self, present: CaseloadRules):
        super().__init__(str(present.pk))
        self.present = present


def with_summaries(people: Sequence[Person], rules: Rules) -> list[Person]:
    """Return the people, each with what the diary tells, and keep what was made anew.

    At most two queries, however many have changed. The number of writes is read before the rows:
    what is written in between makes the summary count as old, never as right.
    """
    wanted = {one.pk: one for one in people if one.diary is None}
    if not wanted:
        return list(people)
    made = {
        pk: summary_of(found.parts, found.last_on, rules)
        for pk, found in newest_days(wanted, NEWEST_ENTRIES).items()
    }
    _keep(wanted, made, rules)
    return [replace(one, diary=made.get(one.pk, one.diary)) for one in people]


def _keep(people: dict[UUID, Person], made: dict, rules: Rules) -> None:
    rows = [
        Summary(
            patient_id=pk,
            data_version=people[pk].data_version,
            rules=rules.version,
            method=METHOD,
            last_on=diary.last_on,
            diary=diary.as_json(),
        )
        for pk, diary in made.items()
    ]
    Summary.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["patient"],
        update_fields=["data_version", "rules", "method", "last_on", "diary"],
    )


@transaction.atomic
def mark_seen(*, by: User, patient: Patient, press: UUID, reasons: Iterable[Reason]) -> list[Seen]:
    """Note that `by` has seen these reasons, which stand now; open alerts become seen ones.

    A repeat of the same form finds its own rows and changes nothing.
    Raises `safety.StaleAlert` if something happened to an alert since the reasons were read.
    """
    lock_record(patient)
    if known := list(Seen.objects.filter(patient=patient, press=press, ended_at=None)):
        return known
    return [_see(by, patient, press, reason) for reason in reasons]


def _see(by: User, patient: Patient, press: UUID, reason: Reason) -> Seen:
    event = reason.event
    if reason.code == Seen.Reason.ALERT:
        alert = safety.mark_alert_seen(
            by=by, alert=_alert(patient, reason.about), steps_taken=int(event)
        )
        event = str(alert.steps_taken)
    key = {"patient": patient, "reason": reason.code, "about": reason.about}
    Seen.objects.filter(ended_at=None, **key).update(ended_at=timezone.now())
    seen = Seen.objects.create(press=press, event=event, seen_by=by, **key)
    _record(by, seen, "marked_as_seen", [None, event])
    return seen


@transaction.atomic
def undo_seen(*, by: User, patient: Patient, press: UUID) -> int:
    """Take a press of "Mark as seen" back; return how many reasons stand again.

    A repeat changes nothing. Raises `safety.StaleAlert` if something happened to an alert since.
    """
    lock_record(patient)
    standing = list(Seen.objects.filter(patient=patient, press=press, ended_at=None))
    for seen in standing:
        if seen.reason == Seen.Reason.ALERT:
            alert = _alert(patient, seen.about)
            safety.unmark_alert_seen(by=by, alert=alert, steps_taken=int(seen.event))
        seen.ended_at = timezone.now()
        seen.save(update_fields=["ended_at"])
        _record(by, seen, "undid_seen", [seen.event, None])
    return len(standing)


def _alert(patient: Patient, key: str) -> Alert:
    return Alert.objects.select_related("patient").get(patient=patient, pk=key)


def _record(by: User, seen: Seen, verb: str, event: list) -> None:
    changes = {"reason": [seen.reason, seen.reason], "about": [seen.about, seen.about]}
    record(
        by=by,
        verb=verb,
        target=seen,
        patient_id=seen.patient_id,
        changes=changes | {"event": event},
    )


@transaction.atomic
def save_rules(*, by: User, version: int | None, **values: int) -> CaseloadRules | None:
    """Add a version of the rules, which counts from now on; return None if nothing differs.

    `values` are the fields of `CaseloadRules`, and `version` is the id of the row that the form
    was made from, if there was one. Other processes know it within a minute.
    Raises StaleRules when another version stands: old numbers must not come back unseen.
    """
    # Admins save one after the other.
    list(User.objects.select_for_update().filter(role=Role.ADMIN).order_by("pk"))
    now = rules_now()
    before = {name: getattr(now, name) for name in values}
    changes = difference(before, values)
    if not changes:
        return None
    present = version_now()
    if present and present.pk != version:
        raise StaleRules(present)
    row = CaseloadRules.objects.create(saved_by=by, **values)
    record(by=by, verb="saved_caseload_rules", target=row, changes=changes)
    transaction.on_commit(forget_all)
    return row
