"""Pages on which a therapist gives a patient to a colleague, or leaves the team."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.care import access, actions
from apps.care.forms.team import HandOverForm
from apps.core.permissions import allow
from apps.core.roles import Role

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@read_or_send
@allow(Role.THERAPIST)
def hand_over(request, patient_id):
    """Choose a colleague, read what it means, and give the patient over."""
    if left := _left_before(request, patient_id):
        return _said_again(request, left)
    patient = access.patient_or_404(request.user, patient_id, page="team")
    own = access.own_place_or_404(request.user, patient)
    form = HandOverForm(request.POST or None, own=own)
    if form.is_valid() and "change" not in request.POST:
        if "sure" not in request.POST or _is_old(request, own):
            return _check(request, own, form)
        if _is_handed_over(request, own, form):
            return redirect("caseload:caseload")
    return render(request, "care/hand_over.html", {"form": form, "patient": patient})


@read_or_send
@allow(Role.THERAPIST)
def leave_team(request, patient_id):
    """Read what it means, then end one's own part; others go on."""
    if left := _left_before(request, patient_id):
        return _said_again(request, left)
    patient = access.patient_or_404(request.user, patient_id, page="team")
    own = access.own_place_or_404(request.user, patient)
    if request.method == "POST" and not _is_old(request, own):
        try:
            actions.leave_team(by=request.user, place=own)
        except ValidationError as refusal:
            messages.warning(request, refusal.message)
            return redirect("care:leave-team", patient.pk)
        return _said_again(request, own)
    reason = access.check_can_leave(patient, request.user)
    context = {"patient": patient, "own": own, "reason": reason}
    context["cover"] = access.cover_that_stays(request.user, patient)
    return render(request, "care/leave_team.html", context)


def _check(request, own, form):
    """Say what it means before anything is written."""
    therapist = form.cleaned_data["therapist"]
    context = {"form": form, "patient": own.patient, "own": own, "therapist": therapist}
    context["cover"] = access.cover_that_stays(request.user, own.patient, after=therapist)
    return render(request, "care/hand_over_check.html", context)


def _is_handed_over(request, own, form) -> bool:
    therapist, discipline = form.cleaned_data["therapist"], form.cleaned_data["discipline"]
    try:
        actions.hand_over(by=request.user, place=own, practitioner=therapist, discipline=discipline)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    names = {"patient": own.patient.user.name, "therapist": therapist.name}
    told = _("%(therapist)s now cares for %(patient)s. You are no longer on the care team.")
    messages.success(request, told % names)
    return True


def _left_before(request, patient_id):
    """Return the part that this form has ended already: a second tap finds no record any more."""
    return access.place_left(request.user, patient_id, request.POST.get("place", ""))


def _is_old(request, own):
    """Whether the form was made for a former part of somebody who is back: they are asked anew."""
    return request.POST.get("place", "") not in ("", str(own.pk))


def _said_again(request, left):
    told = _("You are no longer on the care team of %(patient)s.")
    messages.success(request, told % {"patient": left.patient.user.name})
    return redirect("caseload:caseload")
