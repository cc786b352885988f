"""Sessions of one patient: the list, the form, one session with its history, undo."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import patient_or_404
from apps.core.answers import keeps_answer
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.therapy import access, actions, series, wording
from apps.therapy.forms import session_form

SESSIONS_PER_PAGE = 50
PAGE = "sessions"


@require_safe
@allow(Role.THERAPIST, Role.PATIENT)
def session_list(request, patient_id):
    """Show what was done, of all kinds or of one, week by week, the newest first."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    totals = series.totals_of(patient)
    code = series.kind_among(totals, request.GET.get("kind", ""))
    pages = Paginator(access.sessions_of(patient, code), SESSIONS_PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "patient": patient,
        "page": page,
        "weeks": series.weeks_of(patient, page, code),
        "totals": totals,
        "kind": code,
        "query": f"kind={code}&" if code else "",
    }
    return render(request, "therapy/sessions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
@keeps_answer
def record_session(request, patient_id):
    """Ask for a new session of the kind that the link names."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    is_sent = request.method == "POST"
    kind = access.offered_kind_or_404(request.GET.get("type", ""), sent=is_sent)
    form = session_form(
        kind,
        data=request.POST or None,
        patient=patient,
        therapist=request.user,
        use_same="same" in request.GET,
        ask_precautions="precautions" in request.GET,
    )
    save = partial(actions.record_session, by=request.user, patient=patient, kind=kind)
    return _ask(request, form, save)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
@keeps_answer
def correct_session(request, patient_id, session_id):
    """Ask for a corrected version; the former one is kept."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    session = access.session_or_404(patient, session_id)
    sent = access.version_sent_back(session, request.POST.get("base", ""))
    base = sent or access.present_version(session)
    form = session_form(
        session.kind,
        data=request.POST or None,
        patient=patient,
        therapist=request.user,
        corrects=base,
    )
    if request.method == "POST" and sent is None:
        return _form_page(request, form.too_old(base))
    save = partial(actions.correct_session, by=request.user, session=base)
    return _ask(request, form, partial(save, even_if_withdrawn="even_if_withdrawn" in request.POST))


@require_safe
@allow(Role.THERAPIST)
def session_page(request, patient_id, session_id):
    """Show the version that stands, and every version before it."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    session = access.present_version(access.session_or_404(patient, session_id))
    context = {
        "patient": patient,
        "session": session,
        "lines": wording.lines_of(session.facts()),
        "history": wording.history_of(access.versions_of(session)),
    }
    return render(request, "therapy/session.html", context)


@require_POST
@allow(Role.THERAPIST)
def withdraw_session(request, patient_id, session_id):
    """Take a session back as a whole."""
    patient, session = _session(request, patient_id, session_id)
    if _changed(request, actions.withdraw_session, session):
        _say(request, _("The session is taken back."), "therapy:restore-session", session)
    return redirect("therapy:session", patient.pk, session.pk)


@require_POST
@allow(Role.THERAPIST)
def restore_session(request, patient_id, session_id):
    """Let a session that was taken back stand again."""
    patient, session = _session(request, patient_id, session_id)
    if _changed(request, actions.restore_session, session):
        messages.success(request, _("The session is back."))
    return redirect("therapy:session", patient.pk, session.pk)


@require_POST
@allow(Role.THERAPIST)
def undo_session(request, patient_id, session_id):
    """Undo the last save of a session."""
    patient, session = _session(request, patient_id, session_id)
    if _changed(request, actions.undo_session, session):
        messages.success(request, _("Undone. It is as it was before you saved."))
    return redirect("caseload:patient", patient.pk)


def _session(request, patient_id, session_id):
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    return patient, access.session_or_404(patient, session_id)


def _changed(request, action, session) -> bool:
    """Do it, or say that somebody else was first."""
    try:
        action(by=request.user, session=session)
    except actions.StaleSession as stale:
        name = stale.present.entered_by.name
        messages.warning(
            request,
            _("Nothing is changed: %(name)s has changed this session since. Look at it again.")
            % {"name": name},
        )
        return False
    return True


def _say(request, text, undo, session) -> None:
    """Tell what is done, with a button that undoes it (drawn by core/_messages.html)."""
    address = reverse(undo, args=[session.patient_id, session.pk])
    messages.success(request, text, extra_tags=address)


def _ask(request, form, save):
    """Show the form, ask about unlikely values, or save and go to the patient."""
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        return _form_page(request, form)
    if form.unlikely() and "confirmed" not in request.POST:
        context = {"form": form, "address": _address(form)}
        return render(request, "therapy/check_session.html", context)
    try:
        session = save(key=form.cleaned_data["key"], **form.facts())
        if session.state == session.State.WITHDRAWN:
            # The same form once more, after what it stored was taken back.
            raise actions.StaleSession(session)
    except actions.StaleSession as stale:
        return _both_versions(request, form, stale.present)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return _form_page(request, form)
    _say(request, _("Session saved."), "therapy:undo-session", session)
    return redirect("caseload:patient", session.patient_id)


def _form_page(request, form, **context):
    context |= {"form": form, "patient": form.patient, "address": _address(form)}
    context["kinds"] = access.offered_kinds()
    return render(request, "therapy/session_form.html", context)


def _address(form) -> str:
    """Return where the form is sent: it may become a correction while it is open."""
    if form.corrects:
        return reverse("therapy:correct-session", args=[form.patient.pk, form.corrects.pk])
    query = urlencode({"type": form.kind.code})
    return reverse("therapy:record-session", args=[form.patient.pk]) + f"?{query}"


def _both_versions(request, form, present):
    """Keep what was typed; tell who changed what since, and how that differs from it.

    A second Save stores what was typed.
    """
    former = form.corrects
    changed = wording.differences(former.facts(), present.facts()) if former else []
    newer = form.on_top_of(present)
    newer.is_valid()
    newer.add_error(None, wording.somebody_was_first(present))
    differs = wording.differences(present.facts(), form.facts())
    return _form_page(request, newer, present=present, differs=differs, changed=changed)
