"""The patient's day: same as last time, something changed, undo, the days before.

Each view starts with the patient, whom `care.access` gives only to those who may see them.
"""

from functools import partial
from uuid import uuid5

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import area_or_404, areas_in_log, patient_or_404
from apps.core.answers import keeps_answer
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.diary import access, actions
from apps.diary.day import device_zone, stated_day, today_for
from apps.diary.forms import NoteForm, RatingForm, SameForm
from apps.diary.wording import previous_label, question_about

loggers = allow(Role.PATIENT, Role.HELPER)


@require_safe
@loggers
def today(request, patient_id):
    """Show the page that fits the day: same, changed, fresh, first or done."""
    patient = patient_or_404(request.user, patient_id, page="today")
    on = today_for(request, patient)
    now = access.today_of(patient, on)
    if not now.areas and request.user.role == Role.PATIENT:
        return redirect("care:areas", patient_id)
    form = SameForm(initial={"for_date": on, "zone": device_zone(request, patient)})
    return render(
        request, "diary/today.html", {"patient": patient, "today": now, "same_form": form}
    )


@require_POST
@loggers
@keeps_answer
def say_same(request, patient_id):
    """Store "same as last time" for every part of the log."""
    patient = patient_or_404(request.user, patient_id, page="today")
    form = SameForm(request.POST)
    if not form.is_valid():
        return redirect("diary:today", patient_id)
    stated = form.cleaned_data
    day = stated_day(request, patient, stated["for_date"], stated["zone"])
    if reason := access.check_can_log(patient, day.on, day.today):
        messages.error(request, reason)
        return redirect("diary:today", patient_id)
    answers = access.last_answers(patient, areas_in_log(patient), day.on)
    saved_rows = actions.repeat_last(
        by=request.user, patient=patient, answers=answers, day=day, submission=stated["key"]
    )
    if not any(row.state == row.State.CURRENT for row in saved_rows):  # none, or taken back since
        return redirect("diary:today", patient_id)
    return redirect("diary:saved", patient_id, stated["key"])


@require_safe
@loggers
def choose_part(request, patient_id, day):
    """Ask which part has changed."""
    patient = patient_or_404(request.user, patient_id, page="rating")
    on = access.day_or_404(patient, day, today_for(request, patient))
    context = {"patient": patient, "day": on, "today": today_for(request, patient)}
    context["parts"] = access.parts_of_day(patient, on)
    context["done"] = any(part.entry for part in context["parts"])
    return render(request, "diary/choose_part.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@loggers
@keeps_answer
def rate(request, patient_id, day, area_id):
    """Rate one part: the ladder, and what was said before."""
    patient = patient_or_404(request.user, patient_id, page="rating")
    today_on = today_for(request, patient)
    on = access.day_or_404(patient, day, today_on)
    area = area_or_404(patient, area_id)
    about = {"area": area, "question": question_about(area, on, today_on)}
    sent = RatingForm(request.POST or None, **about)
    if sent.is_valid():
        return _save_rating(request, patient, area, on, sent.cleaned_data)
    rating = access.rating_of(patient, area, on, today_on, which=request.GET.get("entry", ""))
    form = RatingForm(
        request.POST or None,
        previous=rating.previous_score,
        previous_label=previous_label(rating.previous_on, on, today_on),
        initial=rating.initial | _unseen(request, patient, rating),
        **about,
    )
    context = {"patient": patient, "area": area, "day": on, "form": form, "rating": rating}
    return render(request, "diary/rate.html", context)


def _unseen(request, patient, rating) -> dict:
    # One key goes through all pages of a day that is rated part by part: one undo for all. Who
    # comes back to a page that is stored corrects it, and a correction is a form of its own.
    unseen = {"zone": device_zone(request, patient)}
    passed_on = request.GET.get("key") if rating.entry is None else None
    return unseen | ({"key": passed_on} if passed_on else {})


def _save_rating(request, patient, area, on, answer):
    day = stated_day(request, patient, on, answer["zone"])
    if refused := _refused(request, patient, day):
        return refused
    words = {name: answer[name] for name in ("numbness", "tingling", "note")}
    correct = partial(actions.correct_entry, by=request.user, day=day)
    if answer["base"]:
        base = access.base_or_404(patient, area, on, str(answer["base"]))
        return _keep(patient, correct, base, answer["key"], words)
    rest = access.rest_of_day(patient, area, on) if "rest" in request.POST else []
    given = {"by": request.user, "day": day, "submission": answer["key"], **words}
    entry = actions.rate_day(patient=patient, area=area, same_as=rest, **given)
    if _is_used(entry, words):
        return _keep(patient, correct, entry, uuid5(answer["key"], repr(words)), words)
    step = access.next_part(patient, area, on) if "all" in request.GET else None
    if step:
        address = reverse("diary:rate", args=[patient.pk, on.isoformat(), step.pk])
        return redirect(f"{address}?all&key={answer['key']}")
    return _show(patient, entry)


def _refused(request, patient, day):
    """Tell why nothing can be written for this day any more (the page was open too long)."""
    if reason := access.check_can_log(patient, day.on, day.today):
        messages.error(request, reason)
        return redirect("diary:days", patient.pk)
    return None


def _keep(patient, write, entry, key, words):
    """Store `words` as a correction of `entry`, and show what came of it.

    A page that was reached with the browser's Back has its old key. A repeat of the same words
    is answered like the first; other words are kept under a key made from them.
    """
    try:
        kept = write(entry=entry, submission=key, **words)
    except actions.Stale as stale:
        return redirect("diary:entry", patient.pk, stale.kept.pk)
    if _is_used(kept, words):
        return _keep(patient, write, kept, uuid5(key, repr(words)), words)
    return _show(patient, kept)


def _is_used(entry, words) -> bool:
    """Return whether the form's key was used before, for other words or for a row taken back."""
    other = any(getattr(entry, name) != word for name, word in words.items())
    return other or entry.state == entry.State.WITHDRAWN


def _show(patient, entry):
    """Go to what was saved; a row that was corrected since has a page of its own."""
    if entry.state == entry.State.CURRENT:
        return redirect("diary:saved", patient.pk, entry.submission)
    return redirect("diary:entry", patient.pk, entry.pk)


@require_safe
@loggers
def saved(request, patient_id, submission):
    """Say what was saved, and offer undo and a note."""
    patient = patient_or_404(request.user, patient_id, page="saved")
    result = access.saved_or_404(patient, submission)
    form = NoteForm(initial={"base": result.first.pk, "note": result.first.note})
    return _saved_page(request, patient, result, form)


def _saved_page(request, patient, result, form):
    today_on = today_for(request, patient)
    context = {"patient": patient, "result": result, "form": form, "today": today_on}
    context["days"] = access.number_of_days(patient)
    context["can_write"] = not access.check_can_log(patient, result.first.for_date, today_on)
    return render(request, "diary/saved.html", context)


@require_POST
@loggers
@keeps_answer
def add_note(request, patient_id, submission):
    """Add a note to what was just saved."""
    patient = patient_or_404(request.user, patient_id, page="saved")
    result = access.saved_or_404(patient, submission)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _saved_page(request, patient, result, form)
    answer = form.cleaned_data
    entry = access.entry_or_404(patient, answer["base"])
    day = stated_day(request, patient, entry.for_date)
    if refused := _refused(request, patient, day):
        return refused
    write = partial(actions.add_note, by=request.user, day=day)
    return _keep(patient, write, entry, answer["key"], {"note": answer["note"]})


@require_POST
@loggers
def undo(request, patient_id, submission):
    """Take back what was saved; what stood before stands again."""
    patient = patient_or_404(request.user, patient_id, page="saved")
    rows = access.submission_or_404(patient, submission)
    if refused := _refused(request, patient, stated_day(request, patient, rows[0].for_date)):
        return refused
    actions.undo(by=request.user, patient=patient, submission=submission)
    messages.success(request, _("Taken back. Everything is as it was before."))
    if rows[0].for_date == today_for(request, patient):
        return redirect("diary:today", patient_id)
    return redirect("diary:days", patient_id)


@require_safe
@loggers
def days(request, patient_id):
    """List today and the 14 days before it."""
    patient = patient_or_404(request.user, patient_id, page="days")
    on = today_for(request, patient)
    rows = access.days_with_entries(patient, on)
    return render(request, "diary/days.html", {"patient": patient, "today": on, "rows": rows})


@require_safe
@loggers
def day(request, patient_id, day):
    """Show one day: what was said, by whom, and how to change it."""
    patient = patient_or_404(request.user, patient_id, page="days")
    today_on = today_for(request, patient)
    on = access.day_or_404(patient, day, today_on)
    context = {"patient": patient, "day": on, "today": today_on, "can_write": True}
    context["parts"] = access.parts_of_day(patient, on)
    context["entries"] = access.entries_of_day(patient, on)
    return render(request, "diary/day.html", context)


@require_safe
@loggers
def entry(request, patient_id, entry_id):
    """Show one entry with everything it replaced, and what stands beside it."""
    patient = patient_or_404(request.user, patient_id, page="days")
    row = access.entry_or_404(patient, entry_id)
    context = {"patient": patient, "entry": row, "beside": access.beside(row)}
    context["history"] = access.history_of(row)
    today_on = today_for(request, patient)
    context["can_write"] = not access.check_can_log(patient, row.for_date, today_on)
    return render(request, "diary/entry.html", context)
