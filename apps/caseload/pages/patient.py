"""Everything about one patient on one page, with why the patient is on the list."""

import uuid
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from apps.assessments.series import sheet_of
from apps.care.access import baseline_of, strokes_of
from apps.care.models import Patient
from apps.care.wording import age_on, since_first_stroke
from apps.caseload import access, wording
from apps.caseload.actions import with_summaries
from apps.caseload.reasons import Reason
from apps.diary.notes.access import panel as notes_panel
from apps.progress.cards import beside_timeline
from apps.progress.pages import View, common_page
from apps.safety.access import alerts_of
from apps.safety.pages.alerts import beside_patient as alerts_beside
from apps.therapy.access import count_of, last_sessions
from apps.therapy.pages import aims_of


@dataclass(frozen=True)
class ToldHere:
    """A reason in a sentence, with the way to the picture of the part that it is about: its name
    and the end of the address, both "" where that is the part shown, or there is none."""

    sentence: str
    part: str = ""
    query: str = ""


@dataclass(frozen=True)
class WhyOnList:
    """The reasons of one patient that are no alerts, which stand above them; `tokens` and `press`
    are what "Mark as seen" sends."""

    heading: str
    told: list[ToldHere]
    tokens: str
    press: UUID


def patient_page(patient: Patient, view: View, theme: str) -> dict:
    """Return everything on the therapist's page of one patient; a constant number of queries.

    `theme` is the reader's own choice for the pictures, or "".
    """
    strokes = strokes_of(patient)
    return {
        **common_page(patient, view, "practitioner"),
        **beside_timeline(patient, view, theme),
        **alerts_beside(patient),
        "to": "patient",
        "why": _why_on_list(patient, view),
        "strokes": strokes,
        "age": age_on(patient.born_on, view.today) if patient.born_on else None,
        "since_stroke": since_first_stroke(strokes, view.today) if strokes else None,
        "sessions": last_sessions(patient),
        "session_count": count_of(patient),
        "notes": notes_panel(patient),
        "baseline": baseline_of(patient),
        "tests": sheet_of(patient, strokes),
        **aims_of(patient, view.today),
    }


def _why_on_list(patient: Patient, view: View) -> WhyOnList:
    rules = access.rules()
    [one] = with_summaries([access.person(patient, view.today, rules)], rules)
    reasons = access.reasons_of_one(one, rules, alerts=())
    return WhyOnList(
        heading=wording.heading(wording.chip_of(reason) for reason in reasons),
        told=[_told_here(reason, view) for reason in reasons],
        tokens=" ".join(reason.token for reason in reasons),
        press=uuid.uuid4(),
    )


def _told_here(reason: Reason, view: View) -> ToldHere:
    sentence = wording.sentence_of(reason, view.today)
    area = next((one for one in view.areas if one.part.code == reason.about), None)
    if area is None or area == view.area:
        return ToldHere(sentence)
    return ToldHere(sentence, str(area.part.label), view.query(area=str(area.pk)))


def still_standing(patient: Patient, today: date, tokens: list[str]) -> list[Reason]:
    """Return those reasons of a page that still stand; an older event of one is left out."""
    rules = access.rules()
    [one] = with_summaries([access.person(patient, today, rules)], rules)
    return [
        reason
        for reason in access.reasons_of_one(one, rules, alerts_of(patient))
        if reason.can_be_seen and reason.token in tokens
    ]
