"""Planned sessions of one patient: the list that everybody reads, the form, removing."""

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
from apps.therapy.forms import PlanForm
from apps.therapy.views.saving import press, save_or_ask

PAGE = "plans"


@require_safe
@allow(Role.PATIENT, Role.HELPER, Role.THERAPIST)
def plan_list(request, patient_id):
    """Show the plans, those of other times too."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    context = {"patient": patient}
    context["plans"] = access.plans_of(patient)
    if request.user.role == Role.THERAPIST:
        context["removed"] = access.removed_plans_of(patient)
    return render(request, "therapy/plans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
@keeps_answer
def add_plan(request, patient_id):
    """Ask for a new plan."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    form = PlanForm(request.POST or None, patient=patient)
    if request.method == "POST" and form.is_valid():
        save = partial(actions.add_plan, patient=patient, key=form.cleaned_data["key"])
        return _save(request, form, save)
    return _form_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
@keeps_answer
def change_plan(request, patient_id, plan_id):
    """Ask for the number and the days of a plan."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    plan = access.plan_or_404(patient, plan_id)
    form = PlanForm(request.POST or None, patient=patient, row=plan)
    if request.method == "POST" and form.is_valid():
        version = version_sent(request)
        return _save(request, form, partial(actions.change_plan, plan=plan, version=version))
    return _form_page(request, form)


@require_POST
@allow(Role.THERAPIST)
def remove_plan(request, patient_id, plan_id):
    """Take a plan back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    plan = access.plan_or_404(patient, plan_id)
    move = partial(actions.remove_plan, plan=plan, version=version_sent(request))
    return press(request, move, "plan", _("The plan is removed."))


@require_POST
@allow(Role.THERAPIST)
def restore_plan(request, patient_id, plan_id):
    """Put a removed plan back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    plan = access.plan_or_404(patient, plan_id)
    return press(request, partial(actions.restore_plan, plan=plan), "plan", _("The plan is back."))


@require_POST
@allow(Role.THERAPIST)
def undo_plan(request, patient_id, plan_id, version):
    """Undo the save that made this version."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    plan = access.plan_or_404(patient, plan_id)
    move = partial(actions.undo_plan, plan=plan, version=version)
    said = _("Undone. It is as it was before you saved.")
    return press(request, move, "plan", said, can_undo=False)


def _save(request, form, save):
    ask = partial(_form_page, request)
    return save_or_ask(request, form, save, "plan", _("The plan is saved."), ask=ask)


def _form_page(request, form, present=None):
    """Show the form; if another version was saved meanwhile, with what differs."""
    context = {"patient": form.patient, "form": form, "plan": form.row}
    if present:
        context["differs"] = wording.plan_differences(present.facts(), form.facts())
    context["address"] = reverse("therapy:add-plan", args=[form.patient.pk])
    if form.row:
        context["address"] = reverse("therapy:change-plan", args=[form.patient.pk, form.row.pk])
    return render(request, "therapy/plan_form.html", context)
