"""Pages of therapists: intake and care team."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.audit.access import looks_at
from apps.care import access, actions
from apps.care.forms import intake as forms
from apps.care.forms.team import OutsidePractitionerForm
from apps.care.wording import PAGES_OF_PATIENT, looks_in_words, onset_text
from apps.core.permissions import allow
from apps.core.roles import Role

LOOKS_PER_PAGE = 20
read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@allow(Role.THERAPIST)
def intake(request, patient_id):
    """Show what is known of the patient before the first entry."""
    patient = access.patient_or_404(request.user, patient_id, page="intake")
    strokes = access.strokes_of(patient)
    return render(
        request,
        "care/intake.html",
        {
            "patient": patient,
            "strokes": [(one, onset_text(one.onset_on, one.onset_precision)) for one in strokes],
            "baseline": access.baseline_of(patient),
            "areas": access.areas_in_log(patient),
        },
    )


@read_or_send
@allow(Role.THERAPIST)
def stroke_add(request, patient_id):
    """Note a stroke."""
    patient = access.patient_or_404(request.user, patient_id, page="intake")
    form = forms.StrokeForm(request.POST or None, patient=patient)
    write = partial(actions.record_stroke, patient=patient)
    return _intake_form(request, patient, form, title=_("Add a stroke"), write=write)


@read_or_send
@allow(Role.THERAPIST)
def stroke_correct(request, patient_id, stroke_id):
    """Correct what is known of a stroke."""
    patient = access.patient_or_404(request.user, patient_id, page="intake")
    stroke = access.stroke_or_404(patient, stroke_id)
    form = forms.StrokeForm(
        request.POST or None, patient=patient, stroke=stroke, initial=forms.stroke_initial(stroke)
    )
    write = partial(actions.correct_stroke, stroke=stroke)
    return _intake_form(request, patient, form, title=_("Correct a stroke"), write=write)


@read_or_send
@allow(Role.THERAPIST)
def baseline(request, patient_id):
    """Note what is usual for the patient, before any entry."""
    patient = access.patient_or_404(request.user, patient_id, page="intake")
    initial = forms.baseline_initial(access.baseline_of(patient))
    form = forms.BaselineForm(request.POST or None, initial=initial)
    write = partial(actions.record_baseline, patient=patient)
    return _intake_form(request, patient, form, title=_("What is usual"), write=write)


@read_or_send
@allow(Role.THERAPIST)
def background(request, patient_id):
    """Note age, needs, other causes of numbness, implants, blood thinners."""
    patient = access.patient_or_404(request.user, patient_id, page="intake")
    form = forms.BackgroundForm(
        request.POST or None, patient=patient, initial=forms.background_initial(patient)
    )
    write = partial(actions.record_background, patient=patient)
    return _intake_form(request, patient, form, title=_("Background"), write=write)


def _intake_form(request, patient, form, *, title, write):
    """Show the form; when it is right, write its facts and go back to the intake page."""
    if form.is_valid():
        try:
            write(by=request.user, **form.facts())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("care:intake", patient.pk)
    return render(
        request, "care/intake_form.html", {"form": form, "patient": patient, "title": title}
    )


@read_or_send
@allow(Role.THERAPIST)
def team(request, patient_id):
    """Show who cares for the patient, now and before; note somebody from outside."""
    patient = access.patient_or_404(request.user, patient_id, page="team")
    form = OutsidePractitionerForm(request.POST or None)
    if form.is_valid():
        actions.add_outside_practitioner(by=request.user, patient=patient, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("care:team", patient.pk)
    places = access.team_of(patient)
    open_places = [place for place in places if not place.ended_at]
    return render(
        request,
        "care/team.html",
        {
            "patient": patient,
            "form": form,
            "is_on_team": request.user in [place.practitioner for place in open_places],
            "team": open_places,
            "covers": access.covers_on_team(patient),
            "past": [place for place in places if place.ended_at],
            "outside": access.outside_practitioners_of(patient),
        },
    )


@require_safe
@allow(Role.THERAPIST)
def looks_at_record(request, patient_id):
    """List who looked at the record, newest first."""
    patient = access.patient_or_404(request.user, patient_id, page="team")
    page = Paginator(looks_at(patient.pk), LOOKS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"patient": patient, "page": page, "looks": looks_in_words(page, PAGES_OF_PATIENT)}
    return render(request, "care/looks_at_record.html", context)


@require_POST
@allow(Role.THERAPIST)
def end_outside(request, patient_id, practitioner_id):
    """Note that somebody from outside no longer treats the patient."""
    patient = access.patient_or_404(request.user, patient_id, page="team")
    practitioner = access.outside_practitioner_or_404(patient, practitioner_id)
    actions.end_outside_practitioner(by=request.user, practitioner=practitioner)
    messages.success(request, _("%(name)s is off the list.") % {"name": practitioner.name})
    return redirect("care:team", patient.pk)
