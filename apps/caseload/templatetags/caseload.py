"""What the page of one patient shows of the list: why the patient is on it."""

from datetime import date

from django import template

from apps.care.models import Patient
from apps.caseload.pages import beside_patient

register = template.Library()


@register.inclusion_tag("caseload/_beside_patient.html", takes_context=True)
def why_on_list(context: template.Context, patient: Patient, today: date) -> dict:
    """Show the reasons of this patient that are no alerts, with "Mark as seen"."""
    return beside_patient(patient, today) | {"csrf_token": context.get("csrf_token")}
