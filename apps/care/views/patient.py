"""Pages of patients and their helpers: where they start, the numb parts, and the scale."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.care import access, actions
from apps.care.forms.patient import AreasForm, ScaleForm
from apps.core.permissions import allow
from apps.core.roles import Role


@require_safe
@allow(Role.PATIENT)
def my_first_page(request):
    """Send the patient to Today, or first to the body map."""
    patient = access.own_patient_or_404(request.user)
    page = "diary:today" if access.areas_in_log(patient) else "care:areas"
    return redirect(page, patient.pk)


@require_safe
@allow(Role.HELPER)
def helped_patients(request):
    """List the people who allow this helper to log for them."""
    return render(
        request, "care/helped_patients.html", {"patients": access.patients_of(request.user)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.PATIENT, Role.THERAPIST)
def areas(request, patient_id):
    """Choose the parts that the daily log asks about."""
    patient = access.patient_or_404(request.user, patient_id, page="areas")
    chosen = [area.part.code for area in access.areas_in_log(patient)]
    sent = request.POST if request.method == "POST" else None  # with no tick nothing is sent
    form = AreasForm(sent, initial={"parts": chosen})
    is_own = request.user.role == Role.PATIENT
    if form.is_valid():
        actions.choose_areas(by=request.user, patient=patient, parts=form.cleaned_data["parts"])
        messages.success(request, _("Body parts saved."))
        return redirect("diary:today" if is_own else "caseload:patient", patient.pk)
    return render(
        request,
        "care/areas.html",
        {"form": form, "patient": patient, "is_own": is_own, "is_first": not chosen},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.PATIENT, Role.THERAPIST)
def scale(request, patient_id):
    """Choose between eleven numbers and five words."""
    patient = access.patient_or_404(request.user, patient_id, page="scale")
    is_own = request.user.role == Role.PATIENT
    form = ScaleForm(request.POST or None, initial={"scale": patient.scale}, is_own=is_own)
    if form.is_valid():
        actions.choose_scale(by=request.user, patient=patient, **form.cleaned_data)
        messages.success(request, _("Scale saved."))
        return redirect("care:details") if is_own else redirect("care:intake", patient.pk)
    context = {"form": form, "patient": patient, "is_own": is_own}
    return render(request, "care/scale.html", context)
