"""The therapist's first page: bands, reasons, "Mark as seen" and its undo, search."""

import re
import uuid
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from apps.assessments.actions import record_result
from apps.assessments.models import Instrument
from apps.audit.models import LOOK, Event
from apps.care import actions as care
from apps.caseload.models import CaseloadRules, Seen
from apps.diary.models import Entry
from apps.safety.actions import raise_alert
from apps.safety.models import Alert
from tests.cast import make_patient

PAGE = "/patients/"


def rate_weeks(patient, code: str, *scores: int) -> None:
    """Give one part a score for all days of each week; the last week is the one before this."""
    area = next(one for one in patient.areas.all() if one.part.code == code)
    monday = patient.today() - timedelta(days=patient.today().weekday() + 7 * len(scores))
    for place, score in enumerate(scores):
        for day in range(7):
            Entry.objects.create(
                submission=uuid.uuid4(),
                patient=patient,
                area=area,
                zone=patient.zone,
                numbness=score,
                for_date=monday + timedelta(days=7 * place + day),
                method="rated",
                entered_by=patient.user,
            )
    care.touch_patient(patient)


@pytest.fixture
def worse(cast):
    """Rosa's left foot got worse."""
    rate_weeks(cast.rosa, "left-foot", 4, 4, 4, 4, 6)
    return cast


def row_of(html: str, name: str) -> str:
    """Return the row of one patient."""
    rows = re.findall(r'<li class="card case.*?</li>', html, re.DOTALL)
    return next(row for row in rows if f">{name}</a>" in row)


def form_of(html: str, name: str = "") -> dict:
    """Return what "Mark as seen" would send, on the list from the row of one patient."""
    kept = re.findall(r'type="hidden" name="(q|region|whose|page)" value="([^"]*)"', html)
    button = row_of(html, name) if name else html
    return {name: unescape(value) for name, value in kept} | {
        "press": re.search(r'name="press" value="([^"]+)"', html)[1],
        "reasons": re.search(r'name="reasons"\s+value="([^"]+)"', button)[1],
    }


def bands(html: str) -> dict[str, str]:
    """Return the bands of the page with their numbers."""
    return dict(re.findall(r"<h2 id=\"band-\w+\">([^(]+) \((\d+)\)</h2>", html))


def test_who_got_worse_stands_first_with_the_reason(worse):
    """In the band "Needs a look", above whom nobody has heard of."""
    make_patient("Alma Hill", worse.amara, worse.ana, ["left-hand"])
    html = worse.client("amara").get(PAGE).text
    assert bands(html) == {"Needs a look": "1", "Nothing to flag": "1"}
    assert "2 patients. 1 needs a look today. Sorted by need." in html
    row = row_of(html, "Rosa Delgado")
    for words in ("Worse", "Left foot went from 4 to 6 in 4 weeks.", "4 to 6", "in 4 weeks"):
        assert words in row
    assert '<path d="M' in row
    assert html.index("Rosa Delgado") < html.index("Alma Hill")


def test_seen_takes_the_row_out_and_undo_brings_it_back(worse):
    """Who and when is written down; the list says so."""
    client = worse.client("amara")
    html = client.get(PAGE).text
    url = reverse("caseload:mark-seen", args=[worse.rosa.pk])
    after = client.post(url, form_of(html, "Rosa Delgado"), follow=True).text
    assert "Marked as seen: Rosa Delgado." in after
    assert "No one needs a look today." in after
    assert bands(after) == {"Nothing to flag": "1"}
    seen = Seen.objects.get()
    assert (seen.seen_by, seen.reason, seen.about) == (worse.amara, "worse", "left-foot")
    event = Event.objects.get(verb="marked_as_seen")
    assert (event.by, event.patient_id) == (worse.amara, worse.rosa.pk)
    undo = re.search(r'action="([^"]+/undo/)"', after)[1]
    again = client.post(undo, follow=True).text
    assert "Not marked as seen any more: Rosa Delgado." in again
    assert bands(again)["Needs a look"] == "1"


def test_seen_and_its_undo_come_back_to_the_same_list(worse):
    """The search, the part, whose patients and the page; never an address from somewhere else."""
    client = worse.client("amara")
    asked = "?q=rosa+%26&region=foot&whose=own"
    worse.rosa.user.name = "Rosa & Co"
    worse.rosa.user.save()
    form = form_of(client.get(PAGE + asked).text, "Rosa &amp; Co")
    url = reverse("caseload:mark-seen", args=[worse.rosa.pk])
    seen = client.post(f"{url}?to=//evil.example", form | {"next": "//evil.example"})
    assert seen.url == PAGE + asked
    after = client.get(seen.url).text
    undo = unescape(re.search(r'action="([^"]+/undo/[^"]*)"', after)[1])
    assert client.post(undo).url == seen.url
    assert "Rosa &amp; Co" in client.get(seen.url).text


def test_seen_on_a_later_page_comes_back_to_it(worse):
    """A page that is none is left out."""
    url = reverse("caseload:mark-seen", args=[worse.rosa.pk])
    form = form_of(worse.client("amara").get(PAGE).text, "Rosa Delgado")
    for page, back in (("2", "?page=2"), ("x", ""), ("²", ""), ("9" * 5, "")):
        answer = worse.client("amara").post(url, form | {"page": page})
        assert answer.url == PAGE + back


def test_a_search_hides_no_one_who_needs_a_look(worse):
    """The head counts everybody, whatever is asked for."""
    make_patient("Alma Hill", worse.amara, worse.ana, ["left-hand"])
    html = worse.client("amara").get(PAGE, {"q": "Alma"}).text
    assert "Rosa Delgado" not in html
    assert "2 patients. 1 needs a look today." in html
    covered = worse.client("amara").get(PAGE, {"whose": "covered"}).text
    assert "No patient for this choice." in covered


def test_an_undo_of_nothing_says_so(worse):
    """An address that was never pressed, or pressed twice."""
    url = reverse("caseload:undo-seen", args=[worse.rosa.pk, uuid.uuid4()])
    html = worse.client("amara").post(url, follow=True).text
    assert "Something has changed for Rosa Delgado. Look again." in html


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_what_is_seen_stays_seen_in_every_zone(cast, zone):
    """Days are those of the patient's calendar: a test is seen on the day from which it is due."""
    care.set_zone(by=cast.rosa.user, patient=cast.rosa, zone=zone)
    cast.rosa.refresh_from_db()
    test = Instrument.objects.get(code="WPST")
    day = cast.rosa.today() - timedelta(days=84)
    record_result(
        by=cast.amara, patient=cast.rosa, key=uuid.uuid4(), instrument=test, place="left-wrist",
        done_on=day, total=Decimal("12.5"),
    )  # fmt: skip
    client = cast.client("amara")
    form = form_of(client.get(PAGE).text, "Rosa Delgado")
    client.post(reverse("caseload:mark-seen", args=[cast.rosa.pk]), form)
    assert "Test due" not in client.get(PAGE).text


def test_a_press_that_is_sent_twice_is_one(worse):
    """And one of a page that is older than the record says so."""
    client = worse.client("amara")
    form = form_of(client.get(PAGE).text, "Rosa Delgado")
    url = reverse("caseload:mark-seen", args=[worse.rosa.pk])
    for _ in range(2):
        assert "Marked as seen" in client.post(url, form, follow=True).text
    assert Seen.objects.count() == 1
    stale = form | {"press": str(uuid.uuid4())}
    assert "Something has changed for Rosa Delgado." in client.post(url, stale, follow=True).text
    assert client.post(url, form | {"press": "x"}).status_code == 404
    assert client.post(url, {"press": str(uuid.uuid4())}, follow=True).status_code == 200


def test_a_new_event_comes_back(worse):
    """A higher score after somebody has seen the first."""
    client = worse.client("amara")
    form = form_of(client.get(PAGE).text, "Rosa Delgado")
    client.post(reverse("caseload:mark-seen", args=[worse.rosa.pk]), form)
    Entry.objects.filter(patient=worse.rosa, numbness=6).update(numbness=8)
    care.touch_patient(worse.rosa)
    html = client.get(PAGE).text
    assert "Left foot went from 4 to 8 in 4 weeks." in row_of(html, "Rosa Delgado")
    form = form_of(html, "Rosa Delgado")
    client.post(reverse("caseload:mark-seen", args=[worse.rosa.pk]), form)
    assert Seen.objects.filter(ended_at=None).count() == 1


def test_an_alert_that_is_seen_here_is_seen_everywhere(cast):
    """It moves to "Watch" until it is closed; undo opens it again."""
    facts = {"signs": ["face"], "answer": "yes"}
    raise_alert(by=cast.rosa.user, patient=cast.rosa, kind="emergency_sign", facts=facts)
    client = cast.client("amara")
    html = client.get(PAGE).text
    row = row_of(html, "Rosa Delgado")
    assert "Warning sign" in row
    assert "danger" in row
    form = form_of(html, "Rosa Delgado")
    url = reverse("caseload:mark-seen", args=[cast.rosa.pk])
    after = client.post(url, form, follow=True).text
    assert Alert.objects.get().state == "seen"
    assert bands(after) == {"Watch": "1"}
    assert "Seen, not closed" in after
    assert "Mark as seen" not in row_of(after, "Rosa Delgado")
    client.post(re.search(r'action="([^"]+/undo/)"', after)[1])
    assert Alert.objects.get().state == "open"


def test_the_patients_page_shows_the_reason_too(worse):
    """With the same button, which comes back to that page."""
    page = reverse("caseload:patient", args=[worse.rosa.pk])
    client = worse.client("amara")
    html = client.get(page).text
    assert "Left foot went from 4 to 6 in 4 weeks." in html
    # The page begins with the left hand; the reason leads to its own picture.
    shown = client.get(page + unescape(re.search(r'href="([^"]+)">Show Left foot<', html)[1])).text
    assert "Left foot: numbness" in " ".join(shown.split())
    assert "Show Left foot" not in shown
    url = reverse("caseload:mark-seen", args=[worse.rosa.pk]) + "?to=patient"
    answer = client.post(url, form_of(html.split('id="reasons"')[1]))
    assert answer.url == page
    assert "went from 4 to 6" not in client.get(page).text


def test_whoever_stops_having_sessions_is_not_flagged(cast):
    """No session at all, and nothing to flag."""
    rate_weeks(cast.rosa, "left-hand", 5, 4)
    cast.rate(4)
    assert bands(cast.client("amara").get(PAGE).text) == {"Nothing to flag": "1"}


def test_the_list_can_be_cut_to_a_part_of_the_body(cast):
    """Who logs a foot; a part that is none shows all."""
    make_patient("Alma Hill", cast.amara, cast.ana, ["right-hand"])
    client = cast.client("amara")
    feet = client.get(PAGE, {"region": "foot"}).text
    assert "Rosa Delgado" in feet
    assert "Alma Hill" not in feet
    assert "No patient for this choice." in client.get(PAGE, {"region": "neck"}).text
    assert "Alma Hill" in client.get(PAGE, {"region": "x'"}).text


def test_a_look_at_the_list_is_written_down(worse):
    """Scores of each patient are on it; once in ten minutes."""
    for _ in range(2):
        worse.client("amara").get(PAGE)
    looks = Event.objects.filter(verb=LOOK, by=worse.amara, changes__page="caseload")
    assert [look.patient_id for look in looks] == [worse.rosa.pk]


RULES = {
    "worse_points": "3", "worse_weeks": "4", "quiet_days": "14", "flat_weeks": "8",
    "test_weeks": "12",
}  # fmt: skip


def test_an_admin_sets_from_when_on_somebody_is_flagged(worse):
    """It counts at once; the history says who set it."""
    page = "/caseload/rules/"
    admin = worse.client("ana")
    assert "Nobody has saved anything yet." in admin.get(page).text
    after = admin.post(page, RULES, follow=True).text
    assert "Saved." in after
    assert "Points that count as worse: 3, before 2" in after
    assert "Needs a look" not in bands(worse.client("amara").get(PAGE).text)
    assert "Nothing has changed." in admin.post(page, RULES, follow=True).text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("worse_points", "0", "Type a whole number of points from 1 to 10."),
        ("worse_weeks", "", "Type a whole number of weeks from 1 to 12."),
        ("quiet_days", "x", "Type a whole number of days from 3 to 90."),
        ("flat_weeks", "27", "Type a whole number of weeks from 4 to 26."),
        ("test_weeks", "2.5", "Type a whole number of weeks from 4 to 104."),
    ],
)
def test_a_rule_out_of_bounds_gets_a_sentence(cast, field, value, sentence):
    """And nothing is saved."""
    html = cast.client("ana").post("/caseload/rules/", RULES | {field: value}).text
    assert sentence in html
    assert not CaseloadRules.objects.exists()


def test_two_admins_do_not_overwrite_each_other(cast):
    """The second is told what stands, and loses nothing."""
    admin = cast.client("ana")
    admin.post("/caseload/rules/", RULES)
    html = admin.post("/caseload/rules/", RULES | {"quiet_days": "21", "version": ""}).text
    assert "Ana Ruiz has saved these rules since you opened them." in html
    difference = html.split('id="differs"')[1].split("</table>")[0]
    assert re.findall(r"<t[hd][^>]*>([^<]+)<", difference)[-3:] == [
        "Days without a log",
        "14",
        "21",
    ]
    version = re.search(r'name="version" value="(\d+)"', html)[1]
    admin.post("/caseload/rules/", RULES | {"quiet_days": "21", "version": version})
    assert CaseloadRules.objects.latest("pk").quiet_days == 21


def test_a_clinical_test_is_due_twelve_weeks_after_the_last(cast):
    """Nobody without any is flagged; the newest counts."""
    cast.rate(4)
    client = cast.client("amara")
    test = Instrument.objects.get(code="WPST")
    usual = {"by": cast.amara, "patient": cast.rosa, "instrument": test, "place": "left-wrist"}
    for back in (200, 84):
        day = cast.today() - timedelta(days=back)
        record_result(key=uuid.uuid4(), done_on=day, total=Decimal("12.5"), **usual)
    html = client.get(PAGE).text
    assert "Test due" in row_of(html, "Rosa Delgado")
    assert bands(html) == {"Watch": "1"}
    record_result(key=uuid.uuid4(), done_on=cast.today(), total=Decimal("11"), **usual)
    assert "Test due" not in client.get(PAGE).text
