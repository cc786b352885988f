"""How it is some time after a treatment: the question, what to do now, undo."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import patient_or_404
from apps.care.day import device_zone, today_for
from apps.core.alarms import leads_to_help
from apps.core.answers import keeps_answer
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.safety import access, actions
from apps.safety.forms.follow_ups import FollowUpForm
from apps.safety.forms.stated import StatedForm
from apps.safety.views.checks import to_signs
from apps.safety.wording.follow_ups import giver_of

for_patient_and_helper = allow(Role.PATIENT, Role.HELPER)
PAGE = "follow-ups"
ANSWER = ("outcome", "feelings", "parts", "note")


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient_and_helper
@keeps_answer
@leads_to_help(lambda sent: sent.get("gate") in access.URGENT)
def ask(request, patient_id, session_id, question):
    """Ask the gate, then how it is; an alarm at the gate leads to the danger signs."""
    if request.method == "POST" and request.POST.get("gate") in access.URGENT:
        return _alarm(request, patient_or_404(request.user, patient_id, page=PAGE))
    patient, follow_up = _asked(request, patient_id, session_id, question)
    if request.method == "POST":
        return _save(request, patient, follow_up)
    if follow_up.session.state != "current":
        raise Http404
    if not follow_up.is_asked or follow_up.answer and "again" not in request.GET:
        return redirect("safety:follow-up-saved", patient_id, session_id, question)
    return _page(request, patient, follow_up)


def _asked(request, patient_id, session_id, question):
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    return patient, access.follow_up_or_404(patient, session_id, question)


def _page(request, patient, follow_up, form=None):
    unseen = {"zone": device_zone(request, patient), "for_date": today_for(request, patient)}
    form = form or FollowUpForm(question=follow_up.question, initial=unseen)
    context = {"patient": patient, "follow_up": follow_up, "form": form}
    # The gate has a key of its own: undo of the answer leaves an alarm as it was said.
    context["gate"] = StatedForm(initial=unseen, auto_id=False)
    context["giver"] = giver_of(follow_up.session)
    return render(request, "safety/follow_up.html", context)


def _alarm(request, patient):
    """Store it, whatever became of the session, and of what else was sent: the help comes first."""
    form = StatedForm(request.POST)
    form.is_valid()  # nothing is refused
    told = form.told(patient, device_zone(request, patient))
    given = {"for_date": told.on, "zone": told.zone, "submission": told.own_key}
    answer = request.POST["gate"]
    actions.answer_gate(by=request.user, patient=patient, answer=answer, **given)
    return to_signs(patient, "treatment")


def _save(request, patient, follow_up):
    form = FollowUpForm(request.POST, question=follow_up.question)
    if not form.is_valid():
        return _page(request, patient, follow_up, form)
    answer, told = form.cleaned_data, form.told(patient, device_zone(request, patient))
    said = {name: answer[name] for name in ANSWER if name in answer}
    given = {"follow_up": follow_up, "told": told, "gate": answer["gate"]}
    try:
        actions.answer_follow_up(by=request.user, patient=patient, **given, **said)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, patient, follow_up, form)
    session = follow_up.session
    return redirect("safety:follow-up-saved", patient.pk, session.pk, follow_up.question)


@require_safe
@for_patient_and_helper
def answered(request, patient_id, session_id, question):
    """Say what to do now, and when the next question comes."""
    patient, follow_up = _asked(request, patient_id, session_id, question)
    if not follow_up.answer and follow_up.is_asked:  # what was said early is no answer to it
        return redirect("safety:follow-up", patient_id, session_id, question)
    context = {"patient": patient, "follow_up": follow_up}
    context |= {"giver": giver_of(follow_up.session), "next": access.next_of(follow_up)}
    return render(request, "safety/follow_up_saved.html", context)


@require_POST
@for_patient_and_helper
def undo(request, patient_id, session_id, question):
    """Take the answer back; the one before it stands again, or the question is open."""
    patient, follow_up = _asked(request, patient_id, session_id, question)
    # The page names its answer: a second tap must not take back the one that stands again.
    if follow_up.said and request.POST.get("answer") == str(follow_up.said.pk):
        actions.withdraw_follow_up(by=request.user, answer=follow_up.said)
        messages.success(request, _("Undone. The answer is taken back."))
    else:
        messages.error(request, _("This answer has changed since. Look at it again."))
    return redirect("diary:today", patient.pk)
