"""People in every state that a page can show, added to the demonstration for the sweep.

What prints runs inside a server's own process and tells where each state is found.
"""

import json
import sys
import uuid
from datetime import timedelta
from functools import partial

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.template.loader import render_to_string
from django.test import Client

from apps.accounts import actions as accounts
from apps.accounts.models import User
from apps.assessments import actions as assessments
from apps.assessments.models import Instrument
from apps.care import actions as care
from apps.care.body import PARTS_BY_CODE
from apps.care.models import Patient, TrackedArea, clinic_today
from apps.core.roles import Role
from apps.diary import actions as diary
from apps.diary.actions import Day, Stale
from apps.diary.models import Entry
from apps.diary.reminders.access import stop_token
from apps.diary.reminders.actions import pause_reminder, set_reminder, stop_reminder
from apps.safety import actions as safety
from apps.safety.addresses import signs_page
from apps.therapy import actions as therapy
from apps.therapy.models import Session, SessionKind
from apps.therapy.practice import actions as practice
from tests.cast import make_patient, make_person
from tests.stories.noted import note_states
from tests.stories.pages import sights
from tests.stories.treated import follow_up_states
from tests.stories.typed import typed_texts

TWO_PARTS = ["left-hand", "left-foot"]
WEAKER = {"answer": "no", "signs": ["C03"]}
BAD_NETWORKS = (
    "cut practice lost late killed dead tabs devices mends error expires shared leaves away idle "
    "urgent tapped alarm many clock"
)


def print_states() -> None:
    """Make every state and print as JSON: where each is, the sessions of those who visit the
    pages, what was typed."""
    found = make_states()
    typed = typed_texts()
    visitors = User.objects.filter(email__in={sight.who for sight in sights()})
    told = [found, {person.email: session_of(person) for person in visitors}, typed]
    sys.stdout.write(json.dumps(told, default=str))  # the sweep reads it


def session_of(person: User) -> str:
    """Sign somebody in, and return the key of the session."""
    client = Client()
    client.force_login(person)
    return client.session.session_key


def make_states() -> dict:
    """Make every state and return {name: id or address}."""
    ana = User.objects.get(email="ana@demo.example")
    tess = make_person("Tess Test", Role.THERAPIST)
    make_person("Theo Nobody", Role.THERAPIST)
    cora, today = make_person("Cora Cover", Role.THERAPIST), clinic_today()
    days = {"from_on": today, "until_on": today + timedelta(days=7)}
    care.set_cover(by=tess, covered=tess, colleague=cora, **days)
    make_person("Hal Helper", Role.HELPER)
    new = partial(make_patient, therapist=tess, admin=ana)
    nora = Patient.objects.create(user=make_person("Nora New", Role.PATIENT))
    care.assign_therapist(by=ana, patient=nora, practitioner=tess, discipline="occupational")
    fay, sam = new("Fay First", codes=TWO_PARTS), new("Sam Same", codes=TWO_PARTS)
    fred, bea = new("Fred Fresh", codes=TWO_PARTS), new("Bea Back", codes=TWO_PARTS)
    done = new("Dan Done", codes=TWO_PARTS)
    rate(sam, back=1)
    rate(fred, back=7)
    for back in range(6, 0, -1):
        say_same(fred, back)
    rate(bea, back=30)
    alone = Patient.objects.create(user=make_person("Lou Alone", Role.PATIENT))
    safety.raise_alert(by=alone.user, patient=alone, kind="weaker", facts=WEAKER)
    found = {"nora": nora.pk, "fay": fay.pk, "sam": sam.pk, "fred": fred.pk, "bea": bea.pk}
    found |= {"dan": done.pk, "day": done.today().isoformat()}
    found |= {
        f"{name}-area": area(patient).pk
        for name, patient in (("fay", fay), ("sam", sam), ("dan", done))
    }
    found |= diary_states(done) | session_states(tess, sam, done) | phase_states(tess, done)
    found |= result_states(tess, done)
    found |= aim_states(tess, done)
    found |= note_states(tess, rate(done, back=3, note="Burning at night"))
    found |= links(ana) | demo_people() | reminder_states(done, sam, fay)
    found |= practice_states(tess, done)
    found |= injury_states(fay) | sign_states(fay) | alert_states(tess, done)
    for name, cause in (("rosa", "gate"), ("rosa", "rise"), ("fay", "limb")):
        found[f"{name}-{cause}"] = signs_page(found[name], cause)
    found |= follow_up_states(tess, new("Ada After", codes=TWO_PARTS))
    return found | {"ana": ana.pk, "tess": tess.pk} | error_pages()


def make_somebody_to_plan_for(word: str) -> None:
    """Make a therapist and a patient with this word in their addresses; print the record's key."""
    tess = make_person(f"Tess {word}", Role.THERAPIST, f"tess-{word.lower()}@example.org")
    user = make_person(f"Pat {word}", Role.PATIENT, f"pat-{word.lower()}@example.org")
    patient = Patient.objects.create(user=user)
    care.assign_therapist(by=tess, patient=patient, practitioner=tess, discipline="occupational")
    parts = [PARTS_BY_CODE[code] for code in TWO_PARTS]
    care.choose_areas(by=tess, patient=patient, parts=parts)
    sys.stdout.write(f"{patient.pk}\n")  # the story reads it


def area(patient: Patient) -> TrackedArea:
    """Return the patient's first part."""
    return TrackedArea.objects.filter(patient=patient).in_daily_log()[0]


def day_of(patient: Patient, back: int) -> Day:
    """Return a day before the patient's today, written on that day."""
    on = patient.today() - timedelta(days=back)
    return Day(on=on, zone=patient.zone, today=on)


def rate(patient: Patient, back: int = 0, score: int = 5, **more) -> Entry:
    """The patient rates the first part and says that the others feel the same as that."""
    day, submission = day_of(patient, back), uuid.uuid4()
    given = {"by": patient.user, "patient": patient, "day": day, "submission": submission}
    entries = [
        diary.rate_day(area=one, numbness=score, **given, **more)
        for one in TrackedArea.objects.filter(patient=patient).in_daily_log()
    ]
    return entries[0]


def say_same(patient: Patient, back: int) -> None:
    """The patient says "same as yesterday"."""
    day = day_of(patient, back)
    yesterday = day.on - timedelta(days=1)
    diary.repeat_last(
        by=patient.user,
        patient=patient,
        answers=list(Entry.objects.filter(patient=patient, for_date=yesterday)),
        day=day,
        submission=uuid.uuid4(),
    )


def diary_states(patient: Patient) -> dict:
    """Log today, correct it, and correct the former version from a second device."""
    rate(patient, back=1)
    first = rate(patient, tingling=3, note="A note that says how it was.")
    given = {"by": patient.user, "day": day_of(patient, 0), "tingling": None}
    newer = diary.correct_entry(
        entry=first, submission=uuid.uuid4(), numbness=4, note="Better after lunch.", **given
    )
    try:
        diary.correct_entry(
            entry=first, submission=uuid.uuid4(), numbness=7, note="Typed elsewhere.", **given
        )
    except Stale as stale:
        kept = stale.kept
    return {"entry": kept.pk, "saved": kept.submission, "corrected": newer.pk}


def injury_states(patient: Patient) -> dict:
    """Note a burn, and a cut that is taken back."""
    found = {}
    for name, kind in (("injury", "burn"), ("gone-injury", "cut")):
        told = safety.Told(uuid.uuid4(), patient.today(), patient.zone)
        given = {"kind": kind, "part": area(patient).part, "note": "At the stove."}
        injury = safety.record_injury(by=patient.user, patient=patient, told=told, **given)
        found[name] = injury.pk
    safety.withdraw_injury(by=patient.user, injury=injury)
    return found


def sign_states(patient: Patient) -> dict:
    """Answer the danger signs: an emergency, something for the clinic, nothing."""
    said = {
        "emergency": ("gate", "yes", ["B3", "E09"]),
        "contact": ("weekly", "no", ["C04"]),
        "none": ("demand", "no", []),
    }
    found = {}
    for tier, (cause, answer, codes) in said.items():
        told = safety.Told(uuid.uuid4(), patient.today(), patient.zone)
        given = {"cause": cause, "answer": answer, "codes": codes}
        check = safety.answer_check(by=patient.user, patient=patient, told=told, **given)
        found[f"check-{tier}"] = check.pk
    return found


def alert_states(tess: User, patient: Patient) -> dict:
    """Raise one alert of each state."""
    raised = {
        kind: safety.raise_alert(by=patient.user, patient=patient, kind=kind, facts=facts)
        for kind, facts in (
            ("emergency_sign", {"answer": "yes", "signs": ["B3", "E08"]}),
            ("contact_sign", {"answer": "yes", "signs": ["C04"]}),
            ("injury", {"kind": "burn", "part": "left-hand", "on": "2026-05-03"}),
        )
    }
    safety.mark_alert_seen(by=tess, alert=raised["contact_sign"], steps_taken=1)
    closed = {"done": "Looked at the hand: a blister, dressed.", "needed": "yes"}
    safety.close_alert(by=tess, alert=raised["injury"], steps_taken=1, **closed)
    return {"alert": raised["emergency_sign"].pk, "closed-alert": raised["injury"].pk}


def session_states(tess: User, with_precautions: Patient, patient: Patient) -> dict:
    """Record sessions: one that was corrected, one taken back, one with current."""
    kinds = {kind.code: kind for kind in SessionKind.objects.all()}
    record = partial(therapy.record_session, by=tess, held_on=patient.today(), minutes=30)
    facts = {"patient": patient, "areas": [area(patient)], "kind": kinds["sensory"]}
    first = record(key=uuid.uuid4(), **facts)
    again = {"by": tess, "held_on": patient.today(), "areas": [area(patient)]}
    second = therapy.correct_session(session=first, key=uuid.uuid4(), minutes=40, **again)
    gone = record(key=uuid.uuid4(), **facts)
    therapy.withdraw_session(by=tess, session=gone)
    record(
        key=uuid.uuid4(),
        patient=with_precautions,
        areas=[area(with_precautions)],
        kind=kinds["electrical"],
        electrical={"max_ma": 20, "threshold_left_ma": 8, "skin_after": "normal"},
        precautions={"answers": {"epilepsy"}, "reason": "Agreed with the doctor."},
    )
    return {"session": second.pk, "former-session": first.pk, "gone-session": gone.pk}


def aim_states(tess: User, patient: Patient) -> dict:
    """Add an open goal with a number, one that was dropped, a plan, and one that was removed."""
    add = partial(therapy.add_goal, by=tess, patient=patient, score=None, by_on=None)
    gone = add(key=uuid.uuid4(), text="Knit a scarf", area=None)
    therapy.drop_goal(by=tess, goal=gone, version=1, reason="Something else matters more")
    goal = add(key=uuid.uuid4(), text="Feel the cup", area=area(patient), score=3)
    plan = partial(therapy.add_plan, by=tess, patient=patient, per_week=3, ends_on=None)
    starts_on = patient.today() - timedelta(days=30)
    sensory, physio = (SessionKind.objects.get(code=code) for code in ("sensory", "physio"))
    removed = plan(key=uuid.uuid4(), kind=physio, starts_on=starts_on)
    therapy.remove_plan(by=tess, plan=removed, version=1)
    planned = plan(key=uuid.uuid4(), kind=sensory, starts_on=starts_on)
    own = add(by=patient.user, key=uuid.uuid4(), text="Button my shirt", area=None)
    return {
        "own-goal": own.pk,
        "goal": goal.pk,
        "gone-goal": gone.pk,
        "plan": planned.pk,
        "gone-plan": removed.pk,
    }


def practice_states(tess: User, patient: Patient) -> dict:
    """Write practice down: one that stands, one taken back, one that a therapist corrected."""
    kinds = {kind.code: kind for kind in SessionKind.objects.all()}
    log = partial(practice.log_practice, by=patient.user, patient=patient, minutes=20)
    log = partial(log, held_on=patient.today(), areas=[area(patient)])
    tries = {"attempted": 30, "correct": 21}
    stands = log(key=uuid.uuid4(), kind=kinds["sensory"], sensory=tries)
    gone = log(key=uuid.uuid4(), kind=kinds["other"], label="Swimming")
    practice.take_back_practice(by=patient.user, session=gone)
    passed = log(key=uuid.uuid4(), kind=kinds["physio"])
    facts = passed.facts() | {"minutes": 15}
    therapy.correct_session(by=tess, session=passed, key=uuid.uuid4(), **facts)
    return {"practised": stands.pk, "gone-practice": gone.pk, "passed-practice": passed.pk}


def phase_states(tess: User, patient: Patient) -> dict:
    """Add a phase that is not over yet, and one that was removed."""
    add = partial(therapy.add_phase, by=tess, patient=patient, kind="treatment")
    first = patient.today() - timedelta(days=60)
    gone = add(key=uuid.uuid4(), name="By mistake", starts_on=first, ends_on=first)
    therapy.remove_phase(by=tess, phase=gone, version=gone.version)
    phase = add(key=uuid.uuid4(), name="Home visits", starts_on=first, ends_on=None)
    return {"phase": phase.pk, "gone-phase": gone.pk}


def result_states(tess: User, patient: Patient) -> dict:
    """Record results of tests: one that was corrected, one taken back."""
    fugl_meyer = Instrument.objects.get(code="FMA_S")
    facts = {"done_on": patient.today(), "place": "left-upper_limb", "version": "arm"}
    record = partial(assessments.record_result, by=tess, patient=patient, instrument=fugl_meyer)
    first = record(key=uuid.uuid4(), parts={"light_touch": 2, "position_sense": 5}, **facts)
    second = assessments.correct_result(
        by=tess,
        result=first,
        key=uuid.uuid4(),
        parts={"light_touch": 3, "position_sense": 5},
        **facts,
    )
    gone = record(key=uuid.uuid4(), total=4, **facts)
    assessments.withdraw_result(by=tess, result=gone)
    return {"result": second.pk, "gone-result": gone.pk}


def reminder_states(on: Patient, paused: Patient, stopped: Patient) -> dict:
    """Turn reminders on, pause one and stop one; return what the links in the mails hold."""
    for patient in (on, paused, stopped):
        set_reminder(by=patient.user, patient=patient, is_on=True, minute=18 * 60)
    resumes_on = paused.today() + timedelta(weeks=2)
    pause_reminder(by=paused.user, patient=paused, resumes_on=resumes_on)
    stop_reminder(reminder=stopped.reminder)
    return {
        "stop-token": stop_token(on.reminder),
        "stopped-token": stop_token(stopped.reminder),
    }


def links(ana: User) -> dict:
    """Make an invitation that is open, an account that is off, and a link to a new password."""
    found: dict[str, str] = {}
    accounts.invite(
        by=ana,
        email="ina@example.org",
        name="Ina Invited",
        role=Role.THERAPIST,
        link_to=lambda token: found.setdefault("invitation", token),
    )
    accounts.turn_off(by=ana, person=make_person("Olga Off", Role.THERAPIST))
    forgetful = make_person("Fio Forgot", Role.THERAPIST)
    key = default_token_generator.make_token(forgetful)
    return found | {"new-password": f"{user_pk_to_url_str(forgetful)}-{key}"}


def demo_people() -> dict:
    """Return where Rosa's and Ingrid's records are, and a few rows in them."""
    rosa, ingrid = (
        Patient.objects.get(user__email=f"{name}@demo.example") for name in ("rosa", "ingrid")
    )
    entry = Entry.objects.current().filter(patient=rosa).order_by("-for_date").first()
    return {
        "rosa": rosa.pk,
        "ingrid": ingrid.pk,
        "rosa-area": area(rosa).pk,
        "rosa-entry": entry.pk,
        "rosa-saved": entry.submission,
        "rosa-yesterday": (rosa.today() - timedelta(days=1)).isoformat(),
        "rosa-consent": rosa.consents.filter(ended_at=None).first().pk,
        "rosa-stroke": rosa.strokes.first().pk,
        "rosa-session": Session.objects.filter(patient=rosa, state="current").last().pk,
        **{f"test-{test.code}": test.address_id for test in Instrument.objects.all()},
        "rosa-result": rosa.results.filter(instrument="WPST").last().pk,
    }


def error_pages() -> dict:
    """Return the error pages that no visit can provoke: they need no data."""
    context = {"clinic_phone": "01632 960 123", "failure_id": "5f3a91c2"}
    return {
        f"error-{name}": render_to_string(f"core/errors/{name}.html", context)
        for name in ("429", "500", "form_expired")
    }


# --- The stories of one day -----------------------------------------------------------------

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
HOSTILE_SHORT = '"><img src=x>'


def print_people_of_one_day() -> None:
    """Make an admin, a therapist, and patients who each logged yesterday; print their keys."""
    ana, amara = make_person("Ana Ruiz", Role.ADMIN), make_person("Amara Osei", Role.THERAPIST)
    found = {}
    for name in ("Tara Tap", "Enya Enter", "Tess Twice", "Una Undo", "Dev Devices", "Otto Off"):
        patient = make_patient(name, therapist=amara, admin=ana, codes=TWO_PARTS)
        rate(patient, back=1)
        found[name.split()[0].lower()] = patient.pk
    found |= hostile_record(ana)
    sys.stdout.write(json.dumps(found, default=str))  # the story reads it


def print_people_on_bad_networks() -> None:
    """Make patients who logged two weeks ago and yesterday, and a helper; print their keys."""
    ana, amara = make_person("Ana Ruiz", Role.ADMIN), make_person("Amara Osei", Role.THERAPIST)
    make_person("Hal Helper", Role.HELPER)
    found = {}
    for name in BAD_NETWORKS.split():
        patient = make_patient(f"{name} Net", therapist=amara, admin=ana, codes=TWO_PARTS)
        rate(patient, back=16)
        rate(patient, back=1)
        found[name] = {"id": patient.pk, "areas": areas_of(patient)}
    sys.stdout.write(json.dumps(found, default=str))  # the story reads it


def areas_of(patient: Patient) -> list:
    """Return the keys of the parts in the patient's log."""
    return [one.pk for one in TrackedArea.objects.filter(patient=patient).in_daily_log()]


def hostile_record(ana: User) -> dict:
    """Fill every text that people can type with markup; print where it is shown."""
    person = make_person(HOSTILE, Role.PATIENT, email="hostile@example.org")
    patient = Patient.objects.create(user=person)
    therapist = make_person(HOSTILE, Role.THERAPIST, email="hostile-therapist@example.org")
    care.assign_therapist(
        by=ana, patient=patient, practitioner=therapist, discipline="occupational"
    )
    care.choose_areas(by=person, patient=patient, parts=[PARTS_BY_CODE[TWO_PARTS[0]]])
    care.add_outside_practitioner(
        by=therapist, patient=patient, name=HOSTILE, phone="01632 960 123", discipline="other"
    )
    care.record_baseline(
        by=therapist,
        patient=patient,
        note=HOSTILE,
        **dict.fromkeys(("weakness", "numbness", "face"), "none"),
        **dict.fromkeys(("speech", "vision", "balance", "bladder_or_bowel", "confusion"), False),
    )
    care.record_background(
        by=therapist,
        patient=patient,
        needs=HOSTILE,
        other_cause=HOSTILE,
        other_implant=HOSTILE,
        blood_thinner_name=HOSTILE,
    )
    care.allow_helper(by=person, patient=patient, email="h@example.org", name=HOSTILE, link_to=str)
    kind = therapy.add_kind(
        by=ana,
        name=HOSTILE,
        short_name=HOSTILE_SHORT,
        form="plain",
        shape="circle",
        colour="other",
    )
    given = {"by": therapist, "patient": patient, "areas": [area(patient)], "minutes": 30}
    given |= {"held_on": patient.today(), "note": HOSTILE}
    therapy.record_session(key=uuid.uuid4(), kind=kind, **given)
    other = SessionKind.objects.get(code="other")
    first = therapy.record_session(key=uuid.uuid4(), kind=other, label=HOSTILE, **given)
    del given["patient"]
    session = therapy.correct_session(
        session=first,
        key=uuid.uuid4(),
        label="Plain",
        given_by_name=HOSTILE,
        given_by_phone="01632 960 123",
        **given,
    )
    return {"hostile": patient.pk, "session": session.pk, "kind": kind.code}


# --- The taps that are counted --------------------------------------------------------------


def print_people_who_tap() -> None:
    """Make a patient for each flow, once with scripts and once without; print their keys."""
    ana, amara = make_person("Ana Ruiz", Role.ADMIN), make_person("Amara Osei", Role.THERAPIST)
    hand, hand_and_foot = TWO_PARTS[:1], TWO_PARTS
    three = ["left-hand", "left-forearm", "left-foot"]
    flows = {
        **dict.fromkeys(
            ("Sara", "Uli", "Olga", "Chad", "Hana", "Alma", "Cara", "Nils"), (hand_and_foot, 1)
        ),
        "Otis": (hand, 1),
        "Theo": (three, 0),
        "Yves": (hand_and_foot, 2),
    }
    found = {}
    for name, (codes, back) in flows.items():
        for key in (name.lower(), f"{name.lower()}-plain"):
            patient = make_patient(key, therapist=amara, admin=ana, codes=codes)
            if back:
                rate(patient, back=back)
            found[key] = patient.pk
    sys.stdout.write(json.dumps(found, default=str))  # the story reads it
