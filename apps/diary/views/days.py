"""The days before: what was said, by whom, and what changed."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.care.access import open_team_of, patient_or_404
from apps.care.day import today_for
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.diary import access
from apps.diary.notes.access import with_talk
from apps.diary.views.today import one_tap_forms
from apps.diary.wording import whom_to_tell

for_patient_and_helper = allow(Role.PATIENT, Role.HELPER)


@require_safe
@for_patient_and_helper
def days(request, patient_id):
    """List today and the 14 days before it."""
    patient = patient_or_404(request.user, patient_id, page="days")
    on = today_for(request, patient)
    rows = [
        (day, entries, sorted({entry.entered_by.name for entry in entries}))
        for day, entries in access.days_with_entries(patient, on)
    ]
    context = {"patient": patient, "today": on, "rows": rows}
    context["tell"] = whom_to_tell(open_team_of(patient))
    return render(request, "diary/days.html", context)


@require_safe
@for_patient_and_helper
def day(request, patient_id, day):
    """Show one day: what was said, by whom, and how to change it or to add to it."""
    patient = patient_or_404(request.user, patient_id, page="days")
    today_on = today_for(request, patient)
    on = access.day_or_404(patient, day, today_on)
    context = {"patient": patient, "day": on, "today": access.today_of(patient, on)}
    context |= {"is_past": on != today_on, "can_write": True}
    context["parts"] = access.parts_of_day(patient, on)
    context["entries"] = with_talk(access.entries_of_day(patient, on), request.user)
    context |= one_tap_forms(request, patient, on)
    return render(request, "diary/day.html", context)


@require_safe
@for_patient_and_helper
def entry(request, patient_id, entry_id):
    """Show one entry with everything it replaced, and what stands beside it."""
    patient = patient_or_404(request.user, patient_id, page="days")
    [row] = with_talk([access.entry_or_404(patient, entry_id)], request.user)
    context = {"patient": patient, "entry": row, "beside": access.beside(row)}
    context["history"] = access.history_of(row)
    today_on = today_for(request, patient)
    context["can_write"] = not access.check_can_log(patient, row.for_date, today_on)
    context["tell"] = "" if context["can_write"] else whom_to_tell(open_team_of(patient))
    return render(request, "diary/entry.html", context)
