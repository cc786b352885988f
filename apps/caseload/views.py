"""The therapist's first page, "Mark as seen", and the admin's rules."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import patient_or_404, record_looks
from apps.care.day import today_for
from apps.caseload import access, actions, pages
from apps.caseload.forms import RulesForm
from apps.caseload.statistics import Rules
from apps.caseload.wording import LABELS
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.core.versions import on_top_of
from apps.progress.pages import view_asked_for
from apps.safety.actions import StaleAlert
from apps.safety.pages.settings import differences, versions

PAGE = "caseload"  # what looks at this page are called in the history
LIST = "caseload"  # the end of the list's address in the session


@require_safe
@allow(Role.THERAPIST)
def caseload(request):
    """List my patients, those first who need a look, each with the reason."""
    filters = pages.filters_in(request.GET)
    context = pages.caseload_page(request.user, filters, request.GET.get("page"))
    record_looks(request.user, context["patient_ids"], page=PAGE)
    return render(request, "caseload/caseload.html", context)


@require_safe
@allow(Role.THERAPIST)
def patient(request, patient_id):
    """Show one patient: what waits, the timeline, tests, goals, sessions, notes, the team."""
    person = patient_or_404(request.user, patient_id, page="patient")
    view = view_asked_for(person, request.GET, today_for(request, person))
    theme = request.user.own_look.get("theme", "")
    return render(request, "caseload/patient.html", pages.patient_page(person, view, theme))


@require_POST
@allow(Role.THERAPIST)
def mark_seen(request, patient_id):
    """Note that I have seen the reasons that the page showed; the next page offers to undo that."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    press, query = _press_or_404(request.POST.get("press", "")), _list_in(request.POST)
    reasons = pages.still_standing(
        patient, today_for(request, patient), request.POST.get("reasons", "").split()
    )
    try:
        seen = actions.mark_seen(by=request.user, patient=patient, press=press, reasons=reasons)
    except StaleAlert:
        seen = []
    if not seen:
        told = _("Something has changed for %(name)s. Look again.")
        messages.warning(request, told % {"name": patient.user.name})
        return redirect(_back(request, patient, query))
    # The undo of this press comes back to the same list; its address names nobody searched for.
    request.session[LIST] = query
    undo = reverse("caseload:undo-seen", args=[patient.pk, press]) + _to(request)
    told = _("Marked as seen: %(name)s.") % {"name": patient.user.name}
    messages.success(request, told, extra_tags=undo)
    return redirect(_back(request, patient, query))


@require_POST
@allow(Role.THERAPIST)
def undo_seen(request, patient_id, press):
    """Take that back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    try:
        undone = actions.undo_seen(by=request.user, patient=patient, press=press)
    except StaleAlert:
        undone = 0
    if undone:
        told = _("Not marked as seen any more: %(name)s.")
        messages.success(request, told % {"name": patient.user.name})
    else:
        told = _("Something has changed for %(name)s. Look again.")
        messages.warning(request, told % {"name": patient.user.name})
    return redirect(_back(request, patient, request.session.get(LIST, "")))


def _press_or_404(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _to(request) -> str:
    return "?to=patient" if request.GET.get("to") == "patient" else ""


def _list_in(sent) -> str:
    """Return the end of the list's address as its form knows it: filters and page, and nothing else
    that somebody may have put there."""
    page, asked = sent.get("page", ""), [pages.filters_in(sent).query]
    asked += [f"page={page}"] if page.isascii() and page.isdecimal() and len(page) <= 4 else []
    query = "&".join(filter(None, asked))
    return f"?{query}" if query else ""


def _back(request, patient, query: str) -> str:
    """Return the address of the page on which the button stood."""
    if request.GET.get("to") == "patient":
        return reverse("caseload:patient", args=[patient.pk])
    return reverse("caseload:caseload") + query


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def rules(request):
    """Set from when on somebody is flagged; show who set what before."""
    if request.method == "POST":
        return _save_rules(request, RulesForm(request.POST))
    present = access.version_now()
    initial = vars(access.rules_now()) | {"version": present and present.pk}
    return _rules_page(request, RulesForm(initial=initial))


def _save_rules(request, form):
    if not form.is_valid():
        return _rules_page(request, form)
    try:
        saved = actions.save_rules(by=request.user, **form.cleaned_data)
    except actions.StaleRules as stale:
        return _both_versions(request, form, stale.present)
    told = _("Saved. Every page has it within a minute.") if saved else _("Nothing has changed.")
    messages.success(request, told)
    return redirect("caseload:rules")


def _both_versions(request, form, present):
    """Keep what was typed and show how it differs; a second Save stores it."""
    newer = on_top_of(form, present)
    told = _(
        "%(name)s has saved these rules since you opened them. Compare, then save again to use "
        "yours."
    )
    newer.add_error(None, told % {"name": present.saved_by.name})
    return _rules_page(request, newer, differs=differences(present, form.cleaned_data, LABELS))


def _rules_page(request, form, **context):
    history = versions(access.rules_history(), LABELS, first=Rules())
    return render(request, "caseload/rules.html", {"form": form, "history": history} | context)
