"""Pictures at their own address: what was asked for, its ETag, its bytes."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.http import Http404, QueryDict
from django.utils.translation import get_language

from apps.care.models import Patient
from apps.progress.cards import CARDS
from apps.progress.charts import draw_timeline
from apps.progress.pages import View
from apps.progress.series import longest_window, timeline_of
from apps.progress.shelf import SHELF
from apps.progress.statistics import overview, smooth
from apps.progress.wording import chart_labels

CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
WIDTHS = {"860": 860, "328": 328}
THEMES = ("light", "dark", "print")


def _version_of_the_code() -> str:
    code, root = hashlib.sha256(), Path(__file__).resolve().parents[2]
    for folder, kind in (("apps", "*.py"), ("locale", "*.mo"), ("rehab_tracker/formats", "*.py")):
        for file in sorted((root / folder).rglob(kind)):
            code.update(file.read_bytes())
    return code.hexdigest()


# A new release may draw the same numbers differently, or with other words, so it changes every
# ETag; words of the scale, parts of the body and kinds come from apps below this one, and their
# translations and the forms of days from the languages.
CODE_VERSION = _version_of_the_code()


@dataclass(frozen=True)
class Picture:
    """One picture of one patient, as one address names it.

    `subject` is a key of `DRAWINGS`. `etag` is strong: same tag, same bytes.
    """

    patient: Patient
    subject: str
    view: View
    kind: str
    width: int
    theme: str
    etag: str

    @property
    def content_type(self) -> str:
        """The type of the bytes."""
        return CONTENT_TYPES[self.kind]


def picture_asked_for(
    patient: Patient, view: View, subject: str, kind: str, asked: QueryDict
) -> Picture:
    """Return the picture that an address names. Raises Http404 for one that there is not."""
    width, theme = asked.get("width", "860"), asked.get("theme", "light")
    known = subject in DRAWINGS and kind in CONTENT_TYPES and width in WIDTHS and theme in THEMES
    if not known:
        raise Http404
    view = view if subject in ("phases", "test") else view.without_phases
    facts = (
        CODE_VERSION,
        patient.pk,
        patient.data_version,
        longest_window(),
        subject,
        view.area_id,
        view.range,
        view.axis,
        view.measure,
        view.line,
        *view.phases,
        view.result,
        view.part,
        view.today,
        kind,
        width,
        theme,
        get_language(),
    )
    tag = hashlib.sha256("|".join(map(str, facts)).encode()).hexdigest()[:32]
    return Picture(patient, subject, view, kind, WIDTHS[width], theme, f'"{tag}"')


def draw(picture: Picture) -> bytes:
    """Return the bytes: kept ones, or drawn ones, which everybody who asks meanwhile waits for.

    Raises Http404 for a part that is not this patient's, which nobody's shelf holds.
    """
    return SHELF.get_or_make(picture.etag.strip('"'), lambda: _drawn(picture))


def _drawn(picture: Picture) -> bytes:
    view = picture.view
    is_strange = view.area_id and str(getattr(view.area, "pk", "")) != view.area_id
    if is_strange or (view.area is None and picture.subject not in CARDS):
        raise Http404
    return DRAWINGS[picture.subject](picture)


def _timeline(picture: Picture) -> bytes:
    view = picture.view
    numbers = overview(
        timeline_of(picture.patient, view.area, view.range, view.today, view.measure)
    )
    return draw_timeline(
        numbers,
        chart_labels(numbers, picture.width, smooth=view.is_smooth),
        width=picture.width,
        theme=picture.theme,
        axis=view.axis,
        picture=picture.kind,
        smooth=smooth(numbers.points) if view.is_smooth else (),
    )


def _card(picture: Picture) -> bytes:
    """Draw one of the further pictures. Raises Http404 where this record has none to draw."""
    card = CARDS[picture.subject](picture.patient, picture.view)
    if card is None:
        raise Http404
    return card.draw(width=picture.width, theme=picture.theme, picture=picture.kind)


# What there are pictures of: a function for each word that may stand in an address. The timeline
# gets a Picture whose `view.area` is known.
DRAWINGS: dict[str, Callable[[Picture], bytes]] = {
    "timeline": _timeline,
    **dict.fromkeys(CARDS, _card),
}
