"""No screen that a sign leads to, and none after a treatment, calms anybody down.

Seed 001 says of numbness in other limbs after acupuncture that it is normal; that was about a
young person with sciatica. Here red flags win (clinical.md, "Red flags").
"""

import uuid

import pytest
from django.urls import reverse

from apps.safety import actions
from apps.safety.addresses import signs_page

SOOTHING = {
    "en-gb": ("normal", "worry", "harmless", "nothing serious", "no cause for concern"),
    "es": ("normal", "preocup", "tranquil", "inofensiv", "nada grave"),
    "zh-hant": ("正常", "擔心", "放心", "無害", "沒事", "沒關係"),
}
OUTCOMES = {
    "first": ("gone", "less", "same", "worse"),
    "second": ("gone", "less", "same", "worse"),
    "skin": ("skin_fine", "skin_red", "skin_hurt"),
}
ANSWERS = [(question, outcome) for question, outcomes in OUTCOMES.items() for outcome in outcomes]
languages = pytest.mark.parametrize("language", SOOTHING)


@pytest.fixture
def read(cast, language):
    """Return a function that opens a page as Rosa and as Mateo and fails on a soothing word."""
    for person in (cast.rosa.user, cast.mateo):
        person.language = language
        person.save()

    def check(address: str) -> None:
        for who in ("rosa", "mateo"):
            page = cast.client(who).get(address)
            assert page.status_code == 200
            said = page.text.split("<main")[1].split("</main")[0].lower()
            assert not [word for word in SOOTHING[language] if word in said], address

    return check


@languages
@pytest.mark.parametrize(
    ("codes", "answer"),
    [
        (["B3", "E09"], "yes"),
        ([], "not_sure"),
        (["C01", "C02", "C03", "C04"], "no"),
        ([], "no"),
    ],
)
def test_no_screen_of_the_signs_soothes(cast, read, codes, answer):
    """The questions, what follows from each answer, and what is asked afterwards."""
    told = actions.Told(uuid.uuid4(), cast.today(), cast.rosa.zone)
    given = {"cause": "gate", "answer": answer, "codes": codes}
    check = actions.answer_check(by=cast.rosa.user, patient=cast.rosa, told=told, **given)
    for why in ("gate", "rise", "limb", "spread", "treatment", ""):
        read(signs_page(cast.rosa.pk, why))
    read(reverse("safety:weekly", args=[cast.rosa.pk]))
    read(reverse("safety:checked", args=[cast.rosa.pk, check.pk]))
    read(reverse("safety:tell-more", args=[cast.rosa.pk, check.pk]))
    for told in ("", "?saved", "?kept", "?unsaved"):
        read(reverse("core:help") + told)


@languages
@pytest.mark.parametrize(("question", "outcome"), ANSWERS)
def test_no_screen_after_a_treatment_soothes(cast, read, treat, answer, question, outcome):
    """The question, and what to do about each answer."""
    session = treat(200, "electrical" if question == "skin" else "acupuncture")
    address = [cast.rosa.pk, session.pk, question]
    read(reverse("safety:follow-up", args=address))
    answer(session, question, outcome)
    read(reverse("safety:follow-up-saved", args=address))
