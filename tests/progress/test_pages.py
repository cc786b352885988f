"""The pages of progress and their pictures, through their addresses."""

import gzip
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from statistics import median

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.care import actions as care
from apps.care.access import areas_in_log
from apps.care.body import PARTS_BY_CODE
from apps.care.models import Patient
from apps.diary import actions as diary
from apps.diary.models import Entry
from apps.progress.points import DayRating, Overview
from apps.progress.series import timeline_of
from apps.progress.shelf import SHELF
from apps.progress.statistics import RANGES, daily_points, overview
from apps.therapy import actions as therapy
from apps.therapy.access import kinds
from tests.bench.years import FIVE_YEARS, SIX_PARTS, fill_years

LARGEST_GZIP = 20_000
NO_SCORE = "–"


@pytest.fixture(autouse=True)
def no_pictures_kept() -> None:
    """Start every test without pictures from another one."""
    SHELF.clear()


@pytest.fixture
def five_years(cast) -> Patient:
    """George with six parts, logged daily for five years, and 600 sessions."""
    parts = [PARTS_BY_CODE[code] for code in SIX_PARTS]
    care.choose_areas(by=cast.ben, patient=cast.george, parts=parts)
    fill_years(cast.george, days=FIVE_YEARS, sessions=600, given_by=cast.ben)
    return cast.george


def chart_of(client: Client, patient: Patient, kind: str = "svg", headers=None, **asked):
    address = reverse("progress:chart", args=[patient.pk, kind])
    return client.get(address, asked, headers=headers)


class Table(HTMLParser):
    """The cells of every row of every table on a page, as texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.in_cell = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag):
        self.in_cell = self.in_cell and tag not in ("td", "th")

    def handle_data(self, data):
        if self.in_cell:
            self.rows[-1][-1] = " ".join(f"{self.rows[-1][-1]} {data}".split())


def rows_of(answer) -> list[list[str]]:
    """Return the rows of the table on a page, without its heading."""
    return Table(answer.content.decode()).rows[1:]


def day_of(text: str) -> date:
    return datetime.strptime(text, "%a %d %B %Y").replace(tzinfo=UTC).date()


# --- A constant number of queries -------------------------------------------------------------


def queries(client: Client, address: str, **asked) -> int:
    """Return how many queries a page makes when it is not the first one."""
    client.get(address, asked)
    SHELF.clear()
    with CaptureQueriesContext(connection) as made:
        assert client.get(address, asked).status_code == 200
    return len(made)


def test_five_years_cost_as_many_queries_as_ten_days(cast, five_years):
    """10,950 entries and 600 sessions: no page and no picture may ask more because of them."""
    parts = [PARTS_BY_CODE[code] for code in SIX_PARTS]
    care.choose_areas(by=cast.amara, patient=cast.rosa, parts=parts)
    fill_years(cast.rosa, days=10, sessions=10, given_by=cast.amara)

    def counts(patient: str, therapist: str) -> dict[tuple[str, str], int]:
        pk = getattr(cast, patient).pk
        own, other = cast.client(patient), cast.client(therapist)
        page, progress = (reverse(p, args=[pk]) for p in ("caseload:patient", "progress:progress"))
        chart = reverse("progress:chart", args=[pk, "svg"])
        made = {("numbers", ""): queries(own, reverse("progress:numbers", args=[pk]))}
        for code in RANGES:
            made["patient", code] = queries(other, page, range=code)
            made["progress", code] = queries(own, progress, range=code)
            made["own chart", code] = queries(own, chart, range=code)
            made["their chart", code] = queries(other, chart, range=code)
        return made

    assert counts("george", "ben") == counts("rosa", "amara")


# --- Small pictures, whole tables -------------------------------------------------------------


@pytest.mark.parametrize("days", [30, 365, 1825, 3650])
def test_a_picture_stays_small_however_long_the_history(cast, days):
    fill_years(cast.george, days=days, sessions=days // 3, given_by=cast.ben)
    for asked in ({"width": "860"}, {"width": "328"}, {"width": "860", "axis": "stroke"}):
        answer = chart_of(cast.client("ben"), cast.george, range="all", **asked)
        assert answer.status_code == 200
        assert len(gzip.compress(answer.content)) <= LARGEST_GZIP


def every_row_of(client: Client, patient: Patient, area) -> list[tuple]:
    """Read the tables of all years as a person would: by following the links to the years."""
    address = reverse("progress:numbers", args=[patient.pk])
    first = client.get(address, {"area": area.pk})
    links = [year.query for year in first.context["years"]]
    cells = [row for link in links for row in rows_of(client.get(f"{address}?{link}"))]
    return [(day_of(day), numbness, tingling) for day, numbness, tingling, *_rest in cells]


def test_the_tables_of_all_years_hold_every_entry(cast, five_years):
    """No point is dropped: what the picture sums up, the tables list one by one."""

    def as_text(score: int | None) -> str:
        return NO_SCORE if score is None else str(score)

    for area in areas_in_log(five_years):
        stored = Entry.objects.filter(area=area).values_list("for_date", "numbness", "tingling")
        assert stored.count() == FIVE_YEARS
        expected = [(on, as_text(numb), as_text(tingles)) for on, numb, tingles in stored]
        assert sorted(every_row_of(cast.client("ben"), five_years, area)) == sorted(expected)


def test_the_table_lists_every_entry_of_a_day(cast):
    """Two entries on one day are two rows, the one that counts on top."""
    morning, evening = cast.rate(6), cast.rate(2)
    answer = cast.client("rosa").get(reverse("progress:numbers", args=[cast.rosa.pk]))
    assert [row[1] for row in rows_of(answer)] == ["2", "6"]
    assert answer.context["entries"] == [evening, morning]


@pytest.mark.parametrize("range_code", RANGES)
@pytest.mark.parametrize(
    "backs",
    [(), (0,), (400,), (400, 120, 5), (280, 275, 3), tuple(range(0, 400, 3)), (290, 200, 27, 26)],
)
def test_years_that_are_not_read_change_nothing(cast, range_code, backs):
    """A short range reads only its own days and the one before: the same numbers as from all."""
    for back in backs:
        day = replace(cast.day(), on=cast.day(back).on, today=cast.day(back).on)
        given = {"numbness": None if back % 4 == 3 else back % 11, "day": day}
        key, who = uuid.uuid4(), {"by": cast.rosa.user, "patient": cast.rosa, "area": cast.area()}
        diary.rate_day(submission=key, **who, **given)
    read = timeline_of(cast.rosa, cast.area(), range_code, cast.today())
    rows = Entry.objects.order_by("for_date").values_list(
        "for_date", "numbness", "tingling", "method"
    )
    whole = replace(read, days=daily_points(DayRating(*row) for row in rows))
    assert without_runs(overview(read)) == without_runs(overview(whole))


def without_runs(numbers: Overview) -> Overview:
    """Return the numbers with the runs between breaks counted from the span's own first one."""
    first = min((bucket.run for bucket in numbers.buckets), default=0)
    buckets = tuple(replace(bucket, run=bucket.run - first) for bucket in numbers.buckets)
    weeks = [week and replace(week, run=0) for week in (numbers.then, numbers.now)]
    timeline = replace(numbers.timeline, days=())
    return replace(numbers, timeline=timeline, buckets=buckets, then=weeks[0], now=weeks[1])


# --- 0 is the best score, blank is none -------------------------------------------------------


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(scores=st.lists(st.none() | st.sampled_from([0, 0, 1, 5, 10]), min_size=1, max_size=10))
def test_zero_and_blank_stay_different_from_form_to_table(cast, scores):
    """Form, row, median, picture and table: 0 counts everywhere, "not sure" nowhere."""
    cast.client("rosa")  # signed in outside of what is taken back below
    with transaction.atomic():
        days = dict(zip((cast.day(back).on for back in range(len(scores))), scores, strict=True))
        for on, score in days.items():
            send_rating(cast, on, score)
        assert dict(Entry.objects.values_list("for_date", "numbness")) == days
        check_numbers_of(cast, days)
        check_progress_of(cast, days)
        transaction.set_rollback(True)  # the next example starts without entries


def send_rating(cast, on: date, score: int | None) -> None:
    address = reverse("diary:rate", args=[cast.rosa.pk, on, cast.area().pk])
    answer = {"answer": "not-sure"} if score is None else {"numbness": str(score)}
    sent = cast.client("rosa").post(address, {"key": uuid.uuid4()} | answer)
    assert sent.status_code == 302
    assert "/saved/" in sent["Location"] or "/signs/" in sent["Location"]  # after a rise


def check_numbers_of(cast, days: dict[date, int | None]) -> None:
    rows = every_row_of(cast.client("rosa"), cast.rosa, cast.area())
    expected = {on: NO_SCORE if score is None else str(score) for on, score in days.items()}
    assert {on: text for on, text, _tingling in rows} == expected


def check_progress_of(cast, days: dict[date, int | None]) -> None:
    """Compare the points and middle scores with those counted by hand."""
    answer = cast.client("rosa").get(
        reverse("progress:progress", args=[cast.rosa.pk]), {"range": "4w"}
    )
    overview = answer.context["chart"]["overview"]
    rated = {on: score for on, score in days.items() if score is not None}
    assert {point.on: point.value for point in overview.points} == rated
    assert overview.rated_days == len(rated)
    medians = []
    for bucket in overview.buckets:
        scores = [score for on, score in rated.items() if bucket.start <= on <= bucket.end]
        assert bucket.median == (median(scores) if scores else None)
        medians += [f"{bucket.median:g}"] if scores else []
    shown = [row[1].removesuffix(" (few entries)") for row in rows_of(answer)]
    assert shown == medians[::-1]
    assert chart_of(cast.client("rosa"), cast.rosa, range="4w").status_code == 200


# --- ETag and privacy of the picture ----------------------------------------------------------


def test_the_same_record_gives_the_same_tag_and_the_same_bytes(cast):
    """Strong: two drawings of one record are equal byte by byte."""
    cast.rate(4)
    first = chart_of(cast.client("rosa"), cast.rosa)
    SHELF.clear()
    again = chart_of(cast.client("amara"), cast.rosa)
    assert re.fullmatch(r'"[0-9a-f]{32}"', first["ETag"])
    assert (again["ETag"], again.content) == (first["ETag"], first.content)


def test_every_view_has_a_tag_of_its_own(cast):
    cast.rate(4)
    views = [{}, {"range": "all"}, {"axis": "stroke"}, {"width": "328"}, {"theme": "dark"}]
    views += [{"area": cast.area("left-foot").pk}]
    tags = {chart_of(cast.client("rosa"), cast.rosa, **asked)["ETag"] for asked in views}
    tags.add(chart_of(cast.client("rosa"), cast.rosa, "png")["ETag"])
    assert len(tags) == len(views) + 1


def record_session(cast):
    return therapy.record_session(
        by=cast.amara,
        patient=cast.rosa,
        key=uuid.uuid4(),
        kind=kinds()[0],
        held_on=cast.today(),
        minutes=30,
        areas=[cast.area()],
    )


def prepare_nothing(cast) -> None:
    """For a write that needs no row before it."""


WRITES: dict[str, tuple[Callable, Callable]] = {
    "a rating": (prepare_nothing, lambda cast, _: cast.rate(0)),
    "undo": (
        lambda cast: cast.rate(3),
        lambda cast, entry: diary.undo(
            by=cast.rosa.user, patient=cast.rosa, submission=entry.submission
        ),
    ),
    "a correction": (
        lambda cast: cast.rate(3),
        lambda cast, entry: diary.correct_entry(
            by=cast.rosa.user,
            entry=entry,
            day=cast.day(),
            submission=uuid.uuid4(),
            numbness=2,
            tingling=None,
            note="",
        ),
    ),
    "a session": (prepare_nothing, lambda cast, _: record_session(cast)),
    "a session taken back": (
        record_session,
        lambda cast, session: therapy.withdraw_session(by=cast.amara, session=session),
    ),
    "a stroke": (
        prepare_nothing,
        lambda cast, _: care.record_stroke(
            by=cast.amara, patient=cast.rosa, onset_on=cast.day(90).on
        ),
    ),
    "other body parts": (
        prepare_nothing,
        lambda cast, _: care.choose_areas(
            by=cast.rosa.user, patient=cast.rosa, parts=[PARTS_BY_CODE["left-hand"]]
        ),
    ),
}


@pytest.mark.parametrize(("prepare", "write"), WRITES.values(), ids=WRITES)
def test_every_write_changes_the_tag(cast, prepare, write):
    """A picture that a browser kept is never shown after the record has changed."""
    cast.rate(5, back=1)
    row = prepare(cast)
    asked = {"area": cast.area().pk}
    before = chart_of(cast.client("amara"), cast.rosa, **asked)["ETag"]
    write(cast, row)
    after = chart_of(cast.client("amara"), cast.rosa, headers={"If-None-Match": before}, **asked)
    assert after.status_code == 200
    assert after["ETag"] != before


def test_the_next_day_changes_the_tag(cast, time_machine):
    """The axis ends today, so tomorrow's picture is another one."""
    time_machine.move_to("2026-05-14T12:00:00Z", tick=False)
    before = chart_of(cast.client("rosa"), cast.rosa)["ETag"]
    time_machine.shift(timedelta(days=1))
    assert chart_of(cast.client("rosa"), cast.rosa)["ETag"] != before


def test_a_kept_picture_is_confirmed_without_drawing(cast, monkeypatch):
    """304 costs neither the years of entries nor the drawing."""
    cast.rate(4)
    tag = chart_of(cast.client("rosa"), cast.rosa)["ETag"]
    SHELF.clear()

    def fail(*args, **kwargs):
        raise AssertionError

    monkeypatch.setattr("apps.progress.pictures.draw_timeline", fail)
    monkeypatch.setattr("apps.progress.pictures.timeline_of", fail)
    answer = chart_of(cast.client("rosa"), cast.rosa, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
    assert_private(answer)


def test_a_picture_is_drawn_once(cast, monkeypatch):
    cast.rate(4)
    first = chart_of(cast.client("rosa"), cast.rosa)
    monkeypatch.delattr("apps.progress.pictures.draw_timeline")
    assert chart_of(cast.client("rosa"), cast.rosa).content == first.content


def assert_private(answer) -> None:
    """Kept by the person's own browser only, and asked for again each time."""
    directives = {one.strip() for one in answer["Cache-Control"].split(",")}
    assert {"private", "no-cache"} <= directives
    assert "public" not in directives


@pytest.mark.parametrize(
    ("kind", "content_type", "opening"),
    [("svg", "image/svg+xml", b"<svg"), ("png", "image/png", b"\x89PNG\r\n")],
)
def test_both_sorts_of_picture_are_sent(cast, kind, content_type, opening):
    cast.rate(4)
    answer = chart_of(cast.client("rosa"), cast.rosa, kind)
    assert answer["Content-Type"] == content_type
    assert answer.content.startswith(opening)
    assert_private(answer)


@pytest.mark.parametrize("who", ["george", "ben"])
def test_a_chart_of_somebody_else_is_not_found(cast, who):
    """Not even its tag is told."""
    tag = chart_of(cast.client("rosa"), cast.rosa)["ETag"]
    for kind in ("svg", "png"):
        answer = chart_of(cast.client(who), cast.rosa, kind, headers={"If-None-Match": tag})
        assert answer.status_code == 404
        assert "ETag" not in answer


@pytest.mark.parametrize(
    ("kind", "asked"), [("gif", {}), ("svg", {"width": "100000"}), ("svg", {"theme": "red"})]
)
def test_a_picture_that_there_is_not(cast, kind, asked):
    assert chart_of(cast.client("rosa"), cast.rosa, kind, **asked).status_code == 404


def test_no_picture_is_made_of_a_part_of_somebody_else(cast):
    care.choose_areas(by=cast.george.user, patient=cast.george, parts=[PARTS_BY_CODE["left-foot"]])
    for area in (areas_in_log(cast.george)[0].pk, uuid.uuid4()):
        answer = chart_of(cast.client("rosa"), cast.rosa, area=str(area))
        assert answer.status_code == 404


def test_tingling_has_its_own_picture_sentence_and_table(cast):
    """No numbness with constant tingling is saved, charted and told."""
    for back in range(6):
        cast.rate(0, back=back, tingling=8)
    page = f"/patients/{cast.rosa.pk}/?measure=tingling&range=4w"
    said = cast.client("amara").get(page).text
    assert "Left hand: pins and needles" in said
    assert "0 is no pins and needles, 10 is the most." in said
    pictures = [
        cast.client("amara").get(f"/patients/{cast.rosa.pk}/chart.svg?measure={measure}&range=4w")
        for measure in ("numbness", "tingling")
    ]
    assert b"Left hand: pins and needles" in pictures[1].content
    assert pictures[0]["ETag"] != pictures[1]["ETag"]
