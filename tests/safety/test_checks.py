"""The danger signs on a page: each alone, what is usual, and advice that always arrives."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.audit.models import Event
from apps.care import actions as care
from apps.care.body import PARTS_BY_CODE
from apps.core import answers
from apps.safety.addresses import signs_page
from apps.safety.models import Alert, NewNumbness, SignCheck
from apps.safety.signs import CONTACT_SIGNS, EMERGENCY_SIGNS, SIGNS, SIGNS_BY_CODE, Tier
from apps.safety.wording.checks import usual_of
from tests.cast import PASSWORD
from tests.safety.test_alarm import is_help, no_database

LANGUAGES = ("en-gb", "es", "zh-hant")
NOTHING_NOTED = "Nobody has noted yet what is usual. So tick all that is there."
NOTHING_USUAL = dict.fromkeys(("weakness", "numbness", "face"), "none") | dict.fromkeys(
    ("speech", "vision", "balance", "bladder_or_bowel", "confusion"), False
)
# What no page after a sign may say, in any language of the app.
SOOTHING = ("normal", "worry", "preocup", "tranquil", "正常", "擔心", "放心")


def page(cast, query: str = "") -> str:
    """Return the address of Rosa's danger signs."""
    return reverse("safety:check", args=[cast.rosa.pk]) + query


def tick(cast, *codes: str, answer: str = "yes", who: str = "rosa", **more):
    """Somebody answers the signs; return the page that comes."""
    form = {"key": uuid.uuid4(), "codes": codes, "answer": answer, "cause": "gate"} | more
    return cast.client(who).post(page(cast), form, follow=True)


def usual(cast, **more) -> None:
    """Amara records what is usual for Rosa."""
    care.record_baseline(by=cast.amara, patient=cast.rosa, note="", **(NOTHING_USUAL | more))


def main_of(answer) -> str:
    """Return the page without its header and its navigation."""
    return answer.text.split("<main")[1].split("</main")[0]


# --- Judging --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sign", EMERGENCY_SIGNS, ids=lambda sign: sign.code)
def test_each_emergency_sign_alone_leads_to_the_call(cast, sign, language):
    """In every language, whatever button was pressed."""
    cast.rosa.user.language = language
    cast.rosa.user.save()
    answer = tick(cast, sign.code, answer="no")
    main = main_of(answer)
    assert main.index("tel:999") == main.index("tel:")
    with override(language):
        assert str(sign.label) in main
    assert not [word for word in SOOTHING if word in main.lower()]
    check = SignCheck.objects.get()
    assert (check.tier, check.codes, check.rules) == (Tier.EMERGENCY, (sign.code,), 1)
    assert Alert.objects.get().kind == "emergency_sign"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sign", CONTACT_SIGNS, ids=lambda sign: sign.code)
def test_each_contact_sign_alone_leads_to_the_clinic(cast, sign, language):
    """And its alert: loss of strength over time is one of its own."""
    cast.rosa.user.language = language
    cast.rosa.user.save()
    form = {"key": uuid.uuid4(), "codes": [sign.code], "answer": "no"}
    weekly = reverse("safety:weekly", args=[cast.rosa.pk])
    main = main_of(cast.client("rosa").post(weekly, form, follow=True))
    assert "tel:01632960123" in main
    assert "tel:999" not in main
    assert not [word for word in SOOTHING if word in main.lower()]
    wanted = "weaker" if sign.code == "C03" else "contact_sign"
    assert [alert.kind for alert in Alert.objects.all()] == [wanted]


@pytest.mark.parametrize("answer", ["yes", "not_sure", "", "made up"])
def test_a_doubt_leads_to_the_call(cast, answer):
    """Nothing was ticked, and it was not a no."""
    assert "tel:999" in main_of(tick(cast, answer=answer))
    assert Alert.objects.get().steps.get().facts["signs"] == []


def test_none_of_these_is_kept_and_soothes_nobody(cast):
    """No alert; the page says what was answered and where help is."""
    main = main_of(tick(cast, answer="no"))
    assert "The answer is: none of these." in main
    assert "Nobody is watching" in main
    assert not [word for word in SOOTHING if word in main.lower()]
    assert not Alert.objects.exists()
    assert SignCheck.objects.get().tier == Tier.NONE


def test_a_new_event_opens_the_alert_again(cast):
    """One row about a thing, every event in its history."""
    tick(cast, "B3")
    tick(cast, "E04", who="mateo")
    alert = Alert.objects.get()
    steps = list(alert.steps.all())
    assert [step.facts["signs"] for step in steps] == [["B3"], ["E04"]]
    assert [step.by for step in steps] == [cast.rosa.user, cast.mateo]


# --- What is usual ---------------------------------------------------------------------------


@pytest.fixture(params=LANGUAGES)
def language(request, cast) -> str:
    """Rosa reads the app in each language."""
    cast.rosa.user.language = request.param
    cast.rosa.user.save()
    return request.param


def test_a_usual_day_raises_nothing(cast, language):
    """Rosa's right side is numb for years: she says that nothing is new."""
    usual(cast, numbness="right", weakness="right")
    cast.rate(7, back=1)
    address = reverse("diary:say-same", args=[cast.rosa.pk])
    form = {"key": uuid.uuid4(), "for_date": cast.today().isoformat()}
    assert "/saved/" in cast.client("rosa").post(address, form)["Location"]
    assert not SignCheck.objects.exists()
    assert not Alert.objects.exists()


def test_new_weakness_on_the_other_side_is_an_emergency(cast, language):
    """The page says what is usual, and asks for what is worse or elsewhere."""
    usual(cast, weakness="right")
    shown = main_of(cast.client("rosa").get(page(cast)))
    with override(language):
        assert usual_of(SIGNS_BY_CODE["E08"], cast.rosa.baselines.get()) in shown
        assert _(NOTHING_NOTED) not in shown
    assert "tel:999" in main_of(tick(cast, "E08"))
    assert SignCheck.objects.get().baseline.weakness == "right"


def test_without_an_intake_everything_counts(cast, language):
    """The page says so, and the answer keeps that nothing was known."""
    with override(language):
        said = _(NOTHING_NOTED)
    assert said in main_of(cast.client("rosa").get(page(cast)))
    assert "tel:999" in main_of(tick(cast, "E11"))
    assert SignCheck.objects.get().baseline is None


@pytest.mark.parametrize(
    ("language", "usual_word"), [("en-gb", "Usual:"), ("es", "Lo habitual:"), ("zh-hant", "平常：")]
)
@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign.code)
def test_what_is_usual_stands_beside_its_sign_only(sign, language, usual_word):
    """Recorded on both sides and in everything: each sign says its own part of it."""

    class Everything:
        weakness = numbness = face = "both"
        speech = vision = balance = bladder_or_bowel = confusion = True

    with override(language):
        assert usual_of(sign, Everything).count(usual_word) == len(sign.usual)
        assert usual_of(sign, None) == ""


# --- Advice that always arrives ---------------------------------------------------------------


def test_the_call_button_comes_before_any_question(cast):
    """One tap from Today, and nothing stands before it."""
    answer = cast.client("rosa").get(signs_page(cast.rosa.pk, "gate"))
    main = main_of(answer)
    assert main.index("tel:999") < main.index("<h1")
    assert "Nobody is watching this app in real time." in main


def test_a_form_sent_twice_is_one_check(cast):
    """And the second answer is like the first."""
    key = uuid.uuid4()
    for _time in range(2):
        assert "tel:999" in main_of(tick(cast, "B3", key=key))
    assert SignCheck.objects.count() == 1
    assert Alert.objects.get().steps_taken == 1
    assert Event.objects.filter(verb="answered_check").count() == 1


def test_another_answer_of_the_same_form_is_no_repeat(cast):
    """A "no" that seemed lost, then a sign from the same page; each of them sent twice."""
    key = uuid.uuid4()
    for _time in range(2):
        assert "The answer is: none of these." in main_of(tick(cast, answer="no", key=key))
        assert "tel:999" in main_of(tick(cast, "E08", key=key))
    assert sorted(SignCheck.objects.values_list("tier", flat=True)) == ["emergency", "none"]
    assert Alert.objects.get().steps_taken == 1


def test_the_key_of_somebody_else_stores_nothing_and_helps(cast):
    """George sends the key that he saw on Rosa's phone."""
    key = uuid.uuid4()
    tick(cast, "B3", key=key)
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.george.user)
    address = reverse("safety:check", args=[cast.george.pk])
    answer = browser.post(address, {"key": key, "codes": ["B3"], "answer": "yes"})
    assert is_help(answer.text)
    assert not SignCheck.objects.filter(patient=cast.george).exists()


def test_somebody_whose_session_has_ended_gets_help_and_is_kept(cast):
    """After the sign-in it is stored, for its own person."""
    browser, mark = Client(), answers.mark_of(cast.rosa.user)
    form = {"key": uuid.uuid4(), "codes": ["B3"], "answer": "yes", "person": mark}
    answer = browser.post(page(cast), form, follow=True)
    assert is_help(answer.text)
    assert "Sign in later to save what you said." in answer.text
    person = {"login": cast.rosa.user.email, "password": PASSWORD}
    signed_in = browser.post(reverse("account_login"), person, follow=True)
    assert "tel:999" in main_of(signed_in)
    assert SignCheck.objects.get().entered_by == cast.rosa.user


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_database_there_is_help(cast, method):
    """The page of the signs itself, and the answer to them."""
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.rosa.user)
    form = {"key": uuid.uuid4(), "codes": ["B3"], "answer": "yes"}
    with no_database():
        answer = getattr(browser, method)(page(cast), form)
    assert is_help(answer.text)


def test_a_no_that_cannot_be_stored_is_an_error_like_any_other(cast):
    """Nothing that is no alarm is turned into one."""
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.rosa.user)
    with no_database():
        answer = browser.post(page(cast), {"key": uuid.uuid4(), "answer": "no"})
    assert answer.status_code >= 500


@pytest.mark.parametrize(
    "form",
    [
        {"key": "none"},
        {"codes": ["<b>"]},
        {"codes": ["B3", "B3", "E99"]},
        {"for_date": "soon", "zone": "Mars/Base"},
        {"cause": "x" * 4000},
        {"cause": "weekly"},
    ],
)
def test_whatever_comes_with_an_alarm_it_is_answered(cast, form):
    """Nothing about the form keeps the call button back."""
    sent = {"key": uuid.uuid4(), "codes": ["B3"], "answer": "yes"} | form
    answer = cast.client("rosa").post(page(cast), sent, follow=True)
    assert "tel:999" in main_of(answer)
    check = SignCheck.objects.get()
    assert check.for_date == cast.today()
    assert set(check.codes) <= {"B3"}
    assert check.cause == "demand"


def test_a_day_that_waited_on_the_device_keeps_its_date(cast):
    """Up to 30 days; what is older is about today."""
    for back, kept in [(3, 3), (30, 30), (31, 0), (-1, 0)]:
        on = cast.today() - timedelta(days=back)
        tick(cast, "B3", for_date=on.isoformat())
        newest = SignCheck.objects.latest("recorded_at")
        assert newest.for_date == cast.today() - timedelta(days=kept)


# --- What the app asks -------------------------------------------------------------------------


def rate(cast, score, code="left-hand", **form):
    """Rosa rates one part on the page; return where she is led."""
    args = [cast.rosa.pk, cast.today().isoformat(), cast.area(code).pk]
    sent = {"key": uuid.uuid4(), "numbness": str(score), "gate": "no"} | form
    return cast.client("rosa").post(reverse("diary:rate", args=args), sent)["Location"]


@pytest.mark.parametrize(
    ("before", "score", "asked"),
    [
        ([4, 4, 4], 7, True),
        ([4, 4, 4], 6, False),
        ([4, 4], 10, False),  # two days tell nothing
        ([0, 5, 9, 5, 5, 5, 5], 8, True),
        ([7, 7, 7], 10, True),
        ([None, 4, 4, 4], 7, True),
    ],
)
def test_a_score_well_above_the_last_days_leads_to_the_signs(cast, before, score, asked):
    """By three or more above the middle of the seven days before; the entry is saved first."""
    for back, value in enumerate(before, start=1):
        cast.rate(value, back=back)
    leads_to = rate(cast, score)
    assert (leads_to == signs_page(cast.rosa.pk, "rise")) == asked
    assert cast.rosa.entries.filter(for_date=cast.today()).count() >= 1
    if asked:
        assert "much more numb than on the last days" in cast.client("rosa").get(leads_to).text


def test_a_rise_is_asked_about_once_a_day(cast):
    """Not again after the signs were answered, nor for older days, nor against words."""
    for back in range(1, 5):
        cast.rate(2, back=back)
        cast.rate(8, back=back, code="left-foot", scale="words5")
    assert rate(cast, 9) == signs_page(cast.rosa.pk, "rise")
    tick(cast, answer="no", cause="rise")
    assert "/saved/" in rate(cast, 10, key=uuid.uuid4())
    assert SignCheck.objects.get().cause == "rise"


def add_parts(cast, *codes: str) -> str:
    """Rosa adds parts to her log; return Today."""
    parts = ["left-hand", "left-forearm", "left-foot", *codes]
    care.choose_areas(
        by=cast.rosa.user, patient=cast.rosa, parts=[PARTS_BY_CODE[code] for code in parts]
    )
    return cast.client("rosa").get(reverse("diary:today", args=[cast.rosa.pk])).text


@pytest.fixture
def set_up_long_ago(cast):
    """Rosa's three parts are from last month."""
    cast.rosa.areas.update(added_at=cast.rosa.created_at - timedelta(days=30))


LIMB, SPREAD = "Is that new?", "Did it spread quickly?"


@pytest.mark.parametrize(
    ("codes", "numb", "asked"),
    [
        (["right-upper_limb"], "none", LIMB),
        (["right-upper_limb"], None, LIMB),
        (["right-upper_limb"], "left", LIMB),
        (["right-upper_limb"], "right", None),
        (["right-upper_limb"], "both", None),
        (["left-upper_arm"], "none", LIMB),  # hand, forearm and upper arm
        (["left-upper_arm"], "left", None),
        (["right-hand"], None, None),
        (["right-hand", "right-foot", "middle-face"], "both", SPREAD),
        (["right-hand", "right-foot"], None, None),
    ],
)
def test_newly_marked_parts_are_asked_about(cast, set_up_long_ago, codes, numb, asked):
    """A whole arm or leg that is not known to be numb, or many parts at once."""
    if numb:
        usual(cast, numbness=numb)
    shown = add_parts(cast, *codes)
    assert (LIMB in shown, SPREAD in shown) == (asked == LIMB, asked == SPREAD)
    tick(cast, answer="no", cause="limb")
    shown = cast.client("rosa").get(reverse("diary:today", args=[cast.rosa.pk])).text
    assert LIMB not in shown
    assert SPREAD not in shown


def test_the_first_parts_of_a_record_are_no_news(cast):
    """Whatever is marked at the start was there before."""
    shown = add_parts(cast, "right-upper_limb", "right-lower_limb", "middle-face")
    assert LIMB not in shown
    assert SPREAD not in shown


def test_four_signs_are_offered_once_a_week(cast, time_machine):
    """When the day is done, and not again for a week after they were answered."""
    today = reverse("diary:today", args=[cast.rosa.pk])
    assert "Once a week" not in cast.client("rosa").get(today).text
    cast.rate(5)
    assert "Once a week" in cast.client("rosa").get(today).text
    form = {"key": uuid.uuid4(), "answer": "no"}
    cast.client("rosa").post(reverse("safety:weekly", args=[cast.rosa.pk]), form)
    assert "Once a week" not in cast.client("rosa").get(today).text
    assert (SignCheck.objects.get().cause, SignCheck.objects.get().tier) == ("weekly", "none")


# --- New numbness ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("codes", "asked"), [(["E09"], True), (["B3"], False), ([], True), (["B3", "E13"], True)]
)
def test_new_numbness_is_asked_about_after_the_call_button(cast, codes, asked):
    """And only where a sign is about numbness, or nobody said which."""
    main = main_of(tick(cast, *codes))
    assert ("Tell more about it" in main) == asked
    if asked:
        assert main.index("tel:999") < main.index("Tell more about it")


def test_what_new_numbness_is_like_is_kept_with_its_check(cast):
    """Every question may stay open; a second look shows what was said."""
    tick(cast, "E09")
    check = SignCheck.objects.get()
    address = reverse("safety:tell-more", args=[cast.rosa.pk, check.pk])
    form = {"began": "at 8", "speed": "seconds", "doing": "", "other_symptoms": "<b>dizzy</b>"}
    answer = cast.client("rosa").post(address, form, follow=True)
    assert "tel:999" in main_of(answer)
    shown = cast.client("rosa").get(address).text
    assert "at 8" in shown
    assert "&lt;b&gt;dizzy" in shown
    cast.client("mateo").post(address, form | {"began": "at 9"})
    told = NewNumbness.objects.get()
    assert (told.began, told.entered_by) == ("at 9", cast.mateo)
    last = Event.objects.filter(verb="described_numbness").latest("pk")
    assert last.changes["began"] == ["at 8", "at 9"]


def test_practitioners_read_what_new_numbness_is_like(cast):
    """On the page of the alert that came with it."""
    tick(cast, "E09")
    check, alert = SignCheck.objects.get(), Alert.objects.get()
    address = reverse("safety:tell-more", args=[cast.rosa.pk, check.pk])
    cast.client("rosa").post(address, {"began": "at 8", "speed": "hours", "doing": "<b>cooking"})
    shown = cast.client("amara").get(reverse("safety:alert", args=[cast.rosa.pk, alert.pk])).text
    for said in ("at 8", "In hours", "&lt;b&gt;cooking", "Entered by Rosa Delgado."):
        assert said in shown


def test_too_long_a_text_gets_a_sentence_and_stays(cast):
    """Nothing that was typed is lost."""
    tick(cast, "E09")
    address = reverse("safety:tell-more", args=[cast.rosa.pk, SignCheck.objects.get().pk])
    answer = cast.client("rosa").post(address, {"doing": "x" * 301})
    assert "This is too long. Use 300 letters or fewer." in answer.text
    assert "x" * 301 in answer.text
    assert not NewNumbness.objects.exists()


@pytest.mark.parametrize("answer", ["yes", "not_sure", "made up"])
def test_the_weekly_signs_are_never_an_emergency(cast, answer):
    """Whatever button a damaged form names: nothing was ticked."""
    form = {"key": uuid.uuid4(), "answer": answer}
    cast.client("rosa").post(reverse("safety:weekly", args=[cast.rosa.pk]), form)
    assert SignCheck.objects.get().tier == Tier.NONE
    assert not Alert.objects.exists()
