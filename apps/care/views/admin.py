"""Pages of admins: who cares for whom, and nothing of any record."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.views import invitation_link, mail_failure_told, say_invited
from apps.care import access, actions
from apps.care.forms.team import AssignForm, RegisterPatientForm
from apps.core.permissions import allow
from apps.core.roles import Role

PATIENTS_PER_PAGE = 50


@require_safe
@allow(Role.ADMIN)
def teams(request):
    """List every patient's name with the care team."""
    found = access.patients_for_admin(request.user)
    page = Paginator(found, PATIENTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "care/teams.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def assign(request, patient_id):
    """Put a therapist on a patient's care team."""
    patient = access.patient_for_admin_or_404(request.user, patient_id)
    form = AssignForm(request.POST or None, patient=patient)
    if form.is_valid():
        therapist, discipline = form.cleaned_data["therapist"], form.cleaned_data["discipline"]
        try:
            actions.assign_therapist(
                by=request.user, patient=patient, practitioner=therapist, discipline=discipline
            )
        except ValidationError as error:
            form.add_error("therapist", error)
        else:
            names = {"therapist": therapist.name, "patient": patient.user.name}
            messages.success(request, _("%(therapist)s now cares for %(patient)s.") % names)
            return redirect("care:teams")
    return render(request, "care/assign.html", {"form": form, "patient": patient})


@require_POST
@allow(Role.ADMIN)
def end_place(request, patient_id, place_id):
    """Take a practitioner off a care team; their access ends at once."""
    patient = access.patient_for_admin_or_404(request.user, patient_id)
    place = access.place_or_404(patient, place_id)
    actions.end_care_place(by=request.user, place=place)
    names = {"therapist": place.practitioner.name, "patient": patient.user.name}
    messages.success(request, _("%(therapist)s no longer cares for %(patient)s.") % names)
    if access.is_without_care(patient):
        messages.warning(request, _("Nobody looks after %(patient)s now. Add a therapist.") % names)
    return redirect("care:teams")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.ADMIN)
def register_patient(request):
    """Invite a patient and choose the first therapist."""
    form = RegisterPatientForm(request.POST or None)
    if form.is_valid():
        try:
            with mail_failure_told(request):
                link_to = invitation_link(request)
                patient = actions.register_patient(
                    by=request.user, link_to=link_to, **form.cleaned_data
                )
                say_invited(request, patient.user)
            return redirect("accounts:people")
        except ValidationError as error:
            form.add_error("email", error)
    return render(request, "care/register_patient.html", {"form": form})
