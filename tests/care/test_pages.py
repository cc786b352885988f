"""The list of patients, My details, the care team."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from apps.audit.models import Event
from apps.care import actions
from apps.care.models import OutsidePractitioner
from apps.care.wording import PAGES, PAGES_OF_PATIENT, age_on
from tests.cast import make_patient


def texts(html: str) -> str:
    """Return the page's main part."""
    return html.split("<main")[1].split("</main>")[0]


def facts_on(html: str) -> list[tuple[str, str]]:
    """Return the labels and texts of the facts on a page."""
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", html, re.DOTALL)
    return [(" ".join(label.split()), " ".join(text.split())) for label, text in pairs]


def test_a_row_says_who_and_since_when(cast):
    """Time counts from the first stroke, as on the chart; the later one is told."""
    today = cast.rosa.today()
    actions.record_background(by=cast.amara, patient=cast.rosa, born_on=date(1968, 3, 27))
    for weeks, side in ((12, "left"), (3, "left")):
        actions.record_stroke(
            by=cast.amara, patient=cast.rosa, onset_on=today - timedelta(weeks=weeks), side=side
        )
    html = texts(cast.client("amara").get(reverse("caseload:caseload")).content.decode())
    later = date_format(today - timedelta(weeks=3), "j F Y")
    age = age_on(date(1968, 3, 27), today)
    assert f"{age}, week 12 since the first stroke, later stroke on {later}, left side" in html
    assert "Rosa Delgado" in html
    assert "George" not in html
    page = reverse("caseload:patient", args=[cast.rosa.pk])
    assert page in html
    facts = facts_on(cast.client("amara").get(page).content.decode())
    assert ("Time since first stroke", "week 12") in facts
    assert ("Later stroke", later) in facts


@pytest.mark.parametrize(
    ("sides", "words"),
    [
        (["left", "right"], "both sides"),
        (["unknown", "right"], "right side"),
        (["unknown"], "week 0<"),
        ([], "stroke not recorded yet"),
    ],
)
def test_a_row_says_every_side_that_is_known(cast, sides, words):
    """And that no stroke is recorded yet."""
    for back, side in enumerate(sides):
        day = cast.rosa.today() - timedelta(days=back)
        actions.record_stroke(by=cast.amara, patient=cast.rosa, onset_on=day, side=side)
    html = texts(cast.client("amara").get(reverse("caseload:caseload")).content.decode())
    assert words in html


@pytest.mark.parametrize("query", ["rosa", "DELGADO", " sa del "])
def test_search_by_any_part_of_the_name(cast, query):
    """In any capitals."""
    page = cast.client("amara").get(reverse("caseload:caseload"), {"q": query})
    html = texts(page.content.decode())
    assert "Rosa Delgado" in html


@pytest.mark.parametrize("query", ["Rossa", "<b>x</b>", "George", "%"])
def test_a_search_without_a_hit_says_what_to_check(cast, query):
    """Also for somebody else's patient; what was typed is shown, never run."""
    page = cast.client("amara").get(reverse("caseload:caseload"), {"q": query})
    html = texts(page.content.decode())
    assert "Check the spelling." in html
    assert "<b>x" not in html


def test_a_therapist_without_patients(cast):
    """Says whom to ask."""
    actions.end_care_place(by=cast.ana, place=cast.rosa.care_team.get())
    html = texts(cast.client("amara").get(reverse("caseload:caseload")).content.decode())
    assert "No patients yet. Ask an admin to assign some." in html


@pytest.mark.parametrize(("name", "page"), [("amara", "caseload:caseload"), ("ana", "care:teams")])
def test_lists_cost_a_constant_number_of_queries(cast, name, page):
    """3 rows or 13, each with strokes and parts."""

    def more(number, start):
        for extra in range(start, start + number):
            patient = make_patient(f"P{extra} Test", cast.amara, cast.ana, ["left-hand"])
            actions.record_stroke(by=cast.amara, patient=patient, onset_on=date(2024, 1, 1))

    more(2, 0)
    client = cast.client(name)
    client.get(reverse(page))  # settings are asked once a minute
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(page))
    more(10, 2)
    client.get(reverse(page))  # makes the summaries of those who are new
    with CaptureQueriesContext(connection) as many:
        assert b"P11 Test" in client.get(reverse(page)).content
    assert len(few) == len(many)


def test_long_lists_come_in_pages_of_fifty(cast):
    """The search stays in the links."""
    for number in range(52):
        make_patient(f"P{number:02} Test", cast.amara, cast.ana, ["left-hand"])
    url = reverse("caseload:caseload")
    first = texts(cast.client("amara").get(url, {"q": "Test"}).content.decode())
    assert first.count('<li class="card case') == 50
    assert 'href="?q=Test&amp;page=2"' in first
    second = texts(cast.client("amara").get(f"{url}?q=Test&page=2").content.decode())
    assert second.count('<li class="card case') == 2
    for page in ("0", "99", "x"):
        assert cast.client("amara").get(url, {"page": page}).status_code == 200


def test_my_details_are_one_row_each(cast):
    """Parts, clock, helpers, team, the last look: how it is, and the way to its page."""
    actions.add_outside_practitioner(
        by=cast.amara,
        patient=cast.rosa,
        name="Li Wei",
        phone="01632 960 444",
        discipline="acupuncturist",
    )
    cast.client("amara").get(reverse("care:intake", args=[cast.rosa.pk]))
    html = texts(cast.client("rosa").get(reverse("care:details")).content.decode())
    for words in (
        "Rosa Delgado",
        "rosa@example.org",
        "Left hand, Left forearm, Left foot",
        "London, Europe",
        "Mateo Delgado",
        "Amara Osei, Li Wei",
        "Last time on ",
        "Sign out",
    ):
        assert words in html
    for name in ("zone", "helpers", "my-team", "looks"):
        assert f'href="{reverse(f"care:{name}")}"' in html


def test_my_care_team_can_be_called(cast):
    """Somebody without an account has a phone; who left is not listed."""
    actions.add_outside_practitioner(
        by=cast.amara,
        patient=cast.rosa,
        name="Li Wei",
        phone="01632 960 444",
        discipline="acupuncturist",
    )
    url = reverse("care:my-team")
    html = texts(cast.client("rosa").get(url).content.decode())
    for words in ("Amara Osei", "Occupational therapist", 'href="tel:01632960444"'):
        assert words in html
    actions.end_care_place(by=cast.ana, place=cast.rosa.care_team.get())
    assert "Amara Osei" not in cast.client("rosa").get(url).content.decode()


def test_nobody_looked(cast):
    """Says so, in the row and on the page."""
    for name in ("care:details", "care:looks"):
        assert "Nobody but you." in texts(cast.client("rosa").get(reverse(name)).content.decode())


def test_who_looked_is_told_page_by_page(cast, known_settings):
    """The newest first, twenty on a page, in as many queries as for one."""
    cast.client("amara").get(reverse("care:intake", args=[cast.rosa.pk]))
    client, url = cast.client("rosa"), reverse("care:looks")
    with CaptureQueriesContext(connection) as few:
        html = texts(client.get(url).content.decode())
    assert "<strong>Amara Osei</strong> saw your health facts" in html
    for number in range(25):
        Event.objects.create(
            by=cast.amara,
            verb="looked_at",
            target_type="patient",
            target_id=str(cast.rosa.pk),
            patient_id=cast.rosa.pk,
            changes={"page": f"page{number}"},
        )
    with CaptureQueriesContext(connection) as many:
        html = client.get(url).content.decode()
    assert html.count("saw your record") == 20
    assert len(many) == len(few)
    assert client.get(f"{url}?page=2").content.decode().count("<strong>Amara Osei</strong>") == 6
    for page in ("0", "99", "x"):
        assert client.get(url, {"page": page}).status_code == 200


def test_my_details_cost_the_same_for_many(cast, known_settings):
    """However many helpers, practitioners and looks there are."""
    client, url = cast.client("rosa"), reverse("care:details")
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for number in range(4):
        actions.allow_helper(
            by=cast.rosa.user,
            patient=cast.rosa,
            email=f"p{number}@example.org",
            name=f"P{number}",
            link_to=str,
        )
        actions.add_outside_practitioner(
            by=cast.amara, patient=cast.rosa, name=f"D{number}", phone="0123456", discipline="nurse"
        )
        cast.client("amara").get(reverse("care:intake", args=[cast.rosa.pk]))
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few) <= 9


def test_the_time_zone_is_chosen(cast):
    """And kept; a name that is none gets a sentence."""
    url = reverse("care:zone")
    client = cast.client("rosa")
    assert client.post(url, {"zone": "America/New_York"}).url == reverse("care:details")
    cast.rosa.refresh_from_db()
    assert cast.rosa.zone == "America/New_York"
    cast.clients.clear()  # the browser of a moment ago keeps the row of the patient
    client = cast.client("rosa")
    html = client.get(url).content.decode()
    assert '<option value="America/New_York" selected>New York, America</option>' in html
    assert "New York, America" in client.get(reverse("care:details")).content.decode()
    html = client.post(url, {"zone": "Mars/Olympus"}).content.decode()
    assert "Choose a time zone from the list." in html
    cast.rosa.refresh_from_db()
    assert cast.rosa.zone == "America/New_York"


def test_somebody_from_outside_is_noted_once_and_ended(cast):
    """Name, phone, discipline; two taps are one row."""
    url = reverse("care:team", args=[cast.rosa.pk])
    data = {"name": "Li Wei", "phone": "+44 1632 960444", "discipline": "acupuncturist"}
    client = cast.client("amara")
    for _tap in range(2):
        assert client.post(url, data).url == url
    practitioner = OutsidePractitioner.objects.get()
    assert "Li Wei" in client.get(url).content.decode()
    end = reverse("care:end-outside", args=[cast.rosa.pk, practitioner.pk])
    for _tap in range(2):
        assert client.post(end).url == url
    practitioner.refresh_from_db()
    assert practitioner.ended_at
    assert Event.objects.filter(verb="ended_outside_practitioner").count() == 1


@pytest.mark.parametrize("phone", ["", "call me", "1" * 41, "<script>", "0163\n960"])
def test_a_phone_number_can_be_called(cast, phone):
    """Else a sentence, with the form open and nothing lost."""
    url = reverse("care:team", args=[cast.rosa.pk])
    data = {"name": "Li Wei", "phone": phone, "discipline": "nurse"}
    html = cast.client("amara").post(url, data).content.decode()
    assert "phone number" in html
    assert "<details open>" in html
    assert 'value="Li Wei"' in html
    assert not OutsidePractitioner.objects.exists()


def test_the_first_page_of_a_patient(cast):
    """Today; the body map while no part is chosen."""
    first = cast.client("rosa").get(reverse("care:my-first-page"))
    assert first.url == reverse("diary:today", args=[cast.rosa.pk])
    cast.rosa.areas.update(slot=None)
    first = cast.client("rosa").get(reverse("care:my-first-page"))
    assert first.url == reverse("care:areas", args=[cast.rosa.pk])


def test_every_page_that_counts_as_a_look_has_a_name():
    """Whoever reads who looked at their record is told at what."""
    code = [file.read_text() for file in Path("apps").rglob("views*/*.py")]
    code += [file.read_text() for file in Path("apps").rglob("views.py")]
    named = {name for text in code for name in re.findall(r'\b(?:page=|PAGE = )"([^"]+)"', text)}
    assert named - set(PAGES) == set()
    assert set(PAGES_OF_PATIENT) == set(PAGES)
