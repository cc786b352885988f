"""Two scales: eleven numbers and five words. What was said stays as it was said."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.audit.models import Event
from apps.care import actions as care
from apps.care.access import areas_in_log
from apps.care.models import Patient
from apps.diary import access, actions
from apps.diary.models import Entry
from apps.diary.scale import FIVE, word_of


@pytest.fixture
def words(cast):
    """Rosa chooses five words."""
    care.choose_scale(by=cast.rosa.user, patient=cast.rosa, scale="words5")
    return cast


def rate_page(cast, back: int = 0, query: str = "") -> str:
    """Return the address of the page that rates Rosa's left hand."""
    args = [cast.rosa.pk, cast.day(back).on.isoformat(), cast.area().pk]
    return reverse("diary:rate", args=args) + query


def send(cast, **form):
    """Rosa sends the rating of her left hand."""
    return cast.client("rosa").post(rate_page(cast), {"key": uuid.uuid4()} | form, follow=True)


def test_the_ladder_of_words_has_five_rungs_and_no_number(words):
    """From not numb to no feeling, best on top."""
    page = words.client("rosa").get(rate_page(words)).text
    ladder = page.split('<div class="ladder ladder-words">')[1].split("</form>")[0]
    labels = ["Not numb", "A little numb", "Half numb", "Very numb", "No feeling"]
    assert [ladder.index(label) for label in labels] == sorted(map(ladder.index, labels))
    assert ladder.count('name="numbness"') == 5
    assert "rung-number" not in page


@pytest.mark.parametrize("score", FIVE)
def test_a_word_is_stored_with_its_scale_and_shown_as_a_word(words, score):
    """On the page that says it is saved, on Today and on the day."""
    send(words, numbness=str(score), scale="words5")
    entry = Entry.objects.get()
    assert (entry.scale, entry.numbness, entry.word) == ("words5", score, word_of(score, "words5"))
    client, rosa = words.client("rosa"), words.rosa.pk
    for address in (
        reverse("diary:saved", args=[rosa, entry.submission]),
        reverse("diary:today", args=[rosa]),
        reverse("diary:day", args=[rosa, words.today().isoformat()]),
        reverse("diary:entry", args=[rosa, entry.pk]),
    ):
        page = client.get(address).text
        assert entry.word in page
        assert f'class="value">{score}<' not in page
        assert f"is {score}." not in page


def test_same_as_last_time_keeps_the_scale_of_what_it_repeats(words):
    """Rosa said 7 of 10 yesterday: "same" is 7 of 10, whatever she sees from now on."""
    words.rate(7, back=1)
    last = access.last_answers(words.rosa, areas_in_log(words.rosa), words.today())
    rows = actions.repeat_last(
        by=words.rosa.user,
        patient=words.rosa,
        answers=last,
        day=words.day(),
        submission=uuid.uuid4(),
    )
    assert [(row.scale, row.numbness) for row in rows] == [("numbers", 7)]


def test_yesterdays_number_gets_no_tag_among_words(words):
    """The two scales are not compared."""
    words.rate(5, back=1)
    assert "Yesterday" not in words.client("rosa").get(rate_page(words)).text


def test_a_correction_stays_on_the_scale_of_what_it_corrects(words):
    """The ladder shows the numbers that were shown then."""
    entry = words.rate(7, scale="numbers")
    page = words.client("rosa").get(rate_page(words, query=f"?entry={entry.pk}")).text
    assert page.count('class="rung-number"') == 11
    send(words, numbness="6", scale="numbers", base=entry.pk)
    assert Entry.objects.current().get().scale == "numbers"


def test_a_page_that_was_open_during_the_change_is_taken_as_it_was_shown(words):
    """It showed numbers, so 7 is a number."""
    send(words, numbness="7", scale="numbers")
    assert Entry.objects.get().scale == "numbers"


@pytest.mark.parametrize("bad", ["1", "7", "eleven"])
def test_a_score_between_the_words_is_refused_with_a_sentence(words, bad):
    """And nothing is stored."""
    assert "Choose one of the five words." in send(words, numbness=bad, scale="words5").text
    assert not Entry.objects.exists()


def test_no_choice_is_answered_with_a_sentence_about_words(words):
    """People who see no number are not asked for one."""
    page = send(words).text
    assert "Choose a word for your left hand." in page
    assert "I am not sure" in page


@pytest.mark.parametrize("field", ["numbness", "tingling"])
@pytest.mark.parametrize("bad", [1, 3, 9])
def test_the_database_refuses_a_word_between_the_words(words, field, bad):
    """Five words are five scores."""
    entry = words.rate(5, tingling=5, scale="words5")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(**{field: bad})


def test_the_database_refuses_other_scales(words):
    """Of the entry and of the patient."""
    entry = words.rate(5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(scale="faces")
    with pytest.raises(IntegrityError), transaction.atomic():
        Patient.objects.filter(pk=words.rosa.pk).update(scale="faces")


@pytest.mark.parametrize("who", ["rosa", "amara"])
def test_patient_and_therapist_choose_the_scale(cast, who):
    """With its event."""
    page = reverse("care:scale", args=[cast.rosa.pk])
    client = cast.client(who)
    assert "Five words" in client.get(page).text
    assert "Choose numbers or words." in client.post(page, {"scale": "faces"}).text
    client.post(page, {"scale": "words5"})
    assert Patient.objects.get(pk=cast.rosa.pk).scale == "words5"
    event = Event.objects.get(verb="chose_scale")
    assert (event.by, event.changes) == (cast.person(who), {"scale": ["numbers", "words5"]})
