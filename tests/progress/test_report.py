"""The sheet for a visit: what stands on it, its PDF, and that nothing can steer or break it."""

import io
import re
import threading
import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pikepdf
import pytest
import time_machine
import typst
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from apps.audit.models import Event
from apps.care import actions as care
from apps.care.body import PARTS_BY_CODE
from apps.care.models import Patient
from apps.diary.models import Entry
from apps.progress import wording
from apps.progress.pages import view_asked_for
from apps.progress.points import DayPoint
from apps.progress.report import Report, print_report, report_of
from apps.progress.report.contents import NOTES, Chart, Point, Row, Table, parts_of
from apps.progress.report.letters import MISSING, printable, with_fonts
from apps.progress.report.press import FOLDER, TEMPLATE
from apps.progress.series import timeline_of
from apps.progress.statistics import RANGES, overview, trend_of
from apps.progress.statistics.table import choose_periods, period_middles, table_unit
from apps.progress.wording.report import report_words, stroke_line
from tests.bench.years import SIX_PARTS, fill_years

THREE_YEARS = 3 * 365
AT = "https://rehab.example.org/how-we-count/"
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="860" height="400" viewBox="0 0 860 400">'
    '<text x="9" y="20" font-family="Atkinson Hyperlegible Next">{}</text></svg>'
)
HOSTILE = [
    '#import "@preview/cetz:0.2.0": *',
    "*b* _i_ $x^2$ @part <part> \\u{41} // c /* d */ `raw` = h",
    '"; #read("/etc/passwd")',
    "] #panic()",
    "{page} {pages} %(name)s {{ name }}",
    "<b>b</b> & &amp; <script>alert(1)</script>",
]


@pytest.fixture
def years(cast) -> Patient:
    """Rosa with six parts, logged daily for three years, and 300 sessions."""
    parts = [PARTS_BY_CODE[code] for code in SIX_PARTS]
    care.choose_areas(by=cast.amara, patient=cast.rosa, parts=parts)
    fill_years(cast.rosa, days=THREE_YEARS, sessions=300, given_by=cast.amara)
    return cast.rosa


def view_of(patient: Patient, **asked: str):
    query = QueryDict(mutable=True)
    query.update(asked)
    return view_asked_for(patient, query, patient.today())


def made_for(patient: Patient, **asked: str) -> Report:
    return report_of(patient, view_of(patient, **asked), patient.user, AT)


def pdf_of(client, patient: Patient, **asked: str) -> bytes:
    answer = client.get(reverse("progress:report-pdf", args=[patient.pk]), asked)
    assert answer.status_code == 200
    return answer.content


def text_of(pdf: bytes) -> str:
    """Return all words of the document, with single spaces and without the foot of its pages."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    return re.sub(r"Rosa Delgado What the numbers mean: \S+ Page \d of \d ?", "", words)


def number_of_pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def saying(text: str) -> Report:
    """Return a report that says the same everywhere."""
    return Report(
        language="en-gb",
        made_at=datetime(2026, 5, 14, 9, 30, tzinfo=UTC),
        start=date(2025, 11, 10),
        end=date(2026, 5, 14),
        words=report_words(text),
        name=text,
        born=text,
        made=text,
        period=text,
        strokes=[text],
        points=[Point(text, text)],
        sessions=text,
        chart=Chart(text, text, text, (860, 400), (328, 400)),
        table=Table(text, [text], [Row(text, [text])], text, text),
        notes=[text],
        more_notes=text,
        methods=text,
    )


def printed(text: str) -> bytes:
    return print_report(saying(text), CHART.format("x").encode())


# --- Pages --------------------------------------------------------------------------------------


def test_it_is_one_sheet_for_a_usual_person_and_two_at_most_for_three_years(cast, years):
    """Six parts with long sentences, 300 sessions and many notes."""
    client = cast.client("amara")
    for note in range(9):
        cast.rate(5, code="left-hand", note=f"{note} " + "A long note about sleep. " * 30)
    assert {number_of_pages(pdf_of(client, years, range=code)) for code in RANGES} <= {1, 2}
    three = [PARTS_BY_CODE[code] for code in SIX_PARTS[:3]]
    care.choose_areas(by=cast.amara, patient=years, parts=three)
    assert number_of_pages(pdf_of(client, years, range="9m")) == 1


def test_it_is_made_without_parts_ratings_or_facts(cast):
    """The first visit has a sheet too, and its page."""
    for area in ([], cast.rosa.areas.all()):
        report = replace(made_for(cast.rosa), chart=None) if not area else made_for(cast.rosa)
        assert number_of_pages(print_report(report, CHART.encode())) == 1
    answer = cast.client("rosa").get(reverse("progress:report", args=[cast.rosa.pk]))
    assert "No ratings yet." in answer.content.decode()


def test_somebody_without_parts_gets_a_sheet(cast):
    cast.rosa.areas.all().delete()
    pdf = pdf_of(cast.client("rosa"), cast.rosa)
    assert "Rosa Delgado" in text_of(pdf)
    assert number_of_pages(pdf) == 1


# --- What it says -------------------------------------------------------------------------------


def test_its_sentences_are_those_of_the_page(cast, years):
    view = view_of(years)
    said = [point.lead + point.rest for point in made_for(years).points]
    for area in parts_of(view):
        numbers = overview(timeline_of(years, area, view.range, view.today))
        trend = trend_of(numbers.points, numbers.timeline.end)
        assert wording.summary(numbers, "practitioner", trend) in said
    page = cast.client("amara").get(reverse("caseload:patient", args=[years.pk])).content.decode()
    assert said[0].split(". ")[0] in " ".join(page.split())


def test_the_page_and_the_pdf_say_the_same(cast, years):
    for back in range(NOTES + 2):
        cast.rate(5, back=back, note=f"Note {back}")
    client = cast.client("rosa")
    address = reverse("progress:report", args=[years.pk])
    report = client.get(address).context["report"]
    words = text_of(pdf_of(client, years))
    for text in (report.name, report.period, report.sessions, report.chart.how_to_read):
        assert text in words
    for point in report.points:
        assert point.lead + point.rest in words
    for row in report.table.rows:
        assert " ".join([row.name, *row.cells]) in words
    for note in report.notes:
        assert note in words
    assert report.more_notes in words
    assert "differences in time, not proof of cause" in words
    assert "0 is normal feeling, 10 is no feeling." in words
    assert "The top is normal feeling." in words


def test_pins_and_needles_without_numbness_are_told(cast):
    """Zero is a score, and somebody may feel everything and tingle all day."""
    for back in range(10):
        cast.rate(0, back=back, tingling=6)
    said = [point.lead + point.rest for point in made_for(cast.rosa, range="4w").points]
    assert any(text.startswith("Left hand: 0 ") for text in said)
    assert any(text.startswith("Left hand, pins and needles: 6 ") for text in said)


def test_notes_are_shortened_with_a_word_that_says_so(cast):
    cast.rate(5, note="tired " * 100)
    report = made_for(cast.rosa)
    assert "… (shortened)" in report.notes[0]
    assert len(report.notes[0]) < 260
    assert report.more_notes == ""
    for back in range(1, NOTES + 2):
        cast.rate(5, back=back, note=f"Note {back}")
    assert made_for(cast.rosa).more_notes == "And 2 more notes in this time."


def test_time_since_the_stroke_is_told_as_exactly_as_it_is_known():
    today = date(2026, 5, 14)
    lines = {
        ("day", date(2026, 4, 30)): "Stroke: 30 April 2026, 2 weeks ago",
        ("day", date(2025, 9, 1)): "Stroke: 1 September 2025, 8 months ago",
        ("month", date(2025, 9, 1)): "Stroke: September 2025, about 8 months ago",
        ("year", date(2020, 1, 1)): "Stroke: 2020, about 6 years ago",
    }
    for (precision, on), line in lines.items():
        assert stroke_line(on, precision, [], today, first=True) == line
    second = stroke_line(today, "day", ["Thalamus"], today, first=False)
    assert second == "Another stroke: 14 May 2026 · Thalamus"


# --- The table ----------------------------------------------------------------------------------


def test_the_table_holds_the_middle_scores_of_the_database(cast, years):
    """Counted anew from the rows of the table of entries."""
    report = made_for(years, range="all")
    area = parts_of(view_of(years))[0]
    scores: dict[str, list[int]] = {}
    for entry in Entry.objects.current().filter(area=area, numbness__isnull=False):
        scores.setdefault(f"{entry.for_date:%b %Y}", []).append(entry.numbness)
    row = report.table.rows[0]
    assert len(row.cells) == 6
    for column, cell in zip(report.table.columns, row.cells, strict=True):
        ranked = sorted(scores.get(column, []))
        if not ranked:  # the month began the record, and had ratings of other parts
            assert cell == "–"
            continue
        middle = (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2
        assert cell.split(" ")[0] == f"{middle:g}"
        assert ("(few)" in cell) == (len(ranked) < 8)


def test_a_table_shows_the_first_and_the_last_month_and_no_empty_one():
    start, end = date(2024, 1, 1), date(2026, 5, 14)
    rated = [DayPoint(start + timedelta(days=n), n % 11, False) for n in range(0, 850, 3)]
    without_march = [point for point in rated if point.on.month != 3]
    chosen = choose_periods([without_march, rated[-2:]], start, end, 6)
    assert len(chosen) == 6
    assert chosen[0][0] == start
    assert chosen[-1][0] <= rated[-1].on <= chosen[-1][1]
    assert all(first.month != 3 for first, _last in chosen)
    assert list(chosen) == sorted(set(chosen))


def test_a_short_time_is_told_in_weeks():
    assert table_unit(date(2026, 4, 13), date(2026, 5, 14)) == "week"
    assert table_unit(date(2026, 1, 1), date(2026, 5, 14)) == "month"


def test_a_month_without_ratings_has_a_dash_and_a_thin_one_says_few():
    points = [DayPoint(date(2026, 5, day), 0, False) for day in range(1, 8)]
    periods = ((date(2026, 4, 1), date(2026, 4, 30)), (date(2026, 5, 1), date(2026, 5, 31)))
    none, thin = period_middles(points, periods, "month")
    assert (none.median, none.rated_days, none.solid) == (None, 0, False)
    assert (thin.median, thin.rated_days, thin.solid) == (0, 7, False)


# --- Tags ---------------------------------------------------------------------------------------


def tags_of(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return the elements of the structure in their order of reading."""
    found: list[pikepdf.Dictionary] = []

    def walk(node) -> None:
        if isinstance(node, pikepdf.Array):
            for inner in node:
                walk(inner)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            walk(node.get("/K", pikepdf.Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def test_the_pdf_is_tagged(cast, years):
    """Language, title, headings in order, lists, the picture's words, headers of the table."""
    report = made_for(years)
    with pikepdf.open(io.BytesIO(pdf_of(cast.client("rosa"), years))) as pdf:
        tags = tags_of(pdf)
        names = [str(tag.S) for tag in tags]
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "Report for the visit: Rosa Delgado"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        headings = [name for name in names if re.fullmatch(r"/H\d", name)]
        assert headings == ["/H1", "/H2", "/H2", "/H2", "/H2"]
        (figure,) = (tag for tag in tags if tag.S == "/Figure")
        assert str(figure.Alt) == report.chart.alt
        headers = [tag for tag in tags if tag.S == "/TH"]
        assert len(headers) == 1 + len(report.table.columns)
        assert all(tag.A[0].Scope == "/Column" for tag in headers)
        assert names.count("/LI") == len(report.points) + 1 + len(report.notes)


# --- Hostile and strange texts ------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_typed_is_printed_as_typed(text):
    """Nothing of it is read as a command: each sign stands where it was typed."""
    words = text_of(printed(text))
    typed = " ".join(text.split())
    # A long text may be broken between any two words.
    assert words.count(typed) >= 5
    assert "root:" not in words


def test_hostile_text_reaches_the_paper_from_the_database(cast):
    cast.rosa.user.name = HOSTILE[0]
    cast.rosa.user.save()
    for back, text in enumerate(HOSTILE[1:4]):
        cast.rate(5, back=back, note=text)
    words = text_of(pdf_of(cast.client("amara"), cast.rosa))
    for text in HOSTILE[:4]:
        assert text in words


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "a\x01b\x00c\ud800d", "\u202ecba\u2067", " ", "\ufeff"]
)
def test_no_text_breaks_the_document(text):
    number_of_pages(printed(text))
    assert text_of(print_report(replace(saying("Rosa"), name=text), CHART.encode()))


@given(st.text(st.characters(), max_size=80))
def test_any_text_is_printed(text):
    """Every letter that there is; also halves of letters and those that don't exist yet."""
    assert printed(text).startswith(b"%PDF-")


def test_a_letter_without_a_font_leaves_a_mark_and_a_word():
    """A letter that is missing without a trace could turn a sentence into another one."""
    strange = "\U00012000"  # cuneiform: no computer of ours has a font for it
    assert printable(f"a{strange}b\x00") == f"a{MISSING}b{MISSING}"
    words = text_of(printed(f"a{strange}b"))
    assert f"a{MISSING}b" in words
    assert "that this computer has no font for" in words
    assert "that this computer has no font for" not in text_of(printed("abc"))
    assert MISSING in with_fonts(CHART.format(strange))


@pytest.mark.parametrize(
    "word", ["Ηλίας", "Иван", "עברית", "يوسف", "नमस", "łódź", "Nguyễn", "王小明"]
)
def test_our_own_fonts_have_the_letters_of(word):
    assert MISSING not in printable(word)


def test_direction_signs_are_left_out_and_joiners_stay():
    assert printable("a\u202eb\u2066c") == "abc"
    assert printable("क\u200dष") == "क\u200dष"


def test_the_template_reaches_no_file_and_no_package():
    """It is alone in its folder, reads what it is given, and nothing above it is in reach."""
    template = TEMPLATE.read_text()
    assert not re.search(r"#?(import|include)\s|\bread\(|\beval\(", template)
    outside = b'#read("../press.py")'
    with pytest.raises(typst.TypstError):
        typst.compile(outside, root=FOLDER, format="pdf")


# --- Making -------------------------------------------------------------------------------------


def test_each_making_is_written_down_without_a_word_of_health(cast):
    cast.rate(7)
    today = cast.today()
    for name in ("rosa", "amara"):
        answer = cast.client(name).get(
            reverse("progress:report-pdf", args=[cast.rosa.pk]), {"range": "4w"}
        )
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == f'inline; filename="report-{today}.pdf"'
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        event = Event.objects.filter(verb="made_report").latest("pk")
        assert (event.by, event.patient_id) == (cast.person(name), cast.rosa.pk)
        assert list(event.changes) == ["period"]
        assert event.changes["period"].endswith(f"/{today}")
    assert Event.objects.filter(verb="made_report").count() == 2


def test_looking_at_the_page_makes_no_report(cast):
    cast.client("amara").get(reverse("progress:report", args=[cast.rosa.pk]))
    assert not Event.objects.filter(verb="made_report").exists()
    assert Event.objects.looks().filter(by=cast.amara).count() == 1


def test_a_browser_that_guesses_makes_no_report(cast):
    address = reverse("progress:report-pdf", args=[cast.rosa.pk])
    guess = cast.client("amara").get(address, headers={"Sec-Purpose": "prefetch;prerender"})
    assert guess.status_code == 503
    assert not Event.objects.exclude(verb__in=SETUP).filter(by=cast.amara).exists()


SETUP = ("chose_areas", "assigned_therapist", "allowed_helper", "registered_patient")


def test_the_same_minute_gives_the_same_bytes(cast, years):
    with time_machine.travel(datetime(2026, 5, 14, 9, 30, 5, tzinfo=UTC), tick=False) as clock:
        first = pdf_of(cast.client("rosa"), years)
        clock.shift(timedelta(seconds=40))
        assert pdf_of(cast.client("rosa"), years) == first
        clock.shift(timedelta(minutes=1))
        assert pdf_of(cast.client("rosa"), years) != first


def test_two_at_once_are_both_made():
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(printed("Rosa"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1


def test_years_cost_as_many_queries_as_days(known_settings, cast, years):
    def queries(code: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            made_for(years, range=code)
        return len(asked)

    assert queries("all") == queries("9m")
    assert queries("all") <= 26


def test_no_key_of_a_person_is_in_the_paper(cast, years):
    """The random ids of records stay in the addresses of the site."""
    pdf = pdf_of(cast.client("rosa"), years)
    assert str(years.pk) not in text_of(pdf)
    assert uuid.UUID(str(years.pk)).hex.encode() not in pdf
