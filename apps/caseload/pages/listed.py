"""The list of patients as it is shown: in bands, the most urgent first, each with its reason."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import get_language

from apps.accounts.models import User
from apps.care.access import covers_by, strokes_by_patient
from apps.care.body import PARTS_BY_CODE
from apps.care.models import Patient
from apps.care.wording import cover_text, identity_of
from apps.caseload import access, wording
from apps.caseload.access import Person
from apps.caseload.actions import with_summaries
from apps.caseload.reasons import Band, Reason, rank_of
from apps.caseload.statistics import WEEK_DAYS, WEEKS_DRAWN, Rules, Week
from apps.safety.pages.alerts import rows as alert_rows

PATIENTS_PER_PAGE = 50
REASONS_SHOWN = 2
ROWS_KEPT = 2_000  # by each process, of 4 kB each
# The small picture: a week is 12 wide, a point 4 high, and there is room for the last dot.
WEEK_WIDE, POINT_HIGH, EDGE = 12, 4, 4
LONGEST_STEP = 2 * WEEK_DAYS  # days from one week to the next that a line may cross


@dataclass(frozen=True)
class Drawn:
    """The small picture: the path of its line, and where its last dot is."""

    path: str
    x: int
    y: str


@dataclass(frozen=True)
class Told:
    """A reason in a word and in a sentence."""

    chip: wording.Chip
    sentence: str


@dataclass(frozen=True)
class Why:
    """The reasons that a row shows, and what "Mark as seen" sends; `more` tells of others."""

    told: list[Told]
    more: str
    seen_url: str
    tokens: str

    @property
    def look(self) -> str:
        """The class of the most urgent one."""
        return self.told[0].chip.look


@dataclass(frozen=True)
class Row:
    """One patient on the list; `why` is None with nothing to flag."""

    url: str
    session_url: str
    name: str
    who: str
    why: Why | None
    part: str
    drawn: Drawn | None
    trend: wording.Trend | None
    last_log: str

    @cached_property
    def html(self) -> str:
        """The row as the list shows it: it has nothing of the person who looks."""
        return render_to_string("caseload/_row.html", {"row": self})


@dataclass(frozen=True)
class Section:
    """A band with its rows on this page, and how many there are on all pages."""

    band: Band
    title: str
    number: int
    rows: list[Row]

    @property
    def html(self) -> str:
        """Its rows."""
        return format_html_join("", "{}", ((row.html,) for row in self.rows))


@dataclass(frozen=True)
class Filters:
    """What the address asks for; `query` is its end, without the page."""

    name: str
    region: str
    whose: str

    @property
    def is_name_only(self) -> bool:
        """Whether a name is all that is asked for: then its spelling may be wrong."""
        return bool(self.name) and not self.region and not self.whose

    @property
    def asked(self) -> dict[str, str]:
        """What was asked for, as the address names it."""
        asked = {"q": self.name, "region": self.region, "whose": self.whose}
        return {name: value for name, value in asked.items() if value}

    @property
    def query(self) -> str:
        """The end of the address that asks for the same."""
        return urlencode(self.asked)


def filters_in(asked) -> Filters:
    """Return what an address asks for; a region that is none asks for nothing."""
    region = asked.get("region", "")
    name = asked.get("q", "").replace("\0", "").strip()
    whose = asked.get("whose", "")
    return Filters(
        name, region if region in wording.REGIONS else "", whose if whose in wording.WHOSE else ""
    )


def caseload_page(user: User, filters: Filters, number: str | None) -> dict:
    """Return everything on the list; the same number of queries for any number of patients."""
    rules = access.rules()
    everybody = with_summaries(access.people(user, rules), rules)
    reasons = access.reasons_by_patient(user, everybody, rules)
    people = _asked_for(everybody, user, filters)
    people.sort(key=lambda one: _order(reasons[one.pk]))
    page = Paginator(people, PATIENTS_PER_PAGE).get_page(number)
    bands = Counter(rank_of(reasons[one.pk]).band for one in people)
    to_look_at = sum(rank_of(found).band == Band.LOOK for found in reasons.values())
    rows = _rows(user, page, reasons, rules)
    covers = covers_by(user)
    return {
        "page": page,
        "sections": _sections(page, rows, reasons, bands),
        "press": uuid.uuid4(),
        "sent": (filters.asked | ({"page": page.number} if page.number > 1 else {})).items(),
        "patient_ids": [one.pk for one in page],
        "counted": wording.counted(len(everybody), to_look_at) if everybody else "",
        "filters": filters,
        "query": filters.query + "&" if filters.query else "",
        "regions": _choices(wording.REGIONS, filters.region),
        "whose": _choices(wording.WHOSE, filters.whose) if covers or filters.whose else [],
        "covers": [cover_text(one) for one in covers],
    }


def _asked_for(people: list[Person], user: User, filters: Filters) -> list[Person]:
    name = filters.name.casefold()
    found = [one for one in people if name in one.name.casefold()]
    if filters.region:
        logging = access.logging(filters.region, user)
        found = [one for one in found if one.pk in logging]
    if filters.whose:
        own, wanted = access.in_own_care(user), filters.whose == "own"
        found = [one for one in found if (one.pk in own) == wanted]
    return found


def _order(reasons: list[Reason]) -> tuple:
    """Reasons come in their order; people without any keep theirs, by name."""
    return reasons[0].order if reasons else (rank_of(()), date.min)


def _sections(page: Page, rows: list[Row], reasons: dict, bands: Counter) -> list[Section]:
    by_band: dict[Band, list[Row]] = {band: [] for band in Band}
    for one, row in zip(page, rows, strict=True):
        by_band[rank_of(reasons[one.pk]).band].append(row)
    return [
        Section(band, str(wording.BANDS[band]), bands[band], found)
        for band, found in by_band.items()
        if found
    ]


def _choices(labels: dict, chosen: str) -> list[tuple[str, str, bool]]:
    return [(code, str(label), code == chosen) for code, label in labels.items()]


def _rows(
    user: User, page: Iterable[Person], reasons: dict[UUID, list[Reason]], rules: Rules
) -> list[Row]:
    page, strokes = list(page), strokes_by_patient(user)
    shown = {one.pk: reasons[one.pk][:REASONS_SHOWN] for one in page}
    sentences = _alert_sentences(page, shown)
    return [
        _row(
            get_language(),
            one,
            tuple(strokes.get(one.pk, ())),
            tuple((reason.plain, sentences.get(reason.about, "")) for reason in shown[one.pk]),
            len(reasons[one.pk]) - len(shown[one.pk]),
            rules,
        )
        for one in page
    ]


def _alert_sentences(page: list[Person], shown: dict) -> dict[str, str]:
    """Return {alert id: its reason in words} of the alerts that are shown."""
    alerts = [one.what for found in shown.values() for one in found if one.code == "alert"]
    if not alerts:
        return {}
    zones = {one.pk: one.zone for one in page}
    for alert in alerts:
        alert.patient = Patient(pk=alert.patient_id, zone=zones[alert.patient_id])
    return {str(row.alert.pk): row.reason for row in alert_rows(alerts)}


@lru_cache(maxsize=ROWS_KEPT)
def _row(
    language: str,
    one: Person,
    strokes: tuple,
    shown: tuple[tuple[Reason, str], ...],
    left_out: int,
    rules: Rules,
) -> Row:
    """Return a row. It hangs on nothing but its arguments, so it is made once: between two looks at
    the list most patients are as they were. `language` is the one that it is made in, and `shown`
    are reasons, each with the sentence of its alert."""
    return Row(
        url=reverse("caseload:patient", args=[one.pk]),
        session_url=reverse("therapy:record-session", args=[one.pk]),
        name=one.name,
        who=identity_of(one.born_on, strokes, one.today),
        why=_why(one, shown, left_out) if shown else None,
        part=str(PARTS_BY_CODE[one.diary.part].label) if one.diary.part else "",
        drawn=drawn(one.diary.line, one.today),
        trend=wording.trend_of(one.diary.line, rules.worse_weeks),
        last_log=wording.last_log(one.diary.last_on, one.today),
    )


def _why(one: Person, shown: tuple[tuple[Reason, str], ...], left_out: int) -> Why:
    return Why(
        told=[
            Told(wording.chip_of(reason), wording.sentence_of(reason, one.today, said))
            for reason, said in shown
        ],
        more=wording.more_reasons(left_out),
        seen_url=reverse("caseload:mark-seen", args=[one.pk]),
        tokens=" ".join(reason.token for reason, _ in shown if reason.can_be_seen),
    )


def drawn(line: tuple[Week, ...], today: date) -> Drawn | None:
    """Return the small picture of the twelve weeks until today: the top is 0, normal feeling, and
    a longer silence breaks the line. None without any week among them."""
    now = today.toordinal() - today.weekday()
    line = tuple(week for week in line if week.monday > now - WEEKS_DRAWN * WEEK_DAYS)
    if not line:
        return None
    path, before = [], None
    for week in line:
        x, y = _place(week, now)
        joins = before is not None and week.monday - before <= LONGEST_STEP
        path.append(f"{'L' if joins else 'M'}{x} {y:g}")
        before = week.monday
    return Drawn("".join(path), x, f"{y:g}")


def _place(week: Week, now: int) -> tuple[int, float]:
    weeks_back = (now - week.monday) // WEEK_DAYS
    return EDGE + (WEEKS_DRAWN - 1 - weeks_back) * WEEK_WIDE, EDGE + week.middle * POINT_HIGH
