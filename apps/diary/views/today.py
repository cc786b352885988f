"""The first page of the day, and its choices that need one tap."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.care.access import patient_or_404
from apps.care.day import device_zone, today_for
from apps.core.alarms import always, leads_to_help, not_stored
from apps.core.answers import keeps_answer
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.diary import access, actions
from apps.diary.day import stated_day
from apps.diary.forms import SameForm
from apps.safety.access import URGENT, asked_now, is_weekly_due, newly_marked
from apps.safety.actions import answer_gate
from apps.safety.views.checks import to_signs

for_patient_and_helper = allow(Role.PATIENT, Role.HELPER)
# Questions after treatments stand below the day's own, and must not crowd it.
MOST_QUESTIONS = 2


@require_safe
@for_patient_and_helper
def today(request, patient_id):
    """Show the page that fits the day: same, changed, fresh, first or done."""
    patient = patient_or_404(request.user, patient_id, page="today")
    on = today_for(request, patient)
    now = access.today_of(patient, on)
    if not now.areas and request.user.role == Role.PATIENT:
        return redirect("care:areas", patient_id)
    context = {"patient": patient, "today": now} | one_tap_forms(request, patient, on)
    rise = "rise" if access.has_risen(patient, on) else ""
    context["asked_signs"] = rise or newly_marked(patient, on, now.areas)
    context["weekly"] = bool(now.done) and is_weekly_due(patient)
    context["after"] = asked_now(patient)[:MOST_QUESTIONS]
    return render(request, "diary/today.html", context)


def one_tap_forms(request, patient, on) -> dict:
    """Return the forms of "same" and of "something new" for one day, each with its own key."""
    unseen = {"for_date": on, "zone": device_zone(request, patient)}
    # The page has both: fields without ids are never there twice.
    names = ("same_form", "new_form")
    return {name: SameForm(initial=unseen, auto_id=False) for name in names}


@require_POST
@for_patient_and_helper
@keeps_answer
def say_same(request, patient_id):
    """Store "same as last time" for every part of the log, and that nothing is new."""
    patient = patient_or_404(request.user, patient_id, page="today")
    form = SameForm(request.POST)
    if not form.is_valid():
        return _refused(request, patient, _("This page was too old. Tap once more."))
    stated = form.cleaned_data
    day = stated_day(request, patient, stated["for_date"], stated["zone"])
    if reason := access.check_can_log(patient, day.on, day.today):
        return _refused(request, patient, reason)
    answers = access.answers_to_repeat(patient, day.on, unseen=stated["offline"])
    if reason := access.check_can_repeat(patient, day.on, answers):
        return _refused(request, patient, reason)
    given = {"day": day, "submission": form.own_key, "gate": "no" if answers else ""}
    rows = actions.repeat_last(by=request.user, patient=patient, answers=answers, **given)
    if not any(row.state == row.State.CURRENT for row in rows):  # none, or taken back since
        return redirect("diary:today", patient_id)
    return redirect("diary:saved", patient_id, form.own_key)


def _refused(request, patient, reason):
    messages.error(request, reason)
    return redirect("diary:today", patient.pk)


@require_POST
@for_patient_and_helper
@keeps_answer
@leads_to_help(always)
def say_new(request, patient_id):
    """Store that something is new, sudden or much worse, or may be, and ask about the signs; what
    cannot be stored is answered with the help itself."""
    patient = patient_or_404(request.user, patient_id, page="today")
    form = SameForm(request.POST)
    if form.is_valid():
        stated = form.cleaned_data
        day = stated_day(request, patient, stated["for_date"], stated["zone"])
        if not access.check_can_log(patient, day.on, day.today):
            told = {"for_date": day.on, "zone": day.zone, "submission": form.own_key}
            answer = stated["gate"] if stated["gate"] in URGENT else "yes"
            answer_gate(by=request.user, patient=patient, answer=answer, **told)
            return to_signs(patient, "gate")
    return not_stored()
