"""The pages about reminders, the mail, and the link that stops it."""

import re
import uuid
from email import message_from_bytes, policy

import pytest
from django.conf import settings
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from apps.accounts import actions as accounts
from apps.diary.models import Reminder
from apps.diary.reminders import actions
from apps.diary.reminders.access import stop_token
from apps.diary.reminders.mails import reminder_mail

SITE = "https://rehab.example.org"
PAGE, PAUSE = "/my/details/reminder/", "/my/details/reminder/pause/"
SIX = 18 * 60


@pytest.fixture
def reminder(cast) -> Reminder:
    """Rosa's, which is on."""
    return actions.set_reminder(by=cast.rosa.user, patient=cast.rosa, is_on=True, minute=SIX)


def details(cast) -> str:
    return cast.client("rosa").get(reverse("care:details")).content.decode()


# --- My details ------------------------------------------------------------------------------
def test_it_is_off_at_first_and_suggests_the_evening(cast) -> None:
    page = cast.client("rosa").get(PAGE)
    form = page.context["form"]
    assert (form["wanted"].value(), form["minute"].value()) == ("no", SIX)
    assert "Reminder" in details(cast)
    assert not Reminder.objects.exists()  # a look stores nothing


def test_turning_it_on(cast) -> None:
    answer = cast.client("rosa").post(PAGE, {"wanted": "yes", "minute": "1110"}, follow=True)
    assert "Reminder saved." in answer.content.decode()
    assert Reminder.objects.get().state == "on"
    assert "Each day at 18:30" in details(cast)


def test_turning_it_off(cast, reminder) -> None:
    cast.client("rosa").post(PAGE, {"wanted": "no", "minute": SIX})
    assert Reminder.objects.get().state == "off"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"minute": "1080"}, "Choose yes or no."),
        ({"wanted": "maybe", "minute": "1080"}, "Choose yes or no."),
        ({"wanted": "yes"}, "Choose a time."),
        ({"wanted": "yes", "minute": "1081"}, "Choose a time from the list."),
        ({"wanted": "yes", "minute": "evening"}, "Choose a time from the list."),
    ],
)
def test_what_is_wrong_is_said(cast, sent, sentence) -> None:
    assert sentence in cast.client("rosa").post(PAGE, sent).content.decode()
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("weeks", [1, 2, 4])
def test_pausing_for_weeks(cast, reminder, weeks) -> None:
    cast.client("rosa").post(PAUSE, {"how_long": str(weeks)})
    found = Reminder.objects.get()
    assert (found.state, (found.resumes_on - cast.today()).days) == ("paused", 7 * weeks)
    assert "Paused until" in details(cast)


def test_pausing_until_a_day(cast, reminder) -> None:
    day = cast.day(-10).on
    boxes = {"day_day": day.day, "day_month": day.month, "day_year": day.year}
    cast.client("rosa").post(PAUSE, {"how_long": "day", **boxes})
    assert Reminder.objects.get().resumes_on == day


def test_pausing_until_told_otherwise(cast, reminder) -> None:
    cast.client("rosa").post(PAUSE, {"how_long": "open", "day_day": "forgotten"})
    assert Reminder.objects.get().resumes_on is None
    assert "Paused until I start it again" in details(cast)
    page = cast.client("rosa").get(PAGE).content.decode()
    assert "Start again now" in page
    cast.client("rosa").post("/my/details/reminder/start/")
    assert Reminder.objects.get().state == "on"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"day_day": ""}, "Choose how long."),
        ({"how_long": "3"}, "Choose how long, from the list."),
        ({"how_long": "day"}, "Type the day, the month and the year."),
        ({"how_long": "day", "day_day": "31", "day_month": "2", "day_year": "2027"}, "real day"),
        ({"how_long": "day", "day_day": "1", "day_month": "2", "day_year": "2020"}, "after today"),
        (
            {"how_long": "day", "day_day": "1", "day_month": "2", "day_year": "9999"},
            "within a year",
        ),
    ],
)
def test_what_is_wrong_with_a_pause_is_said(cast, reminder, sent, sentence) -> None:
    page = cast.client("rosa").post(PAUSE, sent).content.decode()
    assert sentence in page
    assert Reminder.objects.get().state == "on"


# --- The mail --------------------------------------------------------------------------------
# Whoever sees a mail over somebody's shoulder learns nothing of their health.
HEALTH = re.compile(
    r"numb|stroke|feel|tingl|pins|rehab(?!\.example)|therap|treat|acupunct|patient|\bpain|\bhands?\b|\bbody\b"
    r"|score|rating|symptom|health|hospital|doctor|medic|recover|diary|log\b"
    r"|adormec|entumec|derrame|ictus|accidente cerebr|sent(ir|imiento)|hormigueo|salud|pacien"
    r"|terapia|tratam|dolor|cuerpo|mano\b|síntoma|recupera|diario|registro"
    r"|麻|中風|感覺|刺痛|復康|復健|康復|治療|病|針灸|痛|身體|手\b|健康|醫|日記|紀錄|記錄",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_no_mail_tells_of_health(reminder, language) -> None:
    reminder.patient.user.language = language
    message = reminder_mail(reminder, SITE)
    assert (message.subject == "A note for today") == (language == "en-gb")
    assert not HEALTH.search(f"{message.subject}\n{message.body}".replace(SITE, ""))
    assert settings.CLINIC_NAME in message.body
    assert SITE in message.body


def test_mail_and_page_speak_the_language_of_their_reader(reminder) -> None:
    person = reminder.patient.user
    person.language = "es"
    person.save()
    assert reminder_mail(reminder, SITE).subject == "Una nota para hoy"
    page = Client().get(stop_address(reminder)).content.decode()
    assert "¿Detener las notas?" in page
    assert '<html lang="es"' in page
    # The links of the page to the other languages do what they say.
    asked = Client().get(stop_address(reminder), {"language": "en-gb"}).content.decode()
    assert '<html lang="en-gb"' in asked
    assert "Stop the notes?" in asked


def test_the_scan_finds_words_of_health() -> None:
    for text in ("How numb is it?", "Rehab Tracker", "¿Está adormecida?", "您的手麻嗎？"):
        assert HEALTH.search(text)


def test_the_mail_names_no_record(reminder) -> None:
    """The only secret in it stops the mails; it leads to no page of the record."""
    message = reminder_mail(reminder, SITE)
    for secret in (reminder.patient_id, reminder.patient.user_id, reminder.pk):
        assert str(secret) not in message.message().as_string()
        assert secret.hex not in message.message().as_string()


def test_headers_for_one_click(reminder) -> None:
    """RFC 8058: on lines that programs can read, without any coding of ours."""
    written = reminder_mail(reminder, SITE).message().as_bytes()
    sent = message_from_bytes(written, policy=policy.SMTP)
    link = sent["List-Unsubscribe"].strip()
    assert re.fullmatch(rf"<{SITE}/notes/[\w.-]+/stop/>", link)
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert link.strip("<>") in sent.get_content()


def test_a_name_stands_in_the_mail_as_it_is(cast, reminder) -> None:
    reminder.patient.user.name = "O'Neill & <b>"
    assert "Hello O'Neill," in reminder_mail(reminder, SITE).body


# --- The link that stops it ------------------------------------------------------------------
def stop_address(reminder: Reminder) -> str:
    return reverse("diary:stop-reminder", args=[stop_token(reminder)])


def test_looking_stops_nothing(reminder) -> None:
    """Programs that look for viruses open every link."""
    for _ in range(3):
        page = Client().get(stop_address(reminder))
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
    Client().head(stop_address(reminder))
    reminder.refresh_from_db()
    assert reminder.state == "on"


@pytest.mark.parametrize("form", [{}, {"List-Unsubscribe": "One-Click"}])
def test_one_click_stops_it_without_cookie_or_sign_in(reminder, form) -> None:
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        page = strict.post(stop_address(reminder), form)
        assert page.status_code == 200  # mail programs follow no redirect
        assert "The notes have stopped" in page.content.decode()
        assert "sessionid" not in page.cookies
    reminder.refresh_from_db()
    assert (reminder.state, reminder.due_at) == ("off", None)
    assert "The notes have stopped" in strict.get(stop_address(reminder)).content.decode()


def test_the_page_names_nobody(reminder, cast) -> None:
    for page in (Client().get(stop_address(reminder)), Client().post(stop_address(reminder))):
        for secret in ("Rosa", "rosa@example.org", str(cast.rosa.pk)):
            assert secret not in page.content.decode()


def test_turned_on_anew_old_links_end(cast, reminder) -> None:
    old = stop_address(reminder)
    Client().post(old)
    cast.client("rosa").post(PAGE, {"wanted": "yes", "minute": SIX})
    assert Client().post(old).status_code == 404
    assert Reminder.objects.get().state == "on"


def test_another_time_or_a_pause_keeps_the_links(cast, reminder) -> None:
    cast.client("rosa").post(PAGE, {"wanted": "yes", "minute": SIX + 30})
    cast.client("rosa").post(PAUSE, {"how_long": "1"})
    assert Client().post(stop_address(reminder)).status_code == 200
    assert Reminder.objects.get().state == "off"


def test_the_link_works_for_an_account_that_is_off(cast, reminder) -> None:
    accounts.turn_off(by=cast.ana, person=cast.rosa.user)
    assert Client().post(stop_address(reminder)).status_code == 200
    assert Reminder.objects.get().state == "off"


def hostile_tokens(reminder: Reminder) -> list[str]:
    good = stop_token(reminder)
    key, _dot, signature = good.partition(".")
    return [
        "x",
        ".",
        f"{key}.",
        f".{signature}",
        key,
        str(reminder.stop_key),
        good[:-1],
        good + "A",
        good.upper(),
        f"{uuid.uuid4().hex}.{signature}",
        Signer(sep=".", salt="another").sign(key),
        Signer(sep=".").sign(key),
        Signer(sep=".", salt="apps.diary.reminders.stop", key="guessed").sign(key),
        Signer(sep=".", salt="apps.diary.reminders.stop").sign(uuid.uuid4().hex),
        "%00",
        "' OR 1=1 --",
        "..",
        "é.é",
        "A" * 5000,
    ]


def test_a_link_that_is_not_ours_is_a_plain_404(reminder) -> None:
    """The same page for every one of them, so nobody learns what there is."""
    pages = set()
    for token in hostile_tokens(reminder):
        for call in (Client().get, Client().post):
            answer = call(f"/notes/{token}/stop/")
            assert answer.status_code in (400, 404), token
            if "This link does not work" in answer.content.decode():
                pages.add(answer.content)
    assert len(pages) == 1
    assert Reminder.objects.get().state == "on"


def test_the_mail_of_another_stops_only_theirs(cast, reminder) -> None:
    george = cast.george
    other = actions.set_reminder(by=george.user, patient=george, is_on=True, minute=SIX)
    Client().post(stop_address(other))
    reminder.refresh_from_db()
    assert reminder.state == "on"
