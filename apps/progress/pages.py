"""What the pages around the pictures show. Pictures, sentences and tables share one Overview."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from apps.care.access import areas_of
from apps.care.models import Patient, TrackedArea
from apps.progress import series, wording
from apps.progress.charts import timeline_size
from apps.progress.statistics import RANGES, overview, trend_of
from apps.therapy.pages import aims_of

AXES = ("calendar", "stroke")
LINES = ("middle", "smooth")
MEASURES = ("numbness", "tingling")
PHASES = ("earlier", "later")
USUAL_RANGE = "9m"
MOST_LETTERS = 40  # of the code of a subscore


@dataclass(frozen=True)
class View:
    """What an address asks to see: one part, one measure, one stretch of time, one axis.

    `area_id`, `phases` and `result` are ids, empty where the address names none; `result` is one
    of the clinical test to show, `part` the place of its subscore. `line` says whether a smooth
    line is drawn beside that of middle scores. The parts are read when they are asked for:
    a picture that lies ready needs none.
    """

    patient: Patient
    area_id: str
    range: str
    axis: str
    measure: str
    today: date
    phases: tuple[str, str] = ("", "")
    line: str = "middle"
    result: str = ""
    part: str = ""

    @cached_property
    def areas(self) -> list[TrackedArea]:
        """Every part that the patient tracks or tracked."""
        return areas_of(self.patient)

    @cached_property
    def area(self) -> TrackedArea | None:
        """The part that the address names; without one of this patient's the first of the log."""
        daily = [area for area in self.areas if area.slot]
        usual = next(iter(daily or self.areas), None)
        return next((area for area in self.areas if str(area.pk) == self.area_id), usual)

    @property
    def is_smooth(self) -> bool:
        """Whether the picture has a smooth line too."""
        return self.line == "smooth"

    @property
    def without_phases(self) -> "View":
        """The same view of a picture or page that compares none: one for every such address."""
        is_plain = not any((*self.phases, self.result, self.part))
        return self if is_plain else replace(self, phases=("", ""), result="", part="")

    def query(self, **other: str) -> str:
        """Return the same view as the end of an address, with some of it changed."""
        asked = {"area": self.area.pk if self.area else "", "range": self.range}
        asked |= {"axis": self.axis, "measure": self.measure}
        asked |= {"line": self.line} if self.is_smooth else {}
        asked |= {name: key for name, key in zip(PHASES, self.phases, strict=True) if key}
        asked |= {"result": self.result, "part": self.part} if self.result else {}
        return urlencode(asked | other)


def view_asked_for(patient: Patient, asked: QueryDict, today: date) -> View:
    """Return the view that an address names; what it leaves out or gets wrong is the usual one."""
    range_code, axis, measure = (asked.get(name) for name in ("range", "axis", "measure"))
    return View(
        patient=patient,
        area_id=_id_in(asked.get("area", "")),
        range=range_code if range_code in RANGES else USUAL_RANGE,
        axis=axis if axis in AXES else "calendar",
        measure=measure if measure in MEASURES else "numbness",
        today=today,
        phases=tuple(_id_in(asked.get(name, "")) for name in PHASES),
        line=asked["line"] if asked.get("line") in LINES else "middle",
        result=_id_in(asked.get("result", "")),
        part=asked.get("part", "")[:MOST_LETTERS],
    )


def _id_in(text: str) -> str:
    """Return an id as it is written everywhere, or nothing for what is none."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


@dataclass(frozen=True)
class Choice:
    """One link of a switch: where it leads and whether it is the present view."""

    label: str
    query: str
    current: bool


def area_choices(view: View) -> list[Choice]:
    """Return one link for each body part."""
    return [
        Choice(str(area.part.label), view.query(area=str(area.pk)), area == view.area)
        for area in view.areas
    ]


def range_choices(view: View) -> list[Choice]:
    """Return one link for each stretch of time."""
    return [
        Choice(name, view.query(range=code), code == view.range)
        for code, name in wording.range_names().items()
    ]


def _axes(view: View) -> list[Choice]:
    return [
        Choice(name, view.query(axis=code), code == view.axis)
        for code, name in wording.axis_names().items()
    ]


def _lines(view: View) -> list[Choice]:
    return [
        Choice(name, view.query(line=code), code == view.line)
        for code, name in wording.line_names().items()
    ]


def measure_choices(view: View) -> list[Choice]:
    """Return one link for each measure."""
    return [
        Choice(name, view.query(measure=code), code == view.measure)
        for code, name in wording.measure_names().items()
    ]


def _chart(patient: Patient, view: View, register: wording.Register) -> dict:
    """Return the picture's sentence, sizes and table, all made from one Overview."""
    if view.area is None:
        return {}
    timeline = series.timeline_of(patient, view.area, view.range, view.today, view.measure)
    numbers = overview(timeline)
    trend = trend_of(numbers.present, numbers.timeline.end)
    labels = wording.chart_labels(numbers, 860, smooth=view.is_smooth)
    return {
        "overview": numbers,
        "trend": trend,
        "message": wording.message(numbers, trend, register),
        "sentence": wording.summary(numbers, register, trend),
        "how_to_read": wording.how_to_read(numbers),
        "alt": labels.description,
        # No text changes a height, so the wide picture's texts tell the narrow one's size too.
        "wide": timeline_size(numbers, labels, 860),
        "narrow": timeline_size(numbers, labels, 328),
        "table": wording.table_rows(numbers),
        "injuries": wording.injury_rows(numbers),
        "goal_now": wording.goal_now(numbers),
        "caption": wording.scale_caption(view.measure),
        "unit": wording.unit_heading(numbers.unit),
    }


def common_page(patient: Patient, view: View, register: wording.Register) -> dict:
    """Return what every page has around the main picture, and the picture's sentence and sizes."""
    return {
        "patient": patient,
        "view": view,
        "areas": area_choices(view),
        "ranges": range_choices(view),
        "axes": _axes(view),
        "lines": _lines(view),
        "measures": measure_choices(view),
        "chart": _chart(patient, view, register),
    }


def progress_page(patient: Patient, view: View, register: wording.Register) -> dict:
    """Return everything on the page of progress, for the patient or a helper."""
    page = common_page(patient, view, register)
    shown = page["chart"].get("overview")
    page |= {"then": shown and shown.then, "now": shown and shown.now}
    return page | aims_of(patient, view.today)


def numbers_page(patient: Patient, view: View, year: str) -> dict:
    """Return every entry of one part in one year, and the years that there are."""
    if view.area is None:
        return {"patient": patient, "view": view, "areas": [], "years": [], "entries": []}
    years = series.years_of(view.area)
    shown = next((one for one in years if str(one) == year), next(iter(years), None))
    return {
        "patient": patient,
        "view": view,
        "areas": area_choices(view),
        "years": [Choice(str(one), view.query(year=str(one)), one == shown) for one in years],
        "year": shown,
        "entries": series.entries_of_year(view.area, shown) if shown else [],
    }
