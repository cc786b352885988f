"""Burns, cuts and falls: the list, a new one, taking back and putting back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import patient_or_404
from apps.care.day import device_zone
from apps.core.answers import keeps_answer
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.safety import access, actions
from apps.safety.forms.injuries import InjuryForm

PAGE = "injuries"
PER_PAGE = 20
for_all_in_care = allow(Role.PATIENT, Role.HELPER, Role.THERAPIST)


@require_safe
@for_all_in_care
def injuries(request, patient_id):
    """List the injuries, the newest first, and those that were taken back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    page = Paginator(access.injuries_of(patient), PER_PAGE).get_page(request.GET.get("page"))
    context = {"patient": patient, "page": page}
    context["withdrawn"] = access.withdrawn_injuries_of(patient)
    return render(request, "safety/injuries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_all_in_care
@keeps_answer
def add_injury(request, patient_id):
    """Say first what helps, then ask what happened."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    form = InjuryForm(request.POST or None, patient=patient, zone=device_zone(request, patient))
    if form.is_valid():
        injury = actions.record_injury(by=request.user, patient=patient, **form.facts())
        return redirect("safety:injury", patient.pk, injury.pk)
    return render(request, "safety/add_injury.html", {"patient": patient, "form": form})


@require_safe
@for_all_in_care
def injury(request, patient_id, injury_id):
    """Show one injury with what to do now, and how to take it back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    row = access.injury_or_404(patient, injury_id)
    return render(request, "safety/injury.html", {"patient": patient, "injury": row})


@require_POST
@for_all_in_care
def withdraw_injury(request, patient_id, injury_id):
    """Take it back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    row = access.injury_or_404(patient, injury_id)
    actions.withdraw_injury(by=request.user, injury=row)
    undo = reverse("safety:restore-injury", args=[patient.pk, row.pk])
    messages.success(request, _("Taken back."), extra_tags=undo)
    return redirect("safety:injuries", patient.pk)


@require_POST
@for_all_in_care
def restore_injury(request, patient_id, injury_id):
    """Put it back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    row = access.injury_or_404(patient, injury_id)
    actions.restore_injury(by=request.user, injury=row)
    messages.success(request, _("It is back in the list."))
    return redirect("safety:injuries", patient.pk)
