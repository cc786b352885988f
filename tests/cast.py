"""The cast: the same few named people in every test.

Rosa is a patient with three numb parts on her left; Mateo helps her, Amara treats her. George
is another patient and Ben his therapist. Ana is the admin. All passwords are PASSWORD.
"""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from apps.accounts.models import User
from apps.care import actions as care
from apps.care.body import PARTS_BY_CODE
from apps.care.models import Patient, TrackedArea
from apps.core.roles import Role
from apps.diary import actions as diary
from apps.diary.actions import Day
from apps.diary.models import Entry

PASSWORD = "three calm steps"


@dataclass
class Cast:
    """Everybody by name."""

    ana: User
    amara: User
    ben: User
    mateo: User
    rosa: Patient
    george: Patient
    clients: dict = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """Return a browser in which this person is signed in; "visitor" is nobody."""
        if name not in self.clients:
            self.clients[name] = Client()
            if name != "visitor":
                self.clients[name].force_login(self.person(name))
        return self.clients[name]

    def person(self, name: str) -> User:
        """Return the account of a named person."""
        found = getattr(self, name)
        return found.user if isinstance(found, Patient) else found

    def area(self, code: str = "left-hand") -> TrackedArea:
        """Return one of Rosa's parts."""
        part = PARTS_BY_CODE[code]
        return TrackedArea.objects.get(patient=self.rosa, site=part.site, side=part.side)

    def today(self) -> date:
        """Return the date on Rosa's calendar."""
        return self.rosa.today()

    def day(self, back: int = 0) -> Day:
        """Return Rosa's today, or a day before it."""
        today = self.today()
        return Day(on=today - timedelta(days=back), zone=self.rosa.zone, today=today)

    def rate(self, score: int | None = 5, back: int = 0, code: str = "left-hand", **more) -> Entry:
        """Rosa rates one part; `back` days ago."""
        given = {"by": self.rosa.user, "submission": uuid.uuid4()} | more
        return diary.rate_day(
            patient=self.rosa, area=self.area(code), day=self.day(back), numbness=score, **given
        )


def make_person(name: str, role: Role, email: str = "") -> User:
    """Make somebody who can sign in, usually as firstname@example.org."""
    email = email or f"{name.split()[0].lower()}@example.org"
    user = User(email=email, name=name, role=role, is_active=True)
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def make_patient(name: str, therapist: User, admin: User, codes: list[str]) -> Patient:
    """Make a patient with a therapist and parts in the daily log."""
    patient = Patient.objects.create(user=make_person(name, Role.PATIENT))
    care.assign_therapist(
        by=admin, patient=patient, practitioner=therapist, discipline="occupational"
    )
    care.choose_areas(by=therapist, patient=patient, parts=[PARTS_BY_CODE[code] for code in codes])
    return patient


@pytest.fixture
def cast(db) -> Cast:
    """Return everybody, fresh in the database."""
    return make_cast()


def make_cast() -> Cast:
    """Make everybody."""
    ana = make_person("Ana Ruiz", Role.ADMIN)
    amara = make_person("Amara Osei", Role.THERAPIST)
    ben = make_person("Ben Ito", Role.THERAPIST)
    mateo = make_person("Mateo Delgado", Role.HELPER)
    rosa = make_patient("Rosa Delgado", amara, ana, ["left-hand", "left-forearm", "left-foot"])
    george = make_patient("George Okafor", ben, ana, ["right-hand"])
    care.allow_helper(
        by=rosa.user, patient=rosa, email=mateo.email, name=mateo.name, link_to=lambda token: token
    )
    return Cast(ana=ana, amara=amara, ben=ben, mateo=mateo, rosa=rosa, george=george)
