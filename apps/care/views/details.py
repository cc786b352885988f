"""My details: one row for each setting, and a page for each row."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.views import invitation_link, mail_failure_told
from apps.accounts.wording import language_in_words, look_in_words, reach_in_words
from apps.audit.access import looks_at
from apps.care import access, actions
from apps.care.forms.patient import HelperForm, ZoneForm, zone_text
from apps.care.wording import PAGES, cover_in_line, last_look, listed, looks_in_words
from apps.core.permissions import allow
from apps.core.roles import Role

LOOKS_PER_PAGE = 20


@require_safe
@allow(Role.PATIENT)
def details(request):
    """Show how everything is set, in one row each."""
    patient = access.own_patient_or_404(request.user)
    team = [place.practitioner.name for place in access.open_team_of(patient)]
    team += [cover_in_line(cover) for cover in access.covers_on_team(patient)]
    team += [one.name for one in access.outside_practitioners_of(patient)]
    parts = [area.part.label for area in access.areas_in_log(patient)]
    return render(
        request,
        "care/details.html",
        {
            "patient": patient,
            "parts": listed(parts, nothing=_("None chosen yet.")),
            "zone": zone_text(patient.zone),
            "looks_like": look_in_words(request.user),
            "reach": reach_in_words(request.user),
            "language": language_in_words(request.user, get_language()),
            "helpers": listed([one.name for one in access.helpers_of(patient)]),
            "team": listed(team, nothing=_("Nobody yet. Ask your clinic.")),
            "last_look": last_look(looks_at(patient.pk).first(), patient.zone),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.PATIENT)
def zone(request):
    """Choose the clock by which my days begin and end."""
    patient = access.own_patient_or_404(request.user)
    form = ZoneForm(request.POST or None, initial={"zone": patient.zone})
    if form.is_valid():
        actions.set_zone(by=request.user, patient=patient, **form.cleaned_data)
        messages.success(request, _("Time zone saved."))
        return redirect("care:details")
    return render(request, "care/zone.html", {"form": form})


@require_safe
@allow(Role.PATIENT)
def my_team(request):
    """List who treats me, with the phone of those who have no account."""
    patient = access.own_patient_or_404(request.user)
    team, outside = access.open_team_of(patient), access.outside_practitioners_of(patient)
    context = {"team": team, "covers": access.covers_on_team(patient), "outside": outside}
    return render(request, "care/my_team.html", context)


@require_safe
@allow(Role.PATIENT)
def looks(request):
    """List who looked at my record, newest first."""
    patient = access.own_patient_or_404(request.user)
    page = Paginator(looks_at(patient.pk), LOOKS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"patient": patient, "page": page, "looks": looks_in_words(page, PAGES)}
    return render(request, "care/looks.html", context)


@require_safe
@allow(Role.PATIENT)
def helpers(request):
    """List whom I allow to help me."""
    patient = access.own_patient_or_404(request.user)
    context = {"patient": patient, "consents": access.helpers_of(patient)}
    return render(request, "care/helpers.html", context)


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
            return redirect("care:helpers")
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
    return redirect("care:helpers")
