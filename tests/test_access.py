"""Who may open what: the table that a clinic can read, and that is checked line by line.

One line per route and method, one column per person. 200 and 302 let in; "in" is the way to the
sign-in page; "help" is the way to Get help with nothing stored; 403 means "not your role", 404
"not your patient". Everything is about Rosa, whom Mateo helps and Amara treats. POST lines send a
valid form, so that a 404 proves something.
"""

import re
import uuid
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from apps.accounts import actions as accounts
from apps.accounts.access import hash_of
from apps.assessments import actions as assessments
from apps.assessments.access import instruments
from apps.audit import actions as audit
from apps.audit.models import Event
from apps.care import actions as care
from apps.core.permissions import all_views
from apps.core.roles import Role
from apps.diary.notes import actions as notes
from apps.diary.reminders.access import stop_token
from apps.diary.reminders.actions import set_reminder
from apps.safety import actions as safety
from apps.therapy import actions as therapy
from apps.therapy.access import kinds
from apps.therapy.practice import actions as practice
from tests.cast import PASSWORD, make_cast, make_person

PEOPLE = ["visitor", "rosa", "george", "mateo", "amara", "ben", "ana"]

# route, method: visitor, rosa (patient), george (other patient), mateo (Rosa's helper),
# amara (Rosa's therapist), ben (other therapist), ana (admin)
TABLE = """
core:home                           GET   in   302  302  302  302  302  302
core:help                           GET   200  200  200  200  200  200  200
core:help-in                        GET   200  200  200  200  200  200  200
core:offline                        GET   200  200  200  200  200  200  200
core:outbox                         GET   200  200  200  200  200  200  200
core:service-worker                 GET   200  200  200  200  200  200  200
core:manifest                       GET   200  200  200  200  200  200  200
account_login                       GET   200  302  302  302  302  302  302
account_login                       POST  200  302  302  302  302  302  302
account_logout                      POST  302  302  302  302  302  302  302
account_inactive                    GET   200  200  200  200  200  200  200
account_reset_password              GET   200  200  200  200  200  200  200
account_reset_password              POST  302  302  302  302  302  302  302
account_reset_password_done         GET   200  200  200  200  200  200  200
account_reset_password_from_key     GET   200  200  200  200  200  200  200
account_reset_password_from_key_done GET  200  200  200  200  200  200  200
accounts:accept-invitation          GET   200  200  200  200  200  200  200
accounts:accept-invitation          POST  302  302  302  302  302  302  302
accounts:people                     GET   in   403  403  403  403  403  200
accounts:invite                     GET   in   403  403  403  403  403  200
accounts:invite                     POST  in   403  403  403  403  403  302
accounts:invite-again               POST  in   403  403  403  403  403  302
accounts:turn-off                   GET   in   403  403  403  403  403  200
accounts:turn-off                   POST  in   403  403  403  403  403  302
accounts:turn-on                    POST  in   403  403  403  403  403  302
accounts:settings                   GET   in   403  403  200  200  200  200
accounts:look                       GET   in   200  200  200  200  200  200
accounts:look                       POST  in   302  302  302  302  302  302
accounts:language                   GET   in   200  200  200  200  200  200
accounts:language                   POST  in   302  302  302  302  302  302
accounts:reach                      GET   in   200  200  403  403  403  403
accounts:reach                      POST  in   302  302  403  403  403  403
care:my-first-page                  GET   in   302  302  403  403  403  403
care:details                        GET   in   200  200  403  403  403  403
care:zone                           GET   in   200  200  403  403  403  403
care:zone                           POST  in   302  302  403  403  403  403
care:my-team                        GET   in   200  200  403  403  403  403
care:looks                          GET   in   200  200  403  403  403  403
care:helpers                        GET   in   200  200  403  403  403  403
care:allow-helper                   GET   in   200  200  403  403  403  403
care:allow-helper                   POST  in   302  302  403  403  403  403
care:end-consent                    POST  in   302  404  403  403  403  403
care:helped-patients                GET   in   403  403  200  403  403  403
caseload:caseload                   GET   in   403  403  403  200  200  403
caseload:mark-seen                  POST  in   403  403  403  302  404  403
caseload:undo-seen                  POST  in   403  403  403  302  404  403
caseload:rules                      GET   in   403  403  403  403  403  200
caseload:rules                      POST  in   403  403  403  403  403  302
care:areas                          GET   in   200  404  403  200  404  403
care:areas                          POST  in   302  404  403  302  404  403
care:scale                          GET   in   200  404  403  200  404  403
care:scale                          POST  in   302  404  403  302  404  403
care:intake                         GET   in   403  403  403  200  404  403
care:stroke-add                     GET   in   403  403  403  200  404  403
care:stroke-add                     POST  in   403  403  403  302  404  403
care:stroke-correct                 GET   in   403  403  403  200  404  403
care:stroke-correct                 POST  in   403  403  403  302  404  403
care:baseline                       GET   in   403  403  403  200  404  403
care:baseline                       POST  in   403  403  403  302  404  403
care:background                     GET   in   403  403  403  200  404  403
care:background                     POST  in   403  403  403  302  404  403
care:team                           GET   in   403  403  403  200  404  403
care:team                           POST  in   403  403  403  302  404  403
care:looks-at-record                GET   in   403  403  403  200  404  403
care:hand-over                      GET   in   403  403  403  200  404  403
care:hand-over                      POST  in   403  403  403  302  404  403
care:leave-team                     GET   in   403  403  403  200  404  403
care:leave-team                     POST  in   403  403  403  302  404  403
care:end-outside                    POST  in   403  403  403  302  404  403
care:covers                         GET   in   403  403  403  200  200  200
care:covers                         POST  in   403  403  403  302  302  302
care:end-cover                      POST  in   403  403  403  302  404  302
care:teams                          GET   in   403  403  403  403  403  200
care:assign                         GET   in   403  403  403  403  403  200
care:assign                         POST  in   403  403  403  403  403  302
care:end-place                      POST  in   403  403  403  403  403  302
care:register-patient               GET   in   403  403  403  403  403  200
care:register-patient               POST  in   403  403  403  403  403  302
diary:today                         GET   in   200  404  200  403  403  403
diary:say-same                      POST  in   302  404  302  403  403  403
diary:say-new                       POST  help 302  help 302  help help help
diary:days                          GET   in   200  404  200  403  403  403
diary:day                           GET   in   200  404  200  403  403  403
diary:choose-part                   GET   in   200  404  200  403  403  403
diary:rate                          GET   in   200  404  200  403  403  403
diary:rate                          POST  in   302  404  302  403  403  403
diary:entry                         GET   in   200  404  200  403  403  403
diary:saved                         GET   in   200  404  200  403  403  403
diary:say-nothing-new               POST  in   302  404  302  403  403  403
diary:add-note                      POST  in   302  404  302  403  403  403
diary:entered                       GET   in   200  404  403  403  403  403
diary:undo                          POST  in   302  404  302  403  403  403
diary:reminder                      GET   in   200  200  403  403  403  403
diary:reminder                      POST  in   302  302  403  403  403  403
diary:pause-reminder                GET   in   200  200  403  403  403  403
diary:pause-reminder                POST  in   302  302  403  403  403  403
diary:resume-reminder               POST  in   302  302  403  403  403  403
diary:notes                         GET   in   403  403  403  200  404  403
diary:write-note                    GET   in   403  403  403  200  404  403
diary:write-note                    POST  in   403  403  403  302  404  403
diary:change-note                   GET   in   403  403  403  200  404  403
diary:change-note                   POST  in   403  403  403  302  404  403
diary:answer-note                   GET   in   403  403  403  200  404  403
diary:answer-note                   POST  in   403  403  403  302  404  403
diary:answer-entry                  GET   in   403  403  403  200  404  403
diary:answer-entry                  POST  in   403  403  403  302  404  403
diary:read-note                     POST  in   403  403  403  302  404  403
diary:read-entry                    POST  in   403  403  403  302  404  403
diary:withdraw-note                 POST  in   403  403  403  302  404  403
diary:restore-note                  POST  in   403  403  403  302  404  403
diary:undo-note                     POST  in   403  403  403  302  404  403
diary:my-notes                      GET   in   200  200  403  403  403  403
diary:my-answer                     GET   in   200  404  403  403  403  403
diary:my-answer                     POST  in   302  404  403  403  403  403
diary:my-read-note                  POST  in   302  404  403  403  403  403
diary:my-withdrawn-note             POST  in   302  404  403  403  403  403
diary:my-restored-note              POST  in   302  404  403  403  403  403
diary:my-undone-note                POST  in   302  404  403  403  403  403
diary:stop-reminder                 GET   200  200  200  200  200  200  200
diary:stop-reminder                 POST  200  200  200  200  200  200  200
safety:alerts                       GET   in   403  403  403  200  200  403
safety:patient-alerts               GET   in   403  403  403  200  404  403
safety:alert                        GET   in   403  403  403  200  404  403
safety:mark-seen                    POST  in   403  403  403  302  404  403
safety:unmark-seen                  POST  in   403  403  403  302  404  403
safety:close-alert                  GET   in   403  403  403  200  404  403
safety:close-alert                  POST  in   403  403  403  302  404  403
safety:reopen-alert                 POST  in   403  403  403  302  404  403
safety:digest                       GET   in   403  403  403  200  200  200
safety:digest                       POST  in   403  403  403  302  302  302
safety:settings                     GET   in   403  403  403  403  403  200
safety:settings                     POST  in   403  403  403  403  403  302
safety:counts                       GET   in   403  403  403  403  403  200
therapy:sessions                    GET   in   200  404  403  200  404  403
therapy:record-session              GET   in   403  403  403  200  404  403
therapy:record-session              POST  in   403  403  403  302  404  403
therapy:session                     GET   in   403  403  403  200  404  403
therapy:correct-session             GET   in   403  403  403  200  404  403
therapy:correct-session             POST  in   403  403  403  302  404  403
therapy:withdraw-session            POST  in   403  403  403  302  404  403
therapy:restore-session             POST  in   403  403  403  302  404  403
therapy:undo-session                POST  in   403  403  403  302  404  403
safety:follow-up                    GET   in   200  404  200  403  403  403
safety:follow-up                    POST  in   302  404  302  403  403  403
safety:follow-up-saved              GET   in   200  404  200  403  403  403
safety:undo-follow-up               POST  in   302  404  302  403  403  403
therapy:practice                    GET   in   200  404  200  403  403  403
therapy:log-practice                GET   in   200  404  200  403  403  403
therapy:log-practice                POST  in   302  404  302  403  403  403
therapy:practised                   GET   in   200  404  404  403  403  403
therapy:change-practice             GET   in   200  404  404  403  403  403
therapy:change-practice             POST  in   302  404  404  403  403  403
therapy:take-back-practice          POST  in   302  404  404  403  403  403
therapy:put-back-practice           POST  in   302  404  404  403  403  403
therapy:undo-practice               POST  in   302  404  404  403  403  403
therapy:phases                      GET   in   403  403  403  200  404  403
therapy:add-phase                   GET   in   403  403  403  200  404  403
therapy:add-phase                   POST  in   403  403  403  302  404  403
therapy:change-phase                GET   in   403  403  403  200  404  403
therapy:change-phase                POST  in   403  403  403  302  404  403
therapy:remove-phase                GET   in   403  403  403  200  404  403
therapy:remove-phase                POST  in   403  403  403  302  404  403
therapy:restore-phase               POST  in   403  403  403  302  404  403
therapy:undo-phase                  POST  in   403  403  403  302  404  403
therapy:goals                       GET   in   200  404  200  200  404  403
therapy:add-goal                    GET   in   200  404  403  200  404  403
therapy:add-goal                    POST  in   302  404  403  302  404  403
therapy:change-goal                 GET   in   404  404  403  200  404  403
therapy:change-goal                 POST  in   404  404  403  302  404  403
therapy:reach-goal                  POST  in   404  404  403  302  404  403
therapy:drop-goal                   GET   in   404  404  403  200  404  403
therapy:drop-goal                   POST  in   404  404  403  302  404  403
therapy:reopen-goal                 POST  in   404  404  403  302  404  403
therapy:undo-goal                   POST  in   404  404  403  302  404  403
therapy:plans                       GET   in   200  404  200  200  404  403
therapy:add-plan                    GET   in   403  403  403  200  404  403
therapy:add-plan                    POST  in   403  403  403  302  404  403
therapy:change-plan                 GET   in   403  403  403  200  404  403
therapy:change-plan                 POST  in   403  403  403  302  404  403
therapy:remove-plan                 POST  in   403  403  403  302  404  403
therapy:restore-plan                POST  in   403  403  403  302  404  403
therapy:undo-plan                   POST  in   403  403  403  302  404  403
therapy:kinds                       GET   in   403  403  403  403  403  200
therapy:add-kind                    GET   in   403  403  403  403  403  200
therapy:add-kind                    POST  in   403  403  403  403  403  302
therapy:change-kind                 GET   in   403  403  403  403  403  200
therapy:change-kind                 POST  in   403  403  403  403  403  302
therapy:stop-kind                   POST  in   403  403  403  403  403  302
therapy:offer-kind                  POST  in   403  403  403  403  403  302
assessments:results                 GET   in   403  403  403  200  404  403
assessments:choose-test             GET   in   403  403  403  200  404  403
assessments:record-result           GET   in   403  403  403  200  404  403
assessments:record-result           POST  in   403  403  403  302  404  403
assessments:export-results          GET   in   403  403  403  200  404  403
assessments:result                  GET   in   403  403  403  200  404  403
assessments:correct-result          GET   in   403  403  403  200  404  403
assessments:correct-result          POST  in   403  403  403  302  404  403
assessments:withdraw-result         POST  in   403  403  403  302  404  403
assessments:restore-result          POST  in   403  403  403  302  404  403
assessments:undo-result             POST  in   403  403  403  302  404  403
assessments:instruments             GET   in   403  403  403  403  403  200
assessments:add-instrument          GET   in   403  403  403  403  403  200
assessments:add-instrument          POST  in   403  403  403  403  403  302
assessments:change-instrument       GET   in   403  403  403  403  403  200
assessments:change-instrument       POST  in   403  403  403  403  403  302
assessments:stop-instrument         POST  in   403  403  403  403  403  302
assessments:offer-instrument        POST  in   403  403  403  403  403  302
safety:check                        GET   in   200  404  200  403  403  403
safety:check                        POST  help 302  help 302  help help help
safety:weekly                       GET   in   200  404  200  403  403  403
safety:weekly                       POST  in   302  404  302  403  403  403
safety:checked                      GET   in   200  404  200  403  403  403
safety:tell-more                    GET   in   200  404  200  403  403  403
safety:tell-more                    POST  in   302  404  302  403  403  403
safety:injuries                     GET   in   200  404  200  200  404  403
safety:add-injury                   GET   in   200  404  200  200  404  403
safety:add-injury                   POST  in   302  404  302  302  404  403
safety:injury                       GET   in   200  404  200  200  404  403
safety:withdraw-injury              POST  in   302  404  302  302  404  403
safety:restore-injury               POST  in   302  404  302  302  404  403
progress:methods                    GET   200  200  200  200  200  200  200
caseload:patient                    GET   in   403  403  403  200  404  403
progress:progress                   GET   in   200  404  200  403  403  403
progress:compare                    GET   in   403  403  403  200  404  403
progress:test                       GET   in   403  403  403  200  404  403
progress:treatment                  GET   in   200  404  200  200  404  403
progress:numbers                    GET   in   200  404  200  200  404  403
progress:report                     GET   in   200  404  403  200  404  403
progress:report-pdf                 GET   in   200  404  403  200  404  403
progress:chart                      GET   in   200  404  200  200  404  403
progress:picture                    GET   in   200  404  200  200  404  403
demo:sign-in                        POST  302  302  302  302  302  302  302
"""
LINES = [line.split() for line in TABLE.strip().splitlines()]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Make the world once for all tests of this file, then take it back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world(make_cast())
        transaction.set_rollback(True)


@pytest.fixture
def world(made, db, monkeypatch):
    """The world; what a test writes is taken back after it, and its copies of the rows go too."""
    monkeypatch.setattr(audit, "_written", {})  # the looks that this process knows to be written
    return deepcopy(made)


def make_world(cast) -> dict:
    """Give Rosa one row of everything, and return the values that addresses and forms need."""
    entry = cast.rate(5)
    cast.rate(6, back=1)
    area, rosa, amara = cast.area(), cast.rosa, cast.amara
    stroke = care.record_stroke(by=amara, patient=rosa, onset_on=cast.day(200).on)
    outside = care.add_outside_practitioner(
        by=amara, patient=rosa, name="Dr Lee", phone="01632 960 555", discipline="physician"
    )
    session = therapy.record_session(
        by=amara,
        patient=rosa,
        key=uuid.uuid4(),
        kind=next(kind for kind in kinds() if kind.code == "sensory"),
        held_on=cast.today(),
        minutes=40,
        areas=[area],
    )
    treated = therapy.record_session(
        by=amara,
        patient=rosa,
        key=uuid.uuid4(),
        kind=next(kind for kind in kinds() if kind.code == "acupuncture"),
        held_on=cast.day(2).on,
        minutes=30,
        areas=[area],
    )
    practised = practice.log_practice(
        by=rosa.user,
        patient=rosa,
        key=uuid.uuid4(),
        kind=next(kind for kind in kinds() if kind.code == "physio"),
        held_on=cast.today(),
        minutes=20,
        areas=[area],
    )
    phase = therapy.add_phase(
        by=amara,
        patient=rosa,
        key=uuid.uuid4(),
        name="Home visits",
        kind="treatment",
        starts_on=cast.day(70).on,
        ends_on=cast.day(40).on,
    )
    result = assessments.record_result(
        by=amara,
        patient=rosa,
        key=uuid.uuid4(),
        instrument=next(test for test in instruments() if test.code == "FTORT"),
        done_on=cast.today(),
        place="left-hand",
        total=21,
    )
    goal = therapy.add_goal(
        by=amara,
        patient=rosa,
        key=uuid.uuid4(),
        text="Find keys in pocket",
        area=None,
        score=None,
        by_on=None,
    )
    plan = therapy.add_plan(
        by=amara,
        patient=rosa,
        key=uuid.uuid4(),
        kind=session.kind,
        per_week=3,
        starts_on=cast.day(70).on,
        ends_on=cast.day(40).on,
    )
    make_person("Rosa", Role.PATIENT, "rosa@demo.example")
    stand_in = make_person("Lin Hua", Role.THERAPIST)
    later = cast.today() + timedelta(days=7)
    cover = care.set_cover(
        by=amara, covered=amara, colleague=cast.ben, from_on=later, until_on=later
    )
    invited = accounts.invite(
        by=cast.ana,
        email="new@example.org",
        name="New Person",
        role=Role.THERAPIST,
        link_to=lambda token: token,
    )
    invited.invitations.update(token_hash=hash_of("token"))
    reminder = set_reminder(by=rosa.user, patient=rosa, is_on=True, minute=18 * 60)
    told = safety.Told(uuid.uuid4(), cast.today(), rosa.zone)
    check = safety.answer_check(
        by=rosa.user, patient=rosa, told=told, cause="gate", answer="no", codes=[]
    )
    told = safety.Told(uuid.uuid4(), cast.today(), rosa.zone)
    injury = safety.record_injury(
        by=rosa.user, patient=rosa, told=told, kind="burn", part=area.part, note=""
    )
    alert = safety.raise_alert(
        by=rosa.user,
        patient=rosa,
        kind="emergency_sign",
        facts={"answer": "yes", "signs": ["E08"]},
    )
    spoken = cast.rate(note="Burning at night")
    about = {"patient": rosa, "readers": "patient", "key": uuid.uuid4()}
    note = notes.write_note(by=amara, text="Try warm water.", **about)
    reply = notes.answer_note(by=rosa.user, note=note, key=uuid.uuid4(), text="I did.")
    return {
        "spoken": spoken,
        "note": note,
        "reply": reply,
        "alert": alert,
        "cast": cast,
        "entry": entry,
        "reminder": reminder,
        "area": area,
        "stroke": stroke,
        "outside": outside,
        "session": session,
        "treated": treated,
        "practised": practised,
        "phase": phase,
        "result": result,
        "goal": goal,
        "plan": plan,
        "check": check,
        "cover": cover,
        "stand_in": stand_in,
        "injury": injury,
        "invited": invited,
    }


def address(name: str, world: dict) -> str:
    """Return the address of a route about Rosa."""
    cast, rosa = world["cast"], world["cast"].rosa
    day = cast.today().isoformat()
    args = {
        "caseload:undo-seen": [rosa.pk, uuid.uuid4()],
        "core:help-in": ["en-gb"],
        "core:offline": ["en-gb"],
        "account_reset_password_from_key": ["abc", "def"],
        "accounts:accept-invitation": ["token"],
        "accounts:invite-again": [world["invited"].pk],
        "accounts:turn-off": [cast.ben.pk],
        "accounts:turn-on": [cast.ben.pk],
        "care:end-consent": [rosa.consents.get().pk],
        "care:stroke-correct": [rosa.pk, world["stroke"].pk],
        "care:end-outside": [rosa.pk, world["outside"].pk],
        "care:end-cover": [world["cover"].pk],
        "care:end-place": [rosa.pk, rosa.care_team.get().pk],
        "diary:day": [rosa.pk, day],
        "diary:choose-part": [rosa.pk, day],
        "diary:rate": [rosa.pk, day, world["area"].pk],
        "diary:entry": [rosa.pk, world["entry"].pk],
        "diary:saved": [rosa.pk, world["entry"].submission],
        "diary:add-note": [rosa.pk, world["entry"].submission],
        "diary:entered": [rosa.consents.get().pk],
        "diary:undo": [rosa.pk, world["entry"].submission],
        "diary:say-nothing-new": [rosa.pk, world["entry"].submission],
        "diary:answer-entry": [rosa.pk, world["spoken"].pk],
        "diary:read-entry": [rosa.pk, world["spoken"].pk],
        "diary:answer-note": [rosa.pk, world["reply"].pk],
        "diary:read-note": [rosa.pk, world["reply"].pk],
        "diary:change-note": [rosa.pk, world["note"].pk],
        "diary:withdraw-note": [rosa.pk, world["note"].pk],
        "diary:restore-note": [rosa.pk, world["note"].pk],
        "diary:undo-note": [rosa.pk, world["note"].pk, 1],
        "diary:my-answer": [world["note"].pk],
        "diary:my-read-note": [world["note"].pk],
        "diary:my-withdrawn-note": [world["reply"].pk],
        "diary:my-restored-note": [world["reply"].pk],
        "diary:my-undone-note": [world["reply"].pk, 1],
        "diary:stop-reminder": [stop_token(world["reminder"])],
        "progress:chart": [rosa.pk, "svg"],
        "progress:picture": [rosa.pk, "timeline", "svg"],
        "safety:injury": [rosa.pk, world["injury"].pk],
        "safety:withdraw-injury": [rosa.pk, world["injury"].pk],
        "safety:restore-injury": [rosa.pk, world["injury"].pk],
        "safety:checked": [rosa.pk, world["check"].pk],
        "safety:tell-more": [rosa.pk, world["check"].pk],
        "safety:alert": [rosa.pk, world["alert"].pk],
        "safety:follow-up": [rosa.pk, world["treated"].pk, "first"],
        "safety:follow-up-saved": [rosa.pk, world["treated"].pk, "second"],
        "safety:undo-follow-up": [rosa.pk, world["treated"].pk, "first"],
        "therapy:change-kind": ["sensory"],
        "therapy:stop-kind": ["sensory"],
        "therapy:offer-kind": ["sensory"],
        "assessments:change-instrument": [world["result"].instrument.address_id],
        "assessments:stop-instrument": [world["result"].instrument.address_id],
        "assessments:offer-instrument": [world["result"].instrument.address_id],
        "demo:sign-in": ["rosa"],
    }
    if name in args:
        return reverse(name, args=args[name])
    rows = {
        "patient_id": rosa.pk,
        "alert_id": world["alert"].pk,
        "steps": world["alert"].steps_taken,
        "version": 1,
        "session_id": world["practised" if "practi" in name else "session"].pk,
    } | {f"{row}_id": world[row].pk for row in ("phase", "goal", "plan", "result")}
    return reverse(name, args=[rows[one] for one in re.findall(r"<\w+:(\w+)>", _pattern(name))])


def _pattern(name: str) -> str:
    """Return the address of a route, in which what differs has its name."""
    return next(path for path, known, _view in all_views() if known == name)


def form_of(name: str, world: dict) -> dict:
    """Return a valid form for a POST route, so that only the person can be the reason to refuse."""
    cast, area = world["cast"], world["area"]
    today, key = cast.today(), uuid.uuid4()
    boxes = {"day": today.day, "month": today.month, "year": today.year}
    later = today + timedelta(days=3)
    soon = {"day": later.day, "month": later.month, "year": later.year}
    forms = {
        "account_login": {"login": "nobody@example.org", "password": "wrong"},
        "account_reset_password": {"email": "nobody@example.org"},
        "accounts:invite": {"name": "Kai Berg", "email": "kai@example.org", "role": "therapist"},
        "accounts:accept-invitation": {"password": PASSWORD},
        "accounts:look": {"theme": "dark", "text_size": "large", "contrast": "more"},
        "accounts:language": {"language": "en-gb"},
        "accounts:reach": {"reach": "right", "has_anchor": "on"},
        "care:zone": {"zone": "Europe/Madrid"},
        "care:allow-helper": {"name": "Eva", "email": "eva@example.org"},
        "care:areas": {"parts": ["left-hand", "left-foot"]},
        "care:scale": {"scale": "words5"},
        "care:stroke-add": {f"onset_{part}": value for part, value in boxes.items()}
        | {"side": "left", "type": "ischaemic", "place": "thalamus"},
        "care:stroke-correct": {f"onset_{part}": value for part, value in boxes.items()}
        | {"side": "left", "type": "ischaemic", "place": "thalamus"},
        "care:baseline": dict.fromkeys(("weakness", "numbness", "face"), "none")
        | dict.fromkeys(("speech", "vision", "balance", "bladder_or_bowel", "confusion"), "no"),
        "care:background": {"needs": "Short words"},
        "care:team": {"name": "Dr Kim", "phone": "01632 960 777", "discipline": "physician"},
        "care:assign": {"therapist": cast.ben.pk, "discipline": "physiotherapist"},
        "care:hand-over": {
            "therapist": cast.ben.pk,
            "discipline": "physiotherapist",
            "sure": "yes",
        },
        "care:covers": {"covered": cast.amara.pk, "colleague": world["stand_in"].pk}
        | {f"{end}_on_{part}": value for end in ("from", "until") for part, value in soon.items()},
        "care:register-patient": {
            "name": "Ivan",
            "email": "ivan@example.org",
            "therapist": cast.ben.pk,
            "discipline": "physiotherapist",
        },
        "caseload:mark-seen": {"press": key, "reasons": f"alert|{world['alert'].pk}|1"},
        "caseload:rules": {
            "worse_points": "3",
            "worse_weeks": "4",
            "quiet_days": "14",
            "flat_weeks": "8",
            "test_weeks": "12",
        },
        "diary:say-same": {"key": key, "for_date": today.isoformat(), "zone": "Europe/London"},
        "diary:say-new": {"key": key, "for_date": today.isoformat(), "zone": "Europe/London"},
        "diary:rate": {"key": key, "numbness": "4"},
        "diary:reminder": {"wanted": "yes", "minute": "1080"},
        "diary:pause-reminder": {"how_long": "1"},
        "diary:write-note": {"key": key, "text": "A note", "readers": "team"},
        "diary:change-note": {"key": key, "version": 1, "text": "A note", "readers": "team"},
        "diary:answer-note": {"key": key, "text": "An answer"},
        "diary:answer-entry": {"key": key, "text": "An answer"},
        "diary:my-answer": {"key": key, "text": "An answer"},
        "diary:add-note": {"key": key, "base": world["entry"].pk, "note": "A note"},
        "safety:add-injury": {"key": key, "kind": "cut", "part": "left-hand"}
        | {f"on_{part}": value for part, value in boxes.items()},
        "safety:check": {"key": key, "codes": ["B3"], "answer": "yes"},
        "safety:weekly": {"key": key, "answer": "no"},
        "safety:tell-more": {"began": "This morning"},
        "safety:close-alert": {"done": "Called her.", "needed": "yes"},
        "safety:digest": {"wanted": "yes", "hour": "7"},
        "safety:settings": {
            "emergency_number": "112",
            "clinic_name": "Riverside Clinic",
            "clinic_phone": "01632 960 123",
            "first_check_hours": "24",
            "second_check_days": "7",
            "skin_check_hours": "1",
        },
        "safety:follow-up": {"key": key, "outcome": "less", "gate": "no"},
        "therapy:record-session": session_form(key, area, today),
        "therapy:correct-session": session_form(key, area, today) | {"base": world["session"].pk},
        "therapy:log-practice": practice_form(key, area, today),
        "therapy:change-practice": practice_form(key, area, today)
        | {"base": world["practised"].pk},
        "therapy:add-phase": phase_form(key, today),
        "therapy:change-phase": phase_form(key, today) | {"version": world["phase"].version},
        "therapy:remove-phase": {"version": world["phase"].version},
        "therapy:add-goal": {"key": key, "text": "Feel the cup"},
        "therapy:change-goal": {"key": key, "text": "Feel the cup", "version": "1"},
        "therapy:reach-goal": {"version": "1"},
        "therapy:drop-goal": {"version": "1"},
        "therapy:reopen-goal": {"version": "1"},
        "therapy:add-plan": plan_form(key, today),
        "therapy:change-plan": plan_form(key, today) | {"version": "1"},
        "therapy:remove-plan": {"version": "1"},
        "therapy:add-kind": kind_form("Robot"),
        "therapy:change-kind": kind_form("Touch"),
        "assessments:record-result": result_form(key, boxes),
        "assessments:correct-result": result_form(key, boxes) | {"base": world["result"].pk},
        "assessments:add-instrument": {"name": "Pegs", "scale": "number", "unit": "s"}
        | {"better": "lower", "low": "0", "high": "300", "where": ["hand"], "total": "sum"}
        | {"mdc_level": "95"},
        "assessments:change-instrument": {"name": "Objects", "version": "1"},
    }
    return forms.get(name, {})


def session_form(key, area, today) -> dict:
    """Return a valid session of physiotherapy, the form with the fewest questions."""
    return {
        "key": key,
        "when": today.isoformat(),
        "minutes": "30",
        "areas": [area.pk],
        "setting": "clinic",
        "given_by": "me",
    }


def practice_form(key, area, today) -> dict:
    """Return what Rosa practised at home today."""
    return {"key": key, "when": today.isoformat(), "minutes": "25", "areas": [area.pk]}


def phase_form(key, today) -> dict:
    """Return a valid phase that begins today."""
    boxes = {"day": today.day, "month": today.month, "year": today.year}
    days = {f"starts_on_{part}": value for part, value in boxes.items()}
    days |= {f"ends_on_{part}": "" for part in boxes}
    return {"key": key, "name": "Clinic block 1", "kind": "treatment"} | days


def result_form(key, boxes: dict) -> dict:
    """Return a valid result of a test of today."""
    day = {f"done_on_{part}": value for part, value in boxes.items()}
    return day | {"key": key, "place": "left-hand", "total": "22", "given_by": "me"}


def plan_form(key, today) -> dict:
    """Return a valid plan of sessions that begins today."""
    return phase_form(key, today) | {"kind": "sensory", "per_week": "3"}


def kind_form(name: str) -> dict:
    """Return a valid kind of session."""
    return {"name": name, "form": "plain", "shape": "star", "colour": "other"}


def answer_to(client, name: str, method: str, world: dict) -> str:
    """Call a route as this person, and return the status, or "in" or "help" for these ways."""
    where = address(name, world)
    if name in ("therapy:record-session", "therapy:log-practice"):
        where += "?type=physio"
    if name == "assessments:record-result":
        where += f"?test={world['result'].instrument.address_id}"
    call = client.get if method == "GET" else client.post
    answer = call(where, {} if method == "GET" else form_of(name, world))
    leads_to = answer.get("Location", "")
    if "/sign-in/?next=" in leads_to:
        return "in"
    return "help" if leads_to == "/help/?unsaved" else str(answer.status_code)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line[0]}-{line[1]}")
def test_who_may_open_what(world, line):
    """One line of the table, person by person; what each of them changed is undone for the next."""
    name, method, *expected = line
    answers = {}
    for person in PEOPLE:
        client = world["cast"].client(person)
        with transaction.atomic():
            answers[person] = answer_to(client, name, method, world)
            transaction.set_rollback(True)
    assert answers == dict(zip(PEOPLE, expected, strict=True))


def test_the_table_has_a_line_for_every_route():
    """A new route without a line fails here; a line without a route too."""
    assert {name for name, _method, *_row in LINES} == {name for _path, name, _view in all_views()}


@pytest.mark.parametrize("name", sorted({line[0] for line in LINES}))
def test_a_view_refuses_methods_that_it_does_not_serve(world, name):
    """What is not in the table for a route is not served to anybody."""
    methods = {line[1] for line in LINES if line[0] == name}
    person = next(
        who
        for who in ("ana", "amara", "rosa", "mateo", "visitor")
        if any(line[0] == name and line[2 + PEOPLE.index(who)] in ("200", "302") for line in LINES)
    )
    client = world["cast"].client(person)
    if "POST" not in methods and not name.startswith("account_"):
        assert client.post(address(name, world)).status_code == 405
    if "GET" not in methods and not name.startswith("account_"):
        assert client.get(address(name, world)).status_code == 405
    if not name.startswith("account_"):
        assert client.delete(address(name, world)).status_code == 405


def test_an_admin_sees_no_health_data(world):
    """No page that opens to the admin holds a score, a part of the body or a stroke."""
    cast = world["cast"]
    cast.rate(9, note="burning at night")
    for name, method, *row in LINES:
        if method == "GET" and row[PEOPLE.index("ana")] == "200":
            page = cast.client("ana").get(address(name, world))
            for secret in ("burning at night", "Left hand", "Almost no feeling", "Ischaemic"):
                assert secret not in page.content.decode(), (name, secret)


def test_access_ends_at_once(world):
    """The end of a consent or of a place on the team counts for the next request."""
    cast = world["cast"]
    assert answer_to(cast.client("mateo"), "diary:today", "GET", world) == "200"
    care.end_consent(by=cast.rosa.user, consent=cast.rosa.consents.get())
    assert cast.client("mateo").get(reverse("diary:today", args=[cast.rosa.pk])).status_code == 404
    care.end_care_place(by=cast.ana, place=cast.rosa.care_team.get())
    page = reverse("caseload:patient", args=[cast.rosa.pk])
    assert cast.client("amara").get(page).status_code == 404


def test_who_hands_a_patient_over_finds_the_record_nowhere_any_more(world):
    """Every page and every form about the patient answers 404, as if Amara had never been there."""
    cast = world["cast"]
    about_rosa = [
        (name, method)
        for name, method, *row in LINES
        if "patient_id" in _pattern(name) and row[PEOPLE.index("amara")] in ("200", "302")
    ]
    assert len(about_rosa) > 50
    asked = {line: (address(line[0], world), form_of(line[0], world)) for line in about_rosa}
    amara = cast.client("amara")
    for where, _form in asked.values():
        amara.get(where)  # what a page that was open remembers must open nothing later
    care.hand_over(
        by=cast.amara,
        place=cast.rosa.care_team.get(),
        practitioner=cast.ben,
        discipline="physiotherapist",
    )
    for (name, method), (where, form) in asked.items():
        answer = amara.get(where) if method == "GET" else amara.post(where, form)
        assert answer.status_code == 404, (name, method)
    assert (
        cast.client("ben").get(reverse("caseload:patient", args=[cast.rosa.pk])).status_code == 200
    )


def test_every_look_by_somebody_else_is_recorded(world):
    """Rosa's own looks are not; Mateo's and Amara's are, and a picture belongs to its page."""
    cast = world["cast"]
    for person, name in (
        ("rosa", "diary:today"),
        ("mateo", "diary:today"),
        ("amara", "caseload:patient"),
        ("amara", "progress:chart"),
    ):
        assert answer_to(cast.client(person), name, "GET", world) == "200"
    looks = Event.objects.filter(verb="looked_at", patient_id=cast.rosa.pk)
    assert {(look.by, look.changes["page"]) for look in looks} == {
        (cast.mateo, "today"),
        (cast.amara, "patient"),
    }
