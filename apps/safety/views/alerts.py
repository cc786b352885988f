"""The practitioner's list of alerts, one alert, and what is done about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import patient_or_404, record_looks
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.safety import access, actions
from apps.safety.forms.alerts import CloseForm
from apps.safety.pages.alerts import history, rows, stale_sentence

ALERTS_PER_PAGE = STEPS_PER_PAGE = 50
PAGE = "alerts"  # what looks at these pages are called in the history


@require_safe
@allow(Role.THERAPIST)
def alerts(request):
    """List what waits, of all my patients, the most urgent first."""
    found = access.waiting_alerts(request.user)
    page = Paginator(found, ALERTS_PER_PAGE).get_page(request.GET.get("page"))
    listed = rows(page)
    record_looks(request.user, {row.patient.pk for row in listed}, page=PAGE)
    opened = [row for row in listed if row.is_open]
    seen = [row for row in listed if not row.is_open]
    context = {"page": page, "open": opened, "seen": seen, "to": ""}
    return render(request, "safety/alerts.html", context)


@require_safe
@allow(Role.THERAPIST)
def patient_alerts(request, patient_id):
    """List every alert of one patient; the closed ones are found here."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    closed = Paginator(access.closed_alerts_of(patient), ALERTS_PER_PAGE)
    page = closed.get_page(request.GET.get("page"))
    context = {"patient": patient, "waiting": rows(access.alerts_of(patient)), "page": page}
    context |= {"closed": rows(page), "to": "patient"}
    return render(request, "safety/patient_alerts.html", context)


@require_safe
@allow(Role.THERAPIST)
def alert(request, patient_id, alert_id):
    """Show one alert with everything that happened to it, what happened last first."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    one = access.alert_or_404(patient, alert_id)
    page = _history_page(one, request.GET.get("page"))
    row, steps = rows([one])[0], history(patient, page)
    context = {"patient": patient, "row": row, "to": "alert", "page": page, "history": steps}
    reasons = [step.facts for step in (*row.steps, *steps)]
    context["described"] = access.described_by(patient, reasons)
    return render(request, "safety/alert.html", context)


@require_POST
@allow(Role.THERAPIST)
def mark_seen(request, patient_id, alert_id, steps):
    """Note that I have looked at it; the next page offers to undo that."""
    patient, one = _mine(request, patient_id, alert_id)
    try:
        one = actions.mark_alert_seen(by=request.user, alert=one, steps_taken=steps)
    except actions.StaleAlert:
        return _stale(request, patient, one)
    undo = reverse("safety:unmark-seen", args=[patient.pk, one.pk, one.steps_taken])
    told = _("Marked as seen: %(name)s. It waits until somebody closes it.")
    return _done(request, patient, one, told, undo=undo + _to(request))


@require_POST
@allow(Role.THERAPIST)
def unmark_seen(request, patient_id, alert_id, steps):
    """Undo that."""
    patient, one = _mine(request, patient_id, alert_id)
    try:
        actions.unmark_alert_seen(by=request.user, alert=one, steps_taken=steps)
    except actions.StaleAlert:
        return _stale(request, patient, one)
    return _done(request, patient, one, _("Not marked as seen any more: %(name)s."))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
def close(request, patient_id, alert_id, steps):
    """Close it with what was done; what was typed stays when something has happened since."""
    patient, one = _mine(request, patient_id, alert_id)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        try:
            actions.close_alert(by=request.user, alert=one, steps_taken=steps, **form.cleaned_data)
            return _done(request, patient, one, _("Closed: %(name)s."))
        except actions.StaleAlert:
            form.add_error(None, stale_sentence(one))
    return _close_page(request, patient, one, form)


@require_POST
@allow(Role.THERAPIST)
def reopen(request, patient_id, alert_id, steps):
    """Open a closed one again; with something typed about closing it, go on with that."""
    patient, one = _mine(request, patient_id, alert_id)
    try:
        actions.reopen_alert(by=request.user, alert=one, steps_taken=steps)
    except actions.StaleAlert:
        messages.warning(request, stale_sentence(one))
    else:
        messages.success(request, _("Open again: %(name)s.") % {"name": patient.user.name})
    if "done" in request.POST:
        return _close_page(request, patient, one, CloseForm(initial=request.POST.dict()))
    return redirect(_back(request, patient, one))


def _mine(request, patient_id, alert_id):
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    return patient, access.alert_or_404(patient, alert_id)


def _close_page(request, patient, one, form):
    one = access.alert_or_404(patient, one.pk)
    page = _history_page(one)
    context = {"patient": patient, "row": rows([one])[0], "form": form, "page": page}
    context |= {"history": history(patient, page), "to": request.GET.get("to", "")}
    return render(request, "safety/close_alert.html", context)


def _history_page(one, number=1):
    return Paginator(access.history_of(one), STEPS_PER_PAGE).get_page(number)


def _done(request, patient, one, told, undo=""):
    messages.success(request, told % {"name": patient.user.name}, extra_tags=undo)
    return redirect(_back(request, patient, one))


def _stale(request, patient, one):
    messages.warning(request, stale_sentence(one))
    return redirect(_back(request, patient, one))


def _to(request) -> str:
    return f"?to={request.GET['to']}" if request.GET.get("to") in ("patient", "alert") else ""


def _back(request, patient, one) -> str:
    """Return the address of the page on which the button stood."""
    if request.GET.get("to") == "patient":
        return reverse("caseload:patient", args=[patient.pk])
    if request.GET.get("to") == "alert":
        return reverse("safety:alert", args=[patient.pk, one.pk])
    return reverse("safety:alerts")
