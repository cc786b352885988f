"""Where it is numb: left and right never get lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.care import actions
from apps.care.body import ALL_PARTS, DAILY_LOG_PARTS, MAP_PARTS, PARTS_BY_CODE, Side
from apps.care.forms.patient import AreasForm
from apps.care.models import TrackedArea
from apps.core.widgets import REGIONS as PICTURE

CODES = sorted(PARTS_BY_CODE)
some_codes = st.lists(st.sampled_from(CODES), min_size=1, max_size=6, unique=True)


def page(cast, patient) -> str:
    """Return the address of the body map."""
    return reverse("care:areas", args=[patient.pk])


def codes_in_log(patient) -> list[str]:
    """Return the codes of the daily log, in their order."""
    return [area.part.code for area in TrackedArea.objects.filter(patient=patient).in_daily_log()]


def test_every_part_has_a_side_and_says_it():
    """A name with "left" belongs to a left part, and so on."""
    for part in ALL_PARTS:
        label, your = str(part.label).lower(), str(part.your).lower()
        for side in (Side.LEFT, Side.RIGHT):
            assert (side in label) == (part.side == side)
            assert (side in your) == (part.side == side)
        assert part.code == f"{part.side}-{part.site}"
    limbs = {part.site for part in ALL_PARTS} - {
        part.site for part in ALL_PARTS if part.side == Side.MIDDLE
    }
    for site in limbs:
        sides = {part.side for part in ALL_PARTS if part.site == site}
        assert sides == {"left", "right"}


@pytest.mark.parametrize("code", CODES)
def test_each_side_survives_form_database_and_page(cast, code):
    """Chosen on the page, kept in the database, ticked on the page, said in words."""
    client = cast.client("rosa")
    client.post(page(cast, cast.rosa), {"parts": [code]})
    [area] = TrackedArea.objects.filter(patient=cast.rosa).in_daily_log()
    part = PARTS_BY_CODE[code]
    assert (area.site, area.side) == (part.site, part.side)
    html = client.get(page(cast, cast.rosa)).content.decode()
    ticked = [
        piece.split('"')[0]
        for piece in html.split('value="')[1:]
        if "checked" in piece.split(">")[0]
    ]
    assert ticked == [code]
    details = client.get(reverse("care:details")).content.decode()
    assert f'<span class="second">{part.label}</span>' in details
    assert f"left-{part.site}" in PARTS_BY_CODE or part.side == Side.MIDDLE


def test_the_picture_shows_each_part_on_its_own_side():
    """The tap on the left half of the picture ticks the left part: your own body."""
    widget = AreasForm().fields["parts"].widget
    drawn = {}
    for part in MAP_PARTS:
        option = widget.create_option("parts", part.code, part.label, False, 0)
        drawn[part.code] = option["region"].name
        assert option["region"].name.startswith(part.side) or part.side == Side.MIDDLE
        assert option["region"].mirrored == (part.side == Side.RIGHT)
    assert sorted(drawn.values()) == sorted(region.name for region in PICTURE.values())


@settings(max_examples=25)
@given(rounds=st.lists(some_codes, min_size=1, max_size=4))
def test_any_order_of_choices(cast, rounds):
    """The log holds what was chosen last, stays keep their order, nothing is ever deleted."""
    with transaction.atomic():
        ever = set(cast.rosa.areas.values_list("pk", flat=True))
        before = codes_in_log(cast.rosa)
        for codes in rounds:
            parts = [PARTS_BY_CODE[code] for code in codes]
            actions.choose_areas(by=cast.amara, patient=cast.rosa, parts=parts)
            now = codes_in_log(cast.rosa)
            assert sorted(now) == sorted(codes)
            stayed = [code for code in before if code in codes]
            assert now[: len(stayed)] == stayed
            slots = TrackedArea.objects.filter(patient=cast.rosa).in_daily_log()
            assert [area.slot for area in slots] == list(range(1, len(codes) + 1))
            pks = set(cast.rosa.areas.values_list("pk", flat=True))
            assert ever <= pks
            ever, before = pks, now
        transaction.set_rollback(True)


def test_a_part_that_comes_back_is_the_same_part(cast):
    """Its entries are still its entries."""
    hand = cast.area("left-hand")
    for codes in (["right-hand"], ["left-hand"]):
        parts = [PARTS_BY_CODE[code] for code in codes]
        actions.choose_areas(by=cast.amara, patient=cast.rosa, parts=parts)
    assert cast.area("left-hand").pk == hand.pk


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        ([], "Choose at least one part."),
        (CODES[: DAILY_LOG_PARTS + 1], "Choose up to 6 parts."),
        (["left-horn"], "Choose parts from the list."),
        (["middle-hand"], "Choose parts from the list."),
    ],
)
def test_a_wrong_choice_gets_a_sentence_and_changes_nothing(cast, codes, sentence):
    """The ticks stay as they were made."""
    before = codes_in_log(cast.rosa)
    response = cast.client("rosa").post(page(cast, cast.rosa), {"parts": codes})
    html = response.content.decode()
    assert response.status_code == 200
    assert sentence in html
    assert "There is a problem" in html
    for code in set(codes) & set(CODES):
        assert f'value="{code}"' in html
    assert codes_in_log(cast.rosa) == before


def test_one_part_sent_twice_is_one_part(cast):
    """A resent form, or a curious one."""
    cast.client("rosa").post(page(cast, cast.rosa), {"parts": ["left-hand", "left-hand"]})
    assert codes_in_log(cast.rosa) == ["left-hand"]


def test_actions_refuse_what_forms_refuse(cast):
    """The rule stands in one place and holds for every caller."""
    for parts in ([], ALL_PARTS[:7]):
        with pytest.raises(ValidationError):
            actions.choose_areas(by=cast.amara, patient=cast.rosa, parts=list(parts))


@pytest.mark.parametrize("change", [{"slot": 7}, {"slot": 0}, {"side": "up"}])
def test_the_database_says_no(cast, change):
    """Slots are 1 to 6, sides are left, right and middle."""
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        TrackedArea.objects.filter(pk=cast.area().pk).update(**change)


def test_patient_and_therapist_come_back_to_their_own_page(cast):
    """After saving."""
    own = cast.client("rosa").post(page(cast, cast.rosa), {"parts": ["left-hand"]})
    assert own.url == reverse("diary:today", args=[cast.rosa.pk])
    theirs = cast.client("amara").post(page(cast, cast.rosa), {"parts": ["left-hand"]})
    assert theirs.url == reverse("caseload:patient", args=[cast.rosa.pk])


def test_the_question_is_the_heading(cast):
    """One question, one page, one h1."""
    html = cast.client("rosa").get(page(cast, cast.rosa)).content.decode()
    assert html.count("<h1") == 1
    assert "Where is it numb?</h1>" in html
    assert "My LEFT" in html
    assert "More parts" in html
