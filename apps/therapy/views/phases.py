"""Phases of treatment of one patient: the list, the form, removing and putting back."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import patient_or_404
from apps.core.answers import keeps_answer
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.core.versions import version_sent
from apps.therapy import access, actions, wording
from apps.therapy.forms import PhaseForm
from apps.therapy.views.saving import press, save_or_ask

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
@keeps_answer
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
@keeps_answer
def change_phase(request, patient_id, phase_id):
    """Ask for the name and the days of a phase."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    phase = access.phase_or_404(patient, phase_id)
    form = PhaseForm(request.POST or None, patient=patient, row=phase)
    if request.method == "POST" and form.is_valid():
        version = version_sent(request)
        return _save(request, form, partial(actions.change_phase, phase=phase, version=version))
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
def remove_phase(request, patient_id, phase_id):
    """Ask once more, then take the phase off the chart."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    phase = access.phase_or_404(patient, phase_id)
    if request.method == "POST":
        move = partial(actions.remove_phase, phase=phase, version=version_sent(request))
        return press(request, move, "phase", _("“%(name)s” is removed.") % {"name": phase.name})
    context = {"patient": patient, "phase": phase, "days": wording.phase_days(phase)}
    return render(request, "therapy/phase_remove.html", context)


@require_POST
@allow(Role.THERAPIST)
def restore_phase(request, patient_id, phase_id):
    """Put a removed phase back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    phase = access.phase_or_404(patient, phase_id)
    move = partial(actions.restore_phase, phase=phase)
    return press(request, move, "phase", _("“%(name)s” is back.") % {"name": phase.name})


@require_POST
@allow(Role.THERAPIST)
def undo_phase(request, patient_id, phase_id, version):
    """Undo the save that made this version."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    phase = access.phase_or_404(patient, phase_id)
    move = partial(actions.undo_phase, phase=phase, version=version)
    said = _("Undone. It is as it was before you saved.")
    return press(request, move, "phase", said, can_undo=False)


def _save(request, form, save):
    said = _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]}
    return save_or_ask(request, form, save, "phase", said, ask=partial(_form_page, request))


def _form_page(request, form, present=None):
    """Show the form; if another version was saved meanwhile, with what differs."""
    context = {"patient": form.patient, "form": form, "phase": form.row}
    if present:
        context["differs"] = wording.phase_differences(present.facts(), form.facts())
    context["address"] = reverse("therapy:add-phase", args=[form.patient.pk])
    if form.row:
        context["address"] = reverse("therapy:change-phase", args=[form.patient.pk, form.row.pk])
    return render(request, "therapy/phase_form.html", context)
