"""Strokes, the usual state, the background: kept as they were said, with what is not known."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import FloatField, Value
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.audit.models import Event
from apps.care import actions
from apps.care.forms.intake import Onset, OnsetField
from apps.care.models import (
    Baseline,
    CareTeamPlace,
    OutsidePractitioner,
    Patient,
    Stroke,
    TrackedArea,
)
from apps.care.wording import age_on, onset_text, since_stroke

REST = {"side": "left", "type": "ischaemic", "place": "thalamus"}


def boxes(day="", month="", year="") -> dict[str, str]:
    """Return what the three boxes of the stroke form send."""
    return {"onset_day": str(day), "onset_month": str(month), "onset_year": str(year)}


def add(cast, **data):
    """Send the form of a new stroke as Amara."""
    url = reverse("care:stroke-add", args=[cast.rosa.pk])
    return cast.client("amara").post(url, REST | data)


@pytest.mark.parametrize(
    ("typed", "onset_on", "precision", "words"),
    [
        (boxes(29, 2, 2024), date(2024, 2, 29), "day", "29 February 2024"),
        (boxes("", 3, 2024), date(2024, 3, 1), "month", "March 2024"),
        (boxes("", "", 2019), date(2019, 1, 1), "year", "2019"),
        (boxes(" 1 ", "01", "2024 "), date(2024, 1, 1), "day", "1 January 2024"),
    ],
)
def test_a_stroke_is_kept_as_exactly_as_it_is_known(cast, typed, onset_on, precision, words):
    """To the day, the month or the year; and comes back into the boxes the same."""
    assert add(cast, **typed).url == reverse("care:intake", args=[cast.rosa.pk])
    stroke = cast.rosa.strokes.get()
    assert (stroke.onset_on, stroke.onset_precision) == (onset_on, precision)
    assert (stroke.side, stroke.type, stroke.place) == ("left", "ischaemic", "thalamus")
    html = cast.client("amara").get(reverse("care:intake", args=[cast.rosa.pk])).content.decode()
    assert f"<strong>{words}</strong>" in html
    url = reverse("care:stroke-correct", args=[cast.rosa.pk, stroke.pk])
    form = cast.client("amara").get(url).content.decode()
    for name, value in typed.items():
        shown = form.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]
        assert shown == (str(int(value)) if value else "")


@pytest.mark.parametrize("side", Stroke.BodySide.values)
def test_each_side_of_a_stroke_survives(cast, side):
    """Through form, database and page."""
    add(cast, **boxes("", "", 2024), side=side)
    stroke = cast.rosa.strokes.get()
    assert stroke.side == side
    html = cast.client("amara").get(reverse("care:intake", args=[cast.rosa.pk])).content.decode()
    assert str(Stroke.BodySide(side).label) in html
    url = reverse("care:stroke-correct", args=[cast.rosa.pk, stroke.pk])
    form = cast.client("amara").get(url).content.decode()
    ticked = [piece for piece in form.split("<input") if f'value="{side}"' in piece]
    assert any("checked" in piece.split(">")[0] for piece in ticked)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (boxes(), "Type the year of the stroke."),
        (boxes(1, 3, ""), "Type the year of the stroke."),
        (boxes(1, "", 2024), "Type the month, or leave out the day."),
        (boxes(30, 2, 2024), "Type a real date"),
        (boxes(29, 2, 2023), "Type a real date"),
        (boxes("", 13, 2024), "Type a real date"),
        (boxes("x", "y", "z"), "Type a real date"),
        (boxes("", "", 99), "Type a real date"),
        (boxes("", "", 10**9), "Type a real date"),
        (boxes(-1, 1, 2024), "Type a real date"),
        (boxes(1, 1, 2999), "The stroke cannot be in the future."),
    ],
)
def test_a_date_that_is_none_gets_a_sentence(cast, typed, sentence):
    """And what was typed stays in its box."""
    response = add(cast, **typed)
    html = response.content.decode()
    assert response.status_code == 200
    assert sentence in html
    assert 'href="#id_onset_day"' in html
    for name, value in typed.items():
        assert f'value="{value}"' in html.split(f'name="{name}"')[1].split(">")[0]
    assert not cast.rosa.strokes.exists()


@given(
    day=st.one_of(st.just(""), st.integers(-5, 40).map(str), st.text(max_size=4)),
    month=st.one_of(st.just(""), st.integers(-5, 20).map(str), st.text(max_size=4)),
    year=st.one_of(st.just(""), st.integers(-5, 3000).map(str), st.text(max_size=5)),
)
def test_whatever_is_typed_is_a_date_or_a_sentence(day, month, year):
    """Never an error page; what passes says back what was typed."""
    typed = {"day": day, "month": month, "year": year}
    field = OnsetField(required=False)
    try:
        onset = field.to_python(typed)
    except ValidationError as refusal:
        onset, sentences = None, refusal.messages
    else:
        sentences = []
    if onset is None:
        assert bool(sentences) == any(typed.values())
        assert all(sentence.startswith("Type ") for sentence in sentences)
        return
    assert onset.on.year == int(year)
    assert onset.precision == ("day" if day else "month" if month else "year")


def test_two_strokes_stand_in_their_order(cast):
    """The second one adds; it rewrites nothing."""
    add(cast, **boxes(1, 5, 2025), side="right")
    add(cast, **boxes("", "", 2021))
    assert [stroke.onset_on.year for stroke in cast.rosa.strokes.all()] == [2021, 2025]
    assert "in the list already" in add(cast, **boxes(1, 5, 2025)).content.decode()
    assert cast.rosa.strokes.count() == 2


def test_a_correction_keeps_the_former_state_in_the_trail(cast):
    """Who, when, from what to what; its own day is no clash."""
    add(cast, **boxes("", "", 2021))
    stroke = cast.rosa.strokes.get()
    url = reverse("care:stroke-correct", args=[cast.rosa.pk, stroke.pk])
    cast.client("amara").post(url, REST | boxes("", "", 2021) | {"side": "right"})
    event = Event.objects.get(verb="corrected_stroke")
    assert event.by == cast.amara
    assert event.changes == {"side": ["left", "right"]}


def test_the_action_refuses_what_the_form_refuses(cast):
    """The future, and a day that is taken."""
    tomorrow = cast.rosa.today() + timedelta(days=1)
    with pytest.raises(ValidationError, match="future"):
        actions.record_stroke(by=cast.amara, patient=cast.rosa, onset_on=tomorrow)
    actions.record_stroke(by=cast.amara, patient=cast.rosa, onset_on=date(2024, 5, 1))
    with pytest.raises(ValidationError, match="already"):
        actions.record_stroke(by=cast.amara, patient=cast.rosa, onset_on=date(2024, 5, 1))


def test_the_future_begins_on_the_patients_own_calendar(cast):
    """23:30 in London is tomorrow in Kolkata."""
    actions.set_zone(by=cast.rosa.user, patient=cast.rosa, zone="Asia/Kolkata")
    with time_machine.travel("2026-02-28T23:30:00+00:00"):
        assert add(cast, **boxes(1, 3, 2026)).status_code == 302
        assert add(cast, **boxes(2, 3, 2026)).status_code == 200


USUAL = {
    "weakness": "left",
    "numbness": "right",
    "face": "both",
    "speech": "yes",
    "vision": "no",
    "balance": "no",
    "bladder_or_bowel": "yes",
    "confusion": "no",
    "note": "Tired after lunch",
}


def test_the_usual_state_is_kept_side_by_side(cast):
    """Each answer as given; a new row each time, the newest stands."""
    url = reverse("care:baseline", args=[cast.rosa.pk])
    client = cast.client("amara")
    for answers in (USUAL, USUAL | {"weakness": "none"}):
        assert client.post(url, answers).status_code == 302
    newest, first = Baseline.objects.all()
    assert (first.weakness, first.numbness, first.face) == ("left", "right", "both")
    assert (first.speech, first.vision, first.bladder_or_bowel) == (True, False, True)
    assert newest.weakness == "none"
    assert newest.recorded_by == cast.amara
    form = client.get(url).content.decode()
    for name, value in (USUAL | {"weakness": "none", "note": ""}).items():
        if value:
            field = [
                piece
                for piece in form.split("<input")
                if f'name="{name}"' in piece and f'value="{value}"' in piece
            ]
            assert "checked" in field[0].split(">")[0]


def test_nothing_is_assumed_usual(cast):
    """No answer is chosen beforehand, and each needs one."""
    url = reverse("care:baseline", args=[cast.rosa.pk])
    assert "checked" not in cast.client("amara").get(url).content.decode()
    html = cast.client("amara").post(url, {"weakness": "left"}).content.decode()
    summary = html.split("error-summary-title")[2].split("</ul>")[0]
    assert summary.count("<a href=") == summary.count("Choose an answer: ") == 7
    assert "Choose an answer: Is one side numb?" in summary
    assert not Baseline.objects.exists()


BACKGROUND = {
    "born_on_day": "27",
    "born_on_month": "3",
    "born_on_year": "1968",
    "hand": "right",
    "needs": "Aphasia, short words",
    "diabetes": "yes",
    "nerve_compression": "no",
    "b12_deficiency": "",
    "spine_problem": "no",
    "other_cause": "",
    "pacemaker": "yes",
    "other_implant": "Left hip",
    "blood_thinner": "yes",
    "blood_thinner_name": "Apixaban",
}


def test_yes_no_and_not_asked_are_three_things(cast):
    """Through form, database and page."""
    url = reverse("care:background", args=[cast.rosa.pk])
    assert cast.client("amara").post(url, BACKGROUND).status_code == 302
    rosa = Patient.objects.get(pk=cast.rosa.pk)
    assert rosa.born_on == date(1968, 3, 27)
    assert (rosa.diabetes, rosa.nerve_compression, rosa.b12_deficiency) == (True, False, None)
    assert (rosa.hand, rosa.pacemaker, rosa.other_implant) == ("right", True, "Left hip")
    intake = cast.client("amara").get(reverse("care:intake", args=[rosa.pk])).content.decode()
    for words in ("27 March 1968", "Uses right hand", "Apixaban", "Left hip", "Not asked yet"):
        assert words in intake
    assert Event.objects.get(verb="recorded_background").changes["diabetes"] == [None, True]


def test_everything_of_the_background_may_wait(cast):
    """An empty form is a fine form."""
    url = reverse("care:background", args=[cast.rosa.pk])
    assert cast.client("amara").post(url, {"needs": " "}).status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"born_on_year": "2999"}, "cannot be in the future"),
        ({"born_on_day": "31", "born_on_month": "2"}, "Type a real date"),
        ({"born_on_year": "1492"}, "Type a real date"),
        ({"born_on_day": "1_0"}, "Type a real date"),
        ({"born_on_year": "１９６８"}, "Type a real date"),
        ({"hand": "third"}, "Choose an answer from the list."),
        ({"needs": "x" * 201}, "Type 200 letters or fewer. You typed 201."),
    ],
)
def test_wrong_background_gets_a_sentence(cast, change, sentence):
    """And nothing typed is lost."""
    url = reverse("care:background", args=[cast.rosa.pk])
    html = cast.client("amara").post(url, BACKGROUND | change).content.decode()
    assert sentence in html
    assert "Apixaban" in html
    cast.rosa.refresh_from_db()
    assert cast.rosa.born_on is None


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Stroke, {"side": "up"}),
        (Stroke, {"onset_precision": "hour"}),
        (Stroke, {"type": "storm"}),
        (Stroke, {"place": "moon"}),
        (Patient, {"hand": "third"}),
        (CareTeamPlace, {"discipline": "wizard"}),
        (OutsidePractitioner, {"discipline": "wizard"}),
        (TrackedArea, {"slot": 7}),
    ],
)
def test_the_database_says_no(cast, model, change):
    """Whatever code may do."""
    actions.record_stroke(by=cast.amara, patient=cast.rosa, onset_on=date(2024, 5, 1))
    outside = {"name": "Dr Chen", "phone": "01632 960 444", "discipline": "acupuncturist"}
    actions.add_outside_practitioner(by=cast.amara, patient=cast.rosa, **outside)
    one = model.objects.filter(pk=model.objects.first().pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        one.update(**change)


def test_a_place_in_the_log_is_never_3_7(cast):
    """SQLite would keep 3.7 in an integer column; PostgreSQL rounds it to a whole number."""
    area = TrackedArea.objects.filter(pk=cast.area("left-foot").pk)
    try:
        with transaction.atomic():
            area.update(slot=Value(3.7, output_field=FloatField()))
    except IntegrityError:
        return
    assert area.get().slot == 4


@pytest.mark.parametrize(
    ("onset", "today", "words"),
    [
        (Onset(date(2026, 1, 1), "day"), date(2026, 1, 1), "week 0"),
        (Onset(date(2026, 1, 1), "day"), date(2026, 3, 31), "week 12"),
        (Onset(date(2026, 1, 1), "day"), date(2026, 7, 8), "week 26"),
        (Onset(date(2026, 1, 1), "day"), date(2026, 7, 9), "month 6"),
        (Onset(date(2025, 1, 31), "day"), date(2026, 2, 28), "month 13"),
        (Onset(date(2025, 8, 31), "day"), date(2026, 4, 30), "month 8"),
        (Onset(date(2026, 1, 1), "month"), date(2026, 2, 15), "about month 1"),
        (Onset(date(2021, 1, 1), "year"), date(2026, 2, 15), "since 2021"),
    ],
)
def test_time_since_a_stroke(onset, today, words):
    """Weeks to 26, then months; no week that nobody knows."""
    assert since_stroke(onset.on, onset.precision, today) == words


def test_ages_change_on_the_birthday():
    """29 February has its birthday on 1 March in other years."""
    assert age_on(date(1968, 3, 27), date(2026, 3, 26)) == 57
    assert age_on(date(1968, 3, 27), date(2026, 3, 27)) == 58
    assert age_on(date(1968, 2, 29), date(2026, 2, 28)) == 57
    assert age_on(date(1968, 2, 29), date(2026, 3, 1)) == 58


@given(st.dates(date(1900, 1, 1)), st.sampled_from(["day", "month", "year"]))
def test_words_of_an_onset_say_no_more_than_is_known(onset_on, precision):
    """The year stands always, the rest only where it is known."""
    words = onset_text(onset_on, precision)
    assert words.endswith(str(onset_on.year))
    assert len(words.split()) == {"day": 3, "month": 2, "year": 1}[precision]


BORN = {"born_on_day": "1", "born_on_month": "5", "born_on_year": "2000"}


def test_nobody_is_born_after_a_stroke(cast):
    """At whichever of the two is typed last; the year of the birth may be that of the stroke."""
    add(cast, **boxes("", "", 2000))
    background = reverse("care:background", args=[cast.rosa.pk])
    assert cast.client("amara").post(background, BORN).status_code == 302
    page = add(cast, **boxes(30, 4, 2000)).content.decode()
    assert "The patient was born on 1 May 2000. Type a later date" in page
    assert 'href="#id_onset_day"' in page
    add(cast, **boxes("", 5, 2000))
    page = cast.client("amara").post(background, BORN | {"born_on_month": "6"}).content.decode()
    assert "This is after the stroke (May 2000). Type an earlier date" in page
    assert 'value="6"' in page
    assert cast.rosa.strokes.count() == 2


def test_the_actions_hold_birth_and_stroke_against_each_other(cast):
    """Also when two people type at once."""
    stroke = actions.record_stroke(by=cast.amara, patient=cast.rosa, onset_on=date(2020, 1, 1))
    with pytest.raises(ValidationError, match="after the stroke"):
        actions.record_background(by=cast.amara, patient=cast.rosa, born_on=date(2021, 1, 1))
    actions.record_background(by=cast.amara, patient=cast.rosa, born_on=date(1968, 1, 1))
    with pytest.raises(ValidationError, match="was born on"):
        actions.correct_stroke(by=cast.amara, stroke=stroke, onset_on=date(1967, 1, 1))
