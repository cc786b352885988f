"""Danger signs: asked about, judged, and answered with whom to call."""

from dataclasses import asdict

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.care.access import baseline_of, patient_or_404
from apps.care.day import device_zone, today_for
from apps.core.alarms import answered, leads_to_help, shows_help
from apps.core.answers import keeps_answer
from apps.core.contacts import contacts
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.safety import access, actions
from apps.safety.addresses import cause_of, signs_page
from apps.safety.forms.checks import CheckForm, NewNumbnessForm, WeeklyForm, is_urgent
from apps.safety.wording.checks import sign_labels

for_patient_and_helper = allow(Role.PATIENT, Role.HELPER)
read_or_send = require_http_methods(["GET", "HEAD", "POST"])
PAGE = "signs"


@read_or_send
@for_patient_and_helper
@keeps_answer
@leads_to_help(is_urgent)
@shows_help
def check(request, patient_id):
    """Ask whether a danger sign is new or worse than usual; the call button comes first."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    if request.method == "POST":
        return answered(_store(request, patient, CheckForm(request.POST)))
    baseline = baseline_of(patient)
    unseen = _unseen(request, patient)
    form = CheckForm(initial=unseen, baseline=baseline)
    context = {"patient": patient, "form": form, "baseline": baseline}
    context |= {"cause": unseen["cause"]} | asdict(contacts())
    return render(request, "safety/check.html", context)


@read_or_send
@for_patient_and_helper
@keeps_answer
def weekly(request, patient_id):
    """Ask about the signs that are not urgent, once a week."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    if request.method == "POST":
        return _store(request, patient, WeeklyForm(request.POST))
    form = WeeklyForm(initial=_unseen(request, patient))
    return render(request, "safety/weekly.html", {"patient": patient, "form": form})


@require_safe
@for_patient_and_helper
@shows_help
def checked(request, patient_id, check_id):
    """Say what follows from the answers: whom to call, or that nothing was ticked."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    row = access.check_or_404(patient, check_id)
    context = {"patient": patient, "check": row, "signs": sign_labels(row.codes)}
    context["asks_more"] = access.asks_more(row)
    return render(request, "safety/checked.html", context | asdict(contacts()))


@read_or_send
@for_patient_and_helper
@keeps_answer
def tell_more(request, patient_id, check_id):
    """Take down what new numbness is like: when, how quickly, doing what, what else."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    row = access.check_or_404(patient, check_id)
    told = getattr(row, "new_numbness", None)
    form = NewNumbnessForm(request.POST if request.method == "POST" else None, told=told)
    if form.is_valid():
        actions.describe_numbness(by=request.user, check=row, **form.cleaned_data)
        return redirect("safety:checked", patient.pk, row.pk)
    return render(
        request, "safety/tell_more.html", {"patient": patient, "check": row, "form": form}
    )


def to_signs(patient, why):
    """Go to the danger signs, with the call button before them, and say why they are asked."""
    return answered(redirect(signs_page(patient.pk, why)))


def _unseen(request, patient) -> dict:
    """Return what the form carries: the day and the zone of the device, and why it is asked."""
    unseen = {"zone": device_zone(request, patient), "for_date": today_for(request, patient)}
    return unseen | {"cause": cause_of(patient.pk, request.GET.get("from", ""))}


def _store(request, patient, form):
    form.is_valid()  # nothing is refused
    told = form.told(patient, device_zone(request, patient))
    row = actions.answer_check(by=request.user, patient=patient, told=told, **form.facts())
    return redirect("safety:checked", patient.pk, row.pk)
