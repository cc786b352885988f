"""What the people who help me entered."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.care.access import consent_or_404, own_patient_or_404
from apps.care.day import today_for
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.diary import access

ENTRIES_PER_PAGE = 20


@require_safe
@allow(Role.PATIENT)
def entered(request, consent_id):
    """List what one helper entered, the last first, with the way to its day."""
    patient = own_patient_or_404(request.user)
    consent = consent_or_404(patient, consent_id)
    entries = access.entered_by(patient, consent.helper)
    page = Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    today_on = today_for(request, patient)
    rows = [(entry, not access.check_can_log(patient, entry.for_date, today_on)) for entry in page]
    context = {"patient": patient, "consent": consent, "page": page, "rows": rows}
    return render(request, "diary/entered.html", context)
