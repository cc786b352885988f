"""Why one patient is on the list: shown on the patient's own page, named by "Mark as seen"."""

import uuid
from datetime import date

from apps.care.models import Patient
from apps.caseload import access, wording
from apps.caseload.actions import with_summaries
from apps.caseload.pages.listed import Told
from apps.caseload.reasons import Reason
from apps.safety.access import alerts_of


def beside_patient(patient: Patient, today: date) -> dict:
    """Return the reasons of one patient that are no alerts, for the patient's own page."""
    rules = access.rules()
    [one] = with_summaries([access.person(patient, today, rules)], rules)
    reasons = access.reasons_of_one(one, rules, alerts=())
    told = [Told(wording.chip_of(one), wording.sentence_of(one, today)) for one in reasons]
    return {
        "patient": patient,
        "heading": wording.heading(one.chip for one in told),
        "told": told,
        "tokens": " ".join(reason.token for reason in reasons),
        "press": uuid.uuid4(),
    }


def still_standing(patient: Patient, today: date, tokens: list[str]) -> list[Reason]:
    """Return those reasons of a page that still stand; an older event of one is left out."""
    rules = access.rules()
    [one] = with_summaries([access.person(patient, today, rules)], rules)
    return [
        reason
        for reason in access.reasons_of_one(one, rules, alerts_of(patient))
        if reason.can_be_seen and reason.token in tokens
    ]
