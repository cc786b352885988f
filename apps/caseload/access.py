"""Whose patients are on the list, and what is known of each: a constant number of queries."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import DateField, QuerySet, TextField, UUIDField
from django.db.models.functions import Cast
from django.utils import timezone

from apps.accounts.models import User
from apps.assessments.access import newest_day_of_each, newest_day_of_tests
from apps.care.access import seen_by
from apps.care.body import BODY_PARTS
from apps.care.models import Patient, TrackedArea
from apps.caseload.models import CaseloadRules, Seen, Summary
from apps.caseload.reasons import Known, Look, Reason, reasons_of
from apps.caseload.statistics import METHOD, Diary, Rules
from apps.core.prepared import Given, Prepared
from apps.core.remembered import Remembered
from apps.safety.access import alerts_waiting_for
from apps.safety.models import Alert

DIARIES_KEPT = 2_000  # by each process, of 2 kB each


@dataclass(frozen=True)
class Person:
    """A patient on the list. `diary` is None until `actions.with_summaries` has filled it; it comes
    from the version of the record and the rules, and is not compared."""

    pk: UUID
    name: str
    born_on: date | None
    zone: str
    today: date
    added_on: date
    data_version: int
    diary: Diary | None = field(compare=False)


def rules_history() -> list[CaseloadRules]:
    """Return every version of the rules, the one that stands first."""
    return list(_versions())


def version_now() -> CaseloadRules | None:
    """Return the version that stands; None while no admin has saved any."""
    return _versions().first()


def _versions() -> QuerySet:
    return CaseloadRules.objects.select_related("saved_by").order_by("-pk")


def rules_now() -> Rules:
    """Return the rules that stand."""
    row = version_now()
    if row is None:
        return Rules()
    values = {name: getattr(row, name) for name in Rules.__annotations__ if name != "version"}
    return Rules(version=row.pk, **values)


def rules() -> Rules:
    """Return the rules as they stood a minute ago at most."""
    return _kept.value() or Rules()


_kept = Remembered(rules_now)


def _people(user: Given, on: Given) -> QuerySet:
    return (
        Patient.objects.in_care_of(user, on=on)
        .order_by("user__name", "pk")
        .values_list(
            "pk",
            "user__name",
            "born_on",
            "zone",
            "created_at",
            "data_version",
            "summary__data_version",
            "summary__rules",
            "summary__method",
            "summary__last_on",
            Cast("summary__diary", TextField()),
        )
    )


@lru_cache(maxsize=DIARIES_KEPT)
def _diary(last_on: date | None, kept: str) -> Diary:
    return Diary.from_json(last_on, json.loads(kept))


_PEOPLE = Prepared(_people, user=UUIDField(), on=DateField())


def people(therapist: User, rules: Rules) -> list[Person]:
    """Return this practitioner's patients by name, with the summaries that are kept and still
    right, in one query."""
    now, days = timezone.now(), {}
    made = []
    for pk, name, born_on, zone, created_at, version, *summary in _PEOPLE.rows(
        **seen_by(therapist)
    ):
        *made_from, last_on, diary = summary
        if zone not in days:
            days[zone] = now.astimezone(ZoneInfo(zone)).date()
        added_on = created_at.astimezone(ZoneInfo(zone)).date()
        is_right = made_from == [version, rules.version, METHOD]
        known = _diary(last_on, diary) if is_right else None
        made.append(Person(pk, name, born_on, zone, days[zone], added_on, version, known))
    return made


def logging(region: str, therapist: User) -> set[UUID]:
    """Return which of this practitioner's patients log a part of a region of the body."""
    sites = {part.site for part in BODY_PARTS.values() if part.region == region}
    cared_for = Patient.objects.in_care_of(therapist)
    areas = TrackedArea.objects.filter(site__in=sites, slot__isnull=False, patient__in=cared_for)
    return set(areas.values_list("patient", flat=True))


def in_own_care(therapist: User) -> set[UUID]:
    """Return the patients on whose care team this practitioner is; those of a colleague for whom
    they stand in are not among them."""
    return set(Patient.objects.own_of(therapist).values_list("pk", flat=True))


_SUMMARY_OF_ONE = Prepared(
    lambda patient: Summary.objects.filter(patient=patient), patient=UUIDField()
)


def person(patient: Patient, today: date, rules: Rules) -> Person:
    """Return one patient as the list knows them."""
    kept = next(iter(_SUMMARY_OF_ONE.objects(patient=patient.pk)), None)
    is_right = kept and kept.made_from == (patient.data_version, rules.version, METHOD)
    known = Diary.from_json(kept.last_on, kept.diary) if is_right else None
    return Person(
        pk=patient.pk,
        name=patient.user.name,
        born_on=patient.born_on,
        zone=patient.zone,
        today=today,
        added_on=patient.created_at.astimezone(ZoneInfo(patient.zone)).date(),
        data_version=patient.data_version,
        diary=known,
    )


def _standing_looks(user: Given, on: Given) -> QuerySet:
    cared_for = Patient.objects.in_care_of(user, on=on).values("pk")
    return _standing().filter(patient__in=cared_for)


def _standing() -> QuerySet:
    return Seen.objects.filter(ended_at=None).values_list(
        "patient", "patient__zone", "reason", "about", "event", "seen_at"
    )


_LOOKS = Prepared(_standing_looks, user=UUIDField(), on=DateField())
_LOOKS_OF_ONE = Prepared(lambda patient: _standing().filter(patient=patient), patient=UUIDField())


def _looks_in(rows: Iterable[tuple]) -> dict[UUID, dict[tuple[str, str], Look]]:
    """Return what was seen of each patient and still stands, by reason and what it is about; the
    days are those of the patient's calendar, like all that they are held against."""
    looks: dict = defaultdict(dict)
    for patient, zone, reason, about, event, seen_at in rows:
        looks[patient][reason, about] = Look(event, seen_at.astimezone(ZoneInfo(zone)).date())
    return looks


def reasons_by_patient(
    therapist: User, people: Iterable[Person], rules: Rules
) -> dict[UUID, list[Reason]]:
    """Return why each of them needs a look, the most urgent first; `people` are complete."""
    alerts: dict = defaultdict(list)
    for alert in alerts_waiting_for(therapist):
        alerts[alert.patient_id].append(alert)
    looks = _looks_in(_LOOKS.rows(**seen_by(therapist)))
    tested = newest_day_of_each(therapist)
    return {
        one.pk: reasons_of(
            _known(one, alerts.get(one.pk, ()), looks.get(one.pk, {}), tested.get(one.pk)), rules
        )
        for one in people
    }


def reasons_of_one(one: Person, rules: Rules, alerts: Iterable[Alert]) -> list[Reason]:
    """Return why this patient needs a look, the most urgent first; `alerts` are the patient's that
    wait, or none where they are shown by themselves."""
    looks = _looks_in(_LOOKS_OF_ONE.rows(patient=one.pk))
    known = _known(one, alerts, looks.get(one.pk, {}), newest_day_of_tests(one.pk))
    return reasons_of(known, rules)


def _known(one: Person, alerts: Iterable, looks: dict, tested_on: date | None) -> Known:
    return Known(
        today=one.today,
        added_on=one.added_on,
        diary=one.diary,
        alerts=tuple(alerts),
        tested_on=tested_on,
        looks=looks,
    )
