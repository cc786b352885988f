"""Planned sessions of one patient: the list that everybody reads, the form, removing."""

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
from apps.therapy.forms import PlanForm
from apps.therapy.views.saving import save_or_ask

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
def change_plan(request, patient_id, plan_id):
    """Ask for the number and the days of a plan."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    plan = access.plan_or_404(patient, plan_id)
    form = PlanForm(request.POST or None, patient=patient, plan=plan)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        return _save(request, form, partial(actions.change_plan, plan=plan, version=version))
    return _form_page(request, form)


@require_POST
@allow(Role.THERAPIST)
def remove_plan(request, patient_id, plan_id):
    """Take a plan back; the message offers to undo it."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    plan = access.plan_or_404(patient, plan_id)
    try:
        actions.remove_plan(by=request.user, plan=plan, version=version_sent(request))
    except actions.StaleRow as stale:
        text = _("Nothing is removed: %(name)s has changed this plan since. Look at it again.")
        messages.warning(request, text % {"name": stale.present.saved_by.name})
    else:
        undo = reverse("therapy:restore-plan", args=[patient.pk, plan.pk])
        messages.success(request, _("The plan is removed."), extra_tags=undo)
    return redirect("therapy:plans", patient.pk)


@require_POST
@allow(Role.THERAPIST)
def restore_plan(request, patient_id, plan_id):
    """Put a removed plan back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    plan = access.plan_or_404(patient, plan_id)
    try:
        actions.restore_plan(by=request.user, plan=plan)
    except ValidationError as refusal:
        messages.warning(request, together(refusal.messages))
    else:
        messages.success(request, _("The plan is back."))
    return redirect("therapy:plans", patient.pk)


def _save(request, form, save):
    ask = partial(_form_page, request)
    said = _("The plan is saved.")
    return save_or_ask(request, form, save, leads_to="therapy:plans", said=said, ask=ask)


def _form_page(request, form, present=None):
    """Show the form; if somebody else was first, with what differs."""
    context = {"patient": form.patient}
    if present:
        context["differs"] = wording.plan_differences(present.facts(), form.facts())
        form = form.on_top_of(present)
        form.full_clean()
        form.add_error(None, wording.somebody_saved_the_plan(present))
    context |= {"form": form, "plan": form.row}
    context["address"] = reverse("therapy:add-plan", args=[form.patient.pk])
    if form.row:
        context["address"] = reverse("therapy:change-plan", args=[form.patient.pk, form.row.pk])
    return render(request, "therapy/plan_form.html", context)
