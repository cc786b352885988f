"""Phases of treatment of one patient: the list, the form, removing and putting back."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import patient_or_404
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.core.texts import together
from apps.core.versions import version_sent
from apps.therapy import access, actions, wording
from apps.therapy.forms import PhaseForm

PAGE = "phases"


@require_safe
@allow(Role.THERAPIST)
def phase_list(request, patient_id):
    """Show the phases, the newest first."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    today = patient.today()
    context = {"patient": patient}
    context["rows"] = [
        (phase, wording.phase_days(phase), wording.phase_length(phase, today))
        for phase in reversed(access.phases_of(patient))
    ]
    context["removed"] = [
        (phase, wording.phase_days(phase)) for phase in access.removed_phases_of(patient)
    ]
    return render(request, "therapy/phases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
def add_phase(request, patient_id):
    """Ask for a new phase; one that is not over yet can end the day before."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    form = PhaseForm(request.POST or None, patient=patient)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        save = partial(actions.add_phase, patient=patient, key=data["key"])
        return _save(request, form, partial(save, end_open=data.get("end_open", False)))
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
def change_phase(request, patient_id, phase_id):
    """Ask for the name and the days of a phase."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    phase = access.phase_or_404(patient, phase_id)
    form = PhaseForm(request.POST or None, patient=patient, phase=phase)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        return _save(request, form, partial(actions.change_phase, phase=phase, version=version))
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
def remove_phase(request, patient_id, phase_id):
    """Ask once more, then take the phase off the chart."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    phase = access.phase_or_404(patient, phase_id)
    if request.method == "POST" and _removed(request, phase):
        return redirect("therapy:phases", patient.pk)
    phase = access.phase_or_404(patient, phase_id)
    context = {"patient": patient, "phase": phase, "days": wording.phase_days(phase)}
    return render(request, "therapy/phase_remove.html", context)


@require_POST
@allow(Role.THERAPIST)
def restore_phase(request, patient_id, phase_id):
    """Put a removed phase back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    phase = access.phase_or_404(patient, phase_id)
    try:
        actions.restore_phase(by=request.user, phase=phase)
    except ValidationError as refusal:
        messages.warning(request, together(refusal.messages))
    else:
        messages.success(request, _("“%(name)s” is back.") % {"name": phase.name})
    return redirect("therapy:phases", patient.pk)


def _removed(request, phase) -> bool:
    """Remove it, or say that somebody else was first."""
    try:
        actions.remove_phase(by=request.user, phase=phase, version=version_sent(request))
    except actions.StaleRow as stale:
        text = _("Nothing is removed: %(name)s has changed this phase since. Look at it again.")
        messages.warning(request, text % {"name": stale.present.saved_by.name})
        return False
    undo = reverse("therapy:restore-phase", args=[phase.patient_id, phase.pk])
    text = _("“%(name)s” is removed.") % {"name": phase.name}
    messages.success(request, text, extra_tags=undo)
    return True


def _save(request, form, save):
    """Save and go to the list, or say why not; what was typed stays."""
    try:
        phase = save(by=request.user, **form.facts())
    except actions.StaleRow as stale:
        return _both_versions(request, form, stale.present)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _form_page(request, form)
    messages.success(request, _("“%(name)s” is saved.") % {"name": phase.name})
    return redirect("therapy:phases", phase.patient_id)


def _both_versions(request, form, present):
    """Keep what was typed and show how the present version differs; a second Save stores it."""
    newer = form.on_top_of(present)
    newer.full_clean()
    newer.add_error(None, wording.somebody_saved_the_phase(present))
    differs = wording.phase_differences(present.facts(), form.facts())
    return _form_page(request, newer, differs=differs)


def _form_page(request, form, **context):
    route, ids = "therapy:add-phase", [form.patient.pk]
    if form.phase:
        route, ids = "therapy:change-phase", [form.patient.pk, form.phase.pk]
    context |= {"form": form, "patient": form.patient, "phase": form.phase}
    context["address"] = reverse(route, args=ids)
    return render(request, "therapy/phase_form.html", context)
