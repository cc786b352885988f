"""Something changed: which part, and how it is now."""

from functools import partial
from uuid import uuid5

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from apps.care.access import area_or_404, patient_or_404
from apps.care.day import device_zone, today_for
from apps.core.alarms import leads_to_help, not_stored
from apps.core.answers import keeps_answer, key_of_press
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.diary import access, actions
from apps.diary.day import stated_day
from apps.diary.forms import RatingForm
from apps.diary.views.keeping import is_used, keep, shown
from apps.diary.wording import previous_label, question_about
from apps.safety.access import URGENT, is_gate_answered
from apps.safety.actions import answer_gate
from apps.safety.views.checks import to_signs

for_patient_and_helper = allow(Role.PATIENT, Role.HELPER)
ANSWER = ("scale", "numbness", "tingling", "note")


@require_safe
@for_patient_and_helper
def choose_part(request, patient_id, day):
    """Ask which part has changed."""
    patient = patient_or_404(request.user, patient_id, page="rating")
    on = access.day_or_404(patient, day, today_for(request, patient))
    context = {"patient": patient, "day": on, "today": today_for(request, patient)}
    context["parts"] = access.parts_of_day(patient, on)
    context["done"] = any(part.entry for part in context["parts"])
    return render(request, "diary/choose_part.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient_and_helper
@keeps_answer
@leads_to_help(lambda sent: sent.get("gate") in URGENT)
def rate(request, patient_id, day, area_id):
    """Rate one part: the ladder, and what was said before."""
    patient = patient_or_404(request.user, patient_id, page="rating")
    area = area_or_404(patient, area_id)
    if request.method == "POST":
        return _save(request, patient, area, access.date_or_404(day))
    on = access.day_or_404(patient, day, today_for(request, patient))
    return _rating_page(request, patient, area, on)


def _save(request, patient, area, on):
    """Store what was sent; what cannot be stored is shown again, as it was typed."""
    day = stated_day(request, patient, on, request.POST.get("zone", ""))
    sent = RatingForm(request.POST, area=area, question="", scale=patient.scale)
    refused = access.check_can_log(patient, on, day.today)
    if sent.is_valid() and not refused:
        return _save_rating(request, patient, area, day, sent.cleaned_data)
    gate = sent.cleaned_data.get("gate", "")
    if gate not in URGENT:
        return _rating_page(request, patient, area, on, sent=sent, refused=refused)
    if not refused:  # nothing that was forgotten on the page may stand before the help
        told = {"for_date": on, "zone": day.zone, "answer": gate}
        told["submission"] = uuid5(sent.own_key, "gate alone")
        answer_gate(by=request.user, patient=patient, **told)
        return to_signs(patient, "gate")
    return not_stored()


def _rating_page(request, patient, area, on, *, sent=None, refused=""):
    today_on = today_for(request, patient)
    rating = access.rating_of(patient, area, on, today_on, which=request.GET.get("entry", ""))
    name = "" if request.user == patient.user else patient.user.first_name
    form = RatingForm(
        sent and sent.data,
        area=area,
        question=question_about(area, on, today_on, name),
        by_helper=bool(name),
        scale=rating.scale,
        previous=rating.previous_score,
        previous_label=previous_label(rating.previous_on, on, today_on),
        initial=rating.initial | _unseen(request, patient, rating),
    )
    if sent and sent.has_new_key:
        form.tell_too_old()
    if refused:
        form.add_error(None, refused)
    context = {"patient": patient, "area": area, "day": on, "form": form, "rating": rating}
    context |= {"is_open": not refused, "asks_gate": not is_gate_answered(patient, on)}
    return render(request, "diary/rate.html", context)


def _unseen(request, patient, rating) -> dict:
    # One key goes through all pages of a day that is rated part by part: one undo for all. Who
    # comes back to a page that is stored corrects it, and a correction is a form of its own.
    unseen = {"zone": device_zone(request, patient)}
    passed_on = request.GET.get("key") if rating.entry is None else None
    return unseen | ({"key": passed_on} if passed_on else {})


def _save_rating(request, patient, area, day, answer):
    words = {name: answer[name] for name in ANSWER}
    given = {"by": request.user, "day": day, "gate": answer["gate"]}
    correct = partial(actions.correct_entry, **given)
    base = access.said_before(area, answer["key"], answer["press"])
    if answer["base"] and not base:
        base = access.base_or_404(patient, area, day.on, str(answer["base"]))
    if base:
        return _go_on(request, *keep(correct, base, answer, words), answer)
    rest = access.rest_of_day(patient, area, day.on) if "rest" in request.POST else []
    key = key_of_press(answer["key"], answer["press"])
    given |= {"submission": key, "same_as": rest}
    entry, is_alone = actions.rate_day(patient=patient, area=area, **given, **words), True
    if is_used(entry, answer, words):
        entry, is_alone = keep(correct, entry, answer, words, key=uuid5(key, repr(words)))
    return _go_on(request, entry, is_alone, answer)


def _go_on(request, entry, is_alone, answer):
    """The danger signs come first, then the next part of a day that is rated part by part."""
    patient, on = entry.patient, entry.for_date
    if answer["gate"] in URGENT:
        return to_signs(patient, "gate")
    step = access.next_part(patient, entry.area, on) if "all" in request.GET else None
    if step is None or not is_alone:
        if access.has_risen(patient, today_for(request, patient)):
            return to_signs(patient, "rise")
        return shown(entry, is_alone)
    key = request.GET.get("key") or str(answer["key"])
    address = reverse("diary:rate", args=[patient.pk, on.isoformat(), step.pk])
    query = QueryDict(mutable=True)
    query["key"] = key
    return redirect(f"{address}?all&{query.urlencode()}")
