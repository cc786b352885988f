"""Home practice of one patient, written by the patient or by somebody who helps."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import patient_or_404
from apps.core.answers import keeps_answer
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.therapy.access import present_version, version_sent_back
from apps.therapy.actions import StaleSession
from apps.therapy.practice import access, actions, wording
from apps.therapy.practice.forms import PracticeForm

PAGE = "practice"
for_patient_and_helper = allow(Role.PATIENT, Role.HELPER)


@require_safe
@for_patient_and_helper
def practice(request, patient_id):
    """Ask what was practised, and list what this person wrote down lately."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    context = {
        "patient": patient,
        "kinds": [(kind, wording.hint_of(kind)) for kind in access.home_kinds()],
        "written": [
            (session, wording.sentences_of(session))
            for session in access.recent_practice_of(patient, request.user)
        ],
    }
    return render(request, "therapy/practice/practice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient_and_helper
@keeps_answer
def log_practice(request, patient_id):
    """Ask about one practice of the kind that the link names."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    is_sent = request.method == "POST"
    kind = access.home_kind_or_404(request.GET.get("type", ""), sent=is_sent)
    form = PracticeForm(request.POST or None, kind=kind, patient=patient, user=request.user)
    return _ask(request, form, partial(actions.log_practice, patient=patient, kind=kind))


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient_and_helper
@keeps_answer
def change_practice(request, patient_id, session_id):
    """Ask for a corrected version of one's own practice; the former one is kept."""
    patient, session = _own(request, patient_id, session_id)
    sent = version_sent_back(session, request.POST.get("base", ""))
    base = sent or present_version(session)
    if request.method != "POST" and (sentence := access.check_can_change(request.user, session)):
        messages.warning(request, sentence)
        return redirect("therapy:practised", patient.pk, session.pk)
    who = {"kind": session.kind, "patient": patient, "user": request.user}
    form = PracticeForm(request.POST or None, corrects=base, **who)
    if request.method == "POST" and sent is None:
        form = form.too_old(base)
    return _ask(request, form, partial(actions.change_practice, session=base))


@require_safe
@for_patient_and_helper
def practised(request, patient_id, session_id):
    """Show what somebody wrote down themselves, and what they can do about it."""
    patient, session = _own(request, patient_id, session_id)
    present = present_version(session)
    context = {
        "patient": patient,
        "session": present,
        "sentences": wording.sentences_of(present),
        "refusal": access.check_can_change(request.user, session),
    }
    return render(request, "therapy/practice/practised.html", context)


@require_POST
@for_patient_and_helper
def take_back_practice(request, patient_id, session_id):
    """Take one's own practice back."""
    patient, session = _own(request, patient_id, session_id)
    if _done(request, actions.take_back_practice, session):
        undo = reverse("therapy:put-back-practice", args=[patient.pk, session.pk])
        messages.success(request, _("Taken back."), extra_tags=undo)
    return redirect("therapy:practised", patient.pk, session.pk)


@require_POST
@for_patient_and_helper
def put_back_practice(request, patient_id, session_id):
    """Let one's own practice stand again."""
    patient, session = _own(request, patient_id, session_id)
    if _done(request, actions.put_back_practice, session):
        messages.success(request, _("It is back in the list."))
    return redirect("therapy:practised", patient.pk, session.pk)


@require_POST
@for_patient_and_helper
def undo_practice(request, patient_id, session_id):
    """Undo one's own last save."""
    patient, session = _own(request, patient_id, session_id)
    if _done(request, actions.undo_practice, session):
        messages.success(request, _("Undone. It is as it was before you saved."))
    return redirect("therapy:practised", patient.pk, session.pk)


def _own(request, patient_id, session_id):
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    return patient, access.own_version_or_404(patient, request.user, session_id)


def _done(request, action, session) -> bool:
    """Do it, or say why it cannot be done any more."""
    try:
        action(by=request.user, session=session)
    except ValidationError as refusal:
        messages.warning(request, refusal.message)
    except StaleSession:
        messages.warning(request, _("You have changed this since. Look at it again."))
    else:
        return True
    return False


def _ask(request, form, save):
    """Show the form, or save and show what is stored."""
    patient = form.patient
    if request.method == "POST" and form.is_valid():
        try:
            session = _save(request, form, save)
        except StaleSession as stale:
            form = _told_what_stands(form, stale.present)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            _say_saved(request, session)
            return redirect("therapy:practised", patient.pk, session.pk)
    context = {"form": form, "patient": patient, "address": _address(form)}
    return render(request, "therapy/practice/form.html", context)


def _say_saved(request, session):
    """Tell what is done; an answer that comes again after it was taken back brings nothing back."""
    if session.state == session.State.WITHDRAWN:
        messages.warning(request, _("This was taken back. Put it back if it counts."))
        return
    undo = reverse("therapy:undo-practice", args=[session.patient_id, session.pk])
    messages.success(request, _("Saved."), extra_tags=undo)


def _save(request, form, save):
    """Save; a later press of the same page corrects what the one before it stored (ADR 15)."""
    key, press = form.cleaned_data["key"], form.cleaned_data["press"]
    facts = form.facts()
    if before := access.said_before(form.patient, key, press):
        save = partial(actions.change_practice, session=before)
        facts = {"sensory": None} | facts
    return save(by=request.user, key=form.own_key, **facts)


def _told_what_stands(form, present):
    """Return the form with what was typed, and a sentence about the version that stands."""
    if sentence := access.check_can_change(form.user, present):
        form.add_error(None, sentence)
        return form
    newer = form.on_top_of(present)
    newer.is_valid()
    saved = " ".join(wording.sentences_of(present))
    newer.add_error(None, _("You saved this before: %(saved)s") % {"saved": saved})
    newer.add_error(None, _("Your new answers are below. Save again to use them."))
    return newer


def _address(form) -> str:
    """Return where the form is sent: it may become a correction while it is open."""
    if form.corrects:
        return reverse("therapy:change-practice", args=[form.patient.pk, form.corrects.pk])
    return reverse("therapy:log-practice", args=[form.patient.pk]) + f"?type={form.kind.code}"
