"""Pages of patients and their helpers: first page, numb parts, My details."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.views import invitation_link, mail_failure_told
from apps.audit.access import looks_at
from apps.care import access, actions
from apps.care.forms.patient import AreasForm, HelperForm, ZoneForm
from apps.care.wording import looks_in_words
from apps.core.permissions import allow
from apps.core.roles import Role

LOOKS_SHOWN = 20


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
        return redirect("diary:today" if is_own else "progress:patient", patient.pk)
    return render(
        request,
        "care/areas.html",
        {"form": form, "patient": patient, "is_own": is_own, "is_first": not chosen},
    )


@require_safe
@allow(Role.PATIENT)
def details(request):
    """Show what the clinic's app knows about me, and who may see it."""
    patient = access.own_patient_or_404(request.user)
    return render(
        request,
        "care/details.html",
        {
            "patient": patient,
            "areas": access.areas_in_log(patient),
            "zone_form": ZoneForm(initial={"zone": patient.zone}),
            "consents": access.helpers_of(patient),
            "team": [place for place in access.team_of(patient) if not place.ended_at],
            "outside": access.outside_practitioners_of(patient),
            "looks": looks_in_words(looks_at(patient.pk)[:LOOKS_SHOWN]),
        },
    )


@require_POST
@allow(Role.PATIENT)
def set_zone(request):
    """Change the clock by which my days begin and end."""
    form = ZoneForm(request.POST)
    if form.is_valid():
        patient = access.own_patient_or_404(request.user)
        actions.set_zone(by=request.user, patient=patient, **form.cleaned_data)
        messages.success(request, _("Time zone saved."))
    else:
        messages.error(request, form.errors["zone"][0])
    return redirect("care:details")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.PATIENT)
def allow_helper(request):
    """Allow somebody to log for me."""
    patient = access.own_patient_or_404(request.user)
    form = HelperForm(request.POST or None, patient=patient)
    if form.is_valid():
        try:
            with mail_failure_told(request, _("Saved. The email could not be sent. Tell them.")):
                link_to = invitation_link(request)
                actions.allow_helper(
                    by=request.user, patient=patient, link_to=link_to, **form.cleaned_data
                )
                messages.success(request, _("Saved. They get an email about it."))
            return redirect("care:details")
        except ValidationError:
            # Another form was first. Its sentence could tell whose e-mail this is.
            form.add_error(None, _("This could not be saved. Try once more."))
    return render(request, "care/allow_helper.html", {"form": form})


@require_POST
@allow(Role.PATIENT)
def end_consent(request, consent_id):
    """Take a helper's access away, at once."""
    patient = access.own_patient_or_404(request.user)
    consent = access.consent_or_404(patient, consent_id)
    actions.end_consent(by=request.user, consent=consent)
    messages.success(request, _("%(name)s can no longer see your log.") % {"name": consent.name})
    return redirect("care:details")
