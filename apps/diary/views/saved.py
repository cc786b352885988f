"""What was just saved: undo, chips and a note."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.care.access import patient_or_404
from apps.care.day import today_for
from apps.core.answers import keeps_answer
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.diary import access, actions
from apps.diary.day import stated_day
from apps.diary.forms import NoteForm
from apps.diary.views.keeping import keep, shown
from apps.diary.views.today import one_tap_forms
from apps.diary.wording import before_told
from apps.safety.access import is_gate_answered, shows_line
from apps.safety.actions import answer_gate
from apps.safety.wording.injuries import no_feeling_line

for_patient_and_helper = allow(Role.PATIENT, Role.HELPER)


@require_safe
@for_patient_and_helper
def saved(request, patient_id, submission):
    """Say what was saved, and offer undo and a note."""
    patient = patient_or_404(request.user, patient_id, page="saved")
    result = access.saved_or_404(patient, submission)
    form = NoteForm(entry=result.first, by_helper=request.user.role == Role.HELPER)
    return _saved_page(request, patient, result, form)


def _saved_page(request, patient, result, form):
    today_on = today_for(request, patient)
    context = {"patient": patient, "result": result, "form": form, "today": today_on}
    context["rated"] = [
        (entry, before_told(entry, before, today_on) if before else "")
        for entry, before in result.changes
    ]
    context["line"] = _line(request, patient, result)
    context["days"] = access.number_of_days(patient)
    on = result.first.for_date
    context["can_write"] = not access.check_can_log(patient, on, today_on)
    # Who was not sure of the score was not asked yet: that button saves the score alone.
    context["asks_gate"] = context["can_write"] and not is_gate_answered(patient, on)
    context |= one_tap_forms(request, patient, on)
    return render(request, "diary/saved.html", context)


def _line(request, patient, result):
    """Return the plain line about the first hand or foot without feeling, if it is to be shown."""
    numb = result.without_feeling
    if not numb or not shows_line(patient, result.submission):
        return ""
    name = "" if request.user == patient.user else patient.user.first_name
    return no_feeling_line(numb[0].area.part, name)


@require_POST
@for_patient_and_helper
@keeps_answer
def add_note(request, patient_id, submission):
    """Add chips and a note to what was just saved."""
    patient = patient_or_404(request.user, patient_id, page="saved")
    result = access.saved_or_404(patient, submission)
    entry = access.entry_named(patient, request.POST.get("base", "")) or result.first
    form = NoteForm(request.POST, entry=entry, by_helper=request.user.role == Role.HELPER)
    day = stated_day(request, patient, entry.for_date, request.POST.get("zone", ""))
    if reason := access.check_can_log(patient, day.on, day.today):
        form.add_error(None, reason)
    if not form.is_valid():
        return _saved_page(request, patient, result, form)
    answer = form.cleaned_data
    write = partial(actions.add_note, by=request.user, day=day)
    words = {name: answer[name] for name in ("note", "chip_codes")}
    base = access.said_before(entry.area, answer["key"], answer["press"]) or entry
    return shown(*keep(write, base, answer, words))


@require_POST
@for_patient_and_helper
@keeps_answer
def say_nothing_new(request, patient_id, submission):
    """Store "no" at the gate for the day of what was saved; undo takes both back.

    What was corrected since was said all the same; what was taken back answers nothing.
    """
    patient = patient_or_404(request.user, patient_id, page="saved")
    rows = access.submission_or_404(patient, submission)
    day = stated_day(request, patient, rows[0].for_date, request.POST.get("zone", ""))
    if reason := access.check_can_log(patient, day.on, day.today):
        messages.error(request, reason)
    elif any(row.state != row.State.WITHDRAWN for row in rows):
        told = {"for_date": day.on, "zone": day.zone, "submission": submission, "answer": "no"}
        answer_gate(by=request.user, patient=patient, **told)
        messages.success(request, _("Saved. Nothing new."))
    if any(row.state == row.State.CURRENT for row in rows):
        return redirect("diary:saved", patient_id, submission)
    return redirect("diary:today", patient_id)


@require_POST
@for_patient_and_helper
def undo(request, patient_id, submission):
    """Take back what was saved; what stood before stands again."""
    patient = patient_or_404(request.user, patient_id, page="saved")
    rows = access.submission_or_404(patient, submission)
    day = stated_day(request, patient, rows[0].for_date)
    if reason := access.check_can_log(patient, day.on, day.today):
        messages.error(request, reason)
        return redirect("diary:days", patient_id)
    actions.undo(by=request.user, patient=patient, submission=submission)
    messages.success(request, _("Taken back. Everything is as it was before."))
    if day.on == today_for(request, patient):
        return redirect("diary:today", patient_id)
    return redirect("diary:days", patient_id)
