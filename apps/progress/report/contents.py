"""What is on the sheet: one Report, which the page and the PDF both show."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language

from apps.accounts.models import User
from apps.care.access import strokes_of
from apps.care.models import Patient, Stroke, TrackedArea
from apps.diary.access import notes_between
from apps.progress import pictures, wording
from apps.progress.charts import timeline_size
from apps.progress.pages import View, area_choices, range_choices
from apps.progress.points import Goal, Measure, Overview, Timeline
from apps.progress.series import goals_of, points_of, timeline_of
from apps.progress.statistics import overview, range_bounds, trend_of
from apps.progress.statistics.table import choose_periods, period_middles, table_unit
from apps.progress.wording import report as sentences

# So much fits on one sheet of A4 for the usual three parts.
COLUMNS = 6
NOTES = 4
NAME_LETTERS = 60
NOTE_LETTERS = 160
WIDE, NARROW = 860, 328  # px of the chart: A4 has room for the wide one, a phone has not


@dataclass(frozen=True)
class Point:
    """What is said of one part: `lead`, its name, stands out, and `rest` follows it."""

    lead: str
    rest: str

    @classmethod
    def of(cls, part: str, title: str, text: str) -> "Point":
        """Return the sentences after the name of the part; after the title if they name none."""
        if text.startswith(part):
            return cls(part, text.removeprefix(part))
        return cls(title, f" – {text}")


@dataclass(frozen=True)
class Chart:
    """The picture of the main part, with its texts. Width and height in px."""

    heading: str
    alt: str
    how_to_read: str
    wide: tuple[int, int]
    narrow: tuple[int, int]


@dataclass(frozen=True)
class Row:
    """One line of the table, a cell for each column."""

    name: str
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """Middle scores of all parts at a few points in time. `period` names one of the columns."""

    caption: str
    columns: list[str]
    rows: list[Row]
    note: str
    period: str

    @property
    def upright(self) -> list[Row]:
        """The rows of the same table with the times below each other, as a phone shows it."""
        across = zip(*(row.cells for row in self.rows), strict=True)
        return [Row(name, list(cells)) for name, cells in zip(self.columns, across, strict=True)]


@dataclass(frozen=True)
class Report:
    """Every text of the sheet, in one language. Whatever people typed is as they typed it, but
    shortened where it says so."""

    language: str
    made_at: datetime
    start: date
    end: date
    words: dict[str, str]
    name: str
    born: str
    made: str
    period: str
    strokes: list[str]
    points: list[Point]
    sessions: str
    chart: Chart | None
    table: Table | None
    notes: list[str]
    more_notes: str
    methods: str


def report_of(patient: Patient, view: View, by: User, methods_at: str) -> Report:
    """Return the report of the view's time, part and measure, made now by somebody.

    `methods_at` is the address of the page that says what the numbers mean. One query for each
    part and measure, at most seven parts, and about ten others.
    """
    now = timezone.localtime(timezone.now(), ZoneInfo(patient.zone))
    made_at = now.replace(second=0, microsecond=0)
    name = sentences.shorten(patient.user.name, NAME_LETTERS)
    parts = _parts(patient, view)
    shown = parts.get(view.area)
    start, end = _span(view, shown)
    notes, more_notes = _notes(patient, start, end)
    return Report(
        language=get_language(),
        made_at=made_at,
        start=start,
        end=end,
        words=sentences.report_words(name),
        name=name,
        born=sentences.born(patient.born_on) if patient.born_on else "",
        made=sentences.made_line(made_at, sentences.shorten(by.name, NAME_LETTERS)),
        period=sentences.period_line(start, end),
        strokes=_strokes(strokes_of(patient), view),
        points=_points(parts),
        sessions=sentences.sessions_line(shown.lanes) if shown else "",
        chart=_chart(shown) if shown else None,
        table=_table(list(parts.values()), view.measure) if shown and shown.points else None,
        notes=notes,
        more_notes=more_notes,
        methods=sentences.methods_line(methods_at),
    )


def parts_of(view: View) -> list[TrackedArea]:
    """Return the part that was asked for, if any, and those of the daily log in their order."""
    return [area for area in view.areas if area.slot or area == view.area]


def _parts(patient: Patient, view: View) -> dict[TrackedArea, Overview]:
    """The numbers of every part, all of the main part's stretch of time."""
    if view.area is None:
        return {}
    main = timeline_of(patient, view.area, view.range, view.today, view.measure)
    goals = goals_of(patient) if view.measure == "numbness" else {}
    return {
        area: overview(main)
        if area == view.area
        else _numbers(main, area, view.measure, goals.get(area.pk))
        for area in parts_of(view)
    }


def _numbers(main: Timeline, area: TrackedArea, measure: Measure, goal: Goal | None) -> Overview:
    return overview(
        replace(
            main,
            area_label=str(area.part.label),
            area_your=str(area.part.your),
            days=points_of(area, main.start, measure),
            measure=measure,
            goal=goal,
        )
    )


def _strokes(strokes: list[Stroke], view: View) -> list[str]:
    return [
        sentences.stroke_line(
            stroke.onset_on,
            stroke.onset_precision,
            _known(stroke),
            view.today,
            first=stroke is strokes[0],
        )
        for stroke in strokes
    ]


def _known(stroke: Stroke) -> list[str]:
    facts = {
        stroke.side: stroke.get_side_display(),
        stroke.type: stroke.get_type_display(),
        stroke.place: stroke.get_place_display(),
    }
    return [text for code, text in facts.items() if code != "unknown"]


def _span(view: View, shown: Overview | None) -> tuple[date, date]:
    if shown is None:
        return range_bounds(view.range, None, view.today)
    return shown.timeline.start, shown.timeline.end


def _points(parts: dict[TrackedArea, Overview]) -> list[Point]:
    """What the pages say of each part, with pins and needles beside numbness if there were any."""
    said = []
    for area, numbers in parts.items():
        trend = trend_of(numbers.present, numbers.timeline.end)
        said.append(_point(numbers, wording.summary(numbers, "practitioner", trend)))
        if numbers.timeline.measure == "numbness":
            tingling = _numbers(numbers.timeline, area, "tingling", None)
            if any(point.value for point in tingling.points):
                said.append(_point(tingling, wording.standing(tingling, "practitioner")))
    return said


def _point(numbers: Overview, text: str) -> Point:
    title = wording.chart_labels(numbers, WIDE).title
    return Point.of(numbers.timeline.area_label, title, text)


def _chart(shown: Overview) -> Chart:
    labels = wording.chart_labels(shown, WIDE)
    return Chart(
        heading=labels.title,
        alt=labels.description,
        how_to_read=wording.how_to_read(shown),
        wide=timeline_size(shown, labels, WIDE),
        narrow=timeline_size(shown, wording.chart_labels(shown, NARROW), NARROW),
    )


def _table(parts: list[Overview], measure: Measure) -> Table:
    start, end = parts[0].timeline.start, parts[0].timeline.end
    unit = table_unit(start, end)
    periods = choose_periods([part.points for part in parts], start, end, COLUMNS)
    middles = {
        part.timeline.area_label: period_middles(part.points, periods, unit) for part in parts
    }
    has_thin = any(one.rated_days and not one.solid for row in middles.values() for one in row)
    return Table(
        caption=wording.scale_caption(measure),
        columns=[sentences.period_heading(first, unit) for first, _last in periods],
        rows=[
            Row(part, [sentences.period_cell(one, measure) for one in row])
            for part, row in middles.items()
        ],
        note=sentences.table_note(unit, has_thin=has_thin),
        period=wording.unit_heading(unit),
    )


def _notes(patient: Patient, start: date, end: date) -> tuple[list[str], str]:
    """The newest notes of the time shown, and a word on those that have no room."""
    entries = notes_between(patient, start, end)
    lines = [
        sentences.note_line(
            entry.for_date,
            entry.area.part.label,
            sentences.shorten(sentences.note_text(entry.chip_labels, entry.note), NOTE_LETTERS),
            sentences.shorten(entry.entered_by.name, NAME_LETTERS),
        )
        for entry in entries[:NOTES]
    ]
    more = entries.count() - NOTES
    return lines or [sentences.no_notes()], sentences.more_notes(more) if more > 0 else ""


def report_page(patient: Patient, view: View, by: User, methods_at: str) -> dict:
    """Return everything on the page around the sheet."""
    return {
        "patient": patient,
        "view": view,
        "report": report_of(patient, view, by, methods_at),
        "areas": area_choices(view),
        "ranges": range_choices(view),
    }


def chart_of(patient: Patient, view: View) -> bytes:
    """Return the picture of the main part as SVG for paper; nothing without a part."""
    if view.area is None:
        return b""
    asked = {"width": str(WIDE), "theme": "print"}
    return pictures.draw(pictures.picture_asked_for(patient, view, "timeline", "svg", asked))
