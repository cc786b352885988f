"""Results of one patient: the table, the form, one result with its history, undo, the file."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from apps.assessments import access, actions, series, wording
from apps.assessments.forms import ResultForm
from apps.assessments.spreadsheet import as_csv
from apps.care.access import patient_or_404, strokes_of
from apps.core.answers import keeps_answer
from apps.core.permissions import allow
from apps.core.roles import Role

PAGE = "tests"


@require_safe
@allow(Role.THERAPIST)
def result_list(request, patient_id):
    """Show the tests of the patient in a table, the newest day on the right."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    sheet = series.sheet_of(patient, strokes_of(patient), series.DAYS_ON_PAGE)
    context = {"patient": patient, "tests": sheet}
    context["left_out"] = series.number_left_out(patient, sheet)
    return render(request, "assessments/results.html", context)


@require_safe
@allow(Role.THERAPIST)
def choose_test(request, patient_id):
    """Show the tests on offer, each with its versions."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    context = {"patient": patient, "tests": wording.choices_of(access.offered_instruments())}
    return render(request, "assessments/choose_test.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
@keeps_answer
def record_result(request, patient_id):
    """Ask for a result of the test that the link names."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    is_sent = request.method == "POST"
    instrument = access.instrument_to_record_or_404(request.GET.get("test", ""), sent=is_sent)
    version = access.version_asked_for_or_404(instrument, request.GET.get("version", ""))
    form = ResultForm(
        request.POST or None,
        instrument=instrument,
        version=version,
        patient=patient,
        therapist=request.user,
    )
    save = partial(actions.record_result, by=request.user, patient=patient, instrument=instrument)
    return _ask(request, form, save)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
@keeps_answer
def correct_result(request, patient_id, result_id):
    """Ask for a corrected version; the former one is kept."""
    patient, result = _result(request, patient_id, result_id)
    sent = access.version_sent_back(result, request.POST.get("base", ""))
    base = sent or access.present_version(result)
    form = ResultForm(
        request.POST or None,
        instrument=base.instrument,
        version=access.version_of_or_404(base.instrument, base.version),
        patient=patient,
        therapist=request.user,
        corrects=base,
    )
    if request.method == "POST" and sent is None:
        return _form_page(request, form.too_old(base))
    save = partial(actions.correct_result, by=request.user, result=base)
    return _ask(request, form, partial(save, even_if_withdrawn="even_if_withdrawn" in request.POST))


@require_safe
@allow(Role.THERAPIST)
def result_page(request, patient_id, result_id):
    """Show the version that stands, and every version before it."""
    patient, result = _result(request, patient_id, result_id)
    result = access.present_version(result)
    context = {
        "patient": patient,
        "result": result,
        "name": wording.named(result.instrument, result.version, result.place),
        "lines": wording.lines_of(result.instrument, result.facts()),
        "about": wording.about(result.instrument),
        "history": wording.history_of(access.versions_of(result)),
    }
    return render(request, "assessments/result.html", context)


@require_POST
@allow(Role.THERAPIST)
def withdraw_result(request, patient_id, result_id):
    """Take a result back as a whole."""
    patient, result = _result(request, patient_id, result_id)
    if _changed(request, actions.withdraw_result, result):
        _say(request, _("The result is taken back."), "assessments:restore-result", result)
    return redirect("assessments:result", patient.pk, result.pk)


@require_POST
@allow(Role.THERAPIST)
def restore_result(request, patient_id, result_id):
    """Let a result that was taken back stand again."""
    patient, result = _result(request, patient_id, result_id)
    if _changed(request, actions.restore_result, result):
        messages.success(request, _("The result is back."))
    return redirect("assessments:result", patient.pk, result.pk)


@require_POST
@allow(Role.THERAPIST)
def undo_result(request, patient_id, result_id):
    """Undo the last save of a result."""
    patient, result = _result(request, patient_id, result_id)
    if _changed(request, actions.undo_result, result):
        messages.success(request, _("Undone. It is as it was before you saved."))
    return redirect("assessments:results", patient.pk)


@require_GET
@allow(Role.THERAPIST)
def export_results(request, patient_id):
    """Give the results as a file, and write down that it was made."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        # A browser that only guesses that the link will be pressed takes no file.
        return HttpResponse(status=503)
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    rows = series.export_rows(patient)
    actions.record_export(by=request.user, patient=patient, rows=len(rows))
    text = as_csv(series.COLUMNS, rows, with_commas="commas" in request.GET)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"tests-{patient.today().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _result(request, patient_id, result_id):
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    return patient, access.result_or_404(patient, result_id)


def _changed(request, action, result) -> bool:
    """Do it, or say that somebody else was first."""
    try:
        action(by=request.user, result=result)
    except actions.StaleResult as stale:
        text = _("Nothing is changed: %(name)s has changed this result since. Look at it again.")
        messages.warning(request, text % {"name": stale.present.entered_by.name})
        return False
    return True


def _say(request, text, undo, result) -> None:
    """Tell what is done, with a button that undoes it (drawn by core/_messages.html)."""
    address = reverse(undo, args=[result.patient_id, result.pk])
    messages.success(request, text, extra_tags=address)


def _ask(request, form, save):
    """Show the form, or save and go to the table."""
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form)
    try:
        result = save(key=form.cleaned_data["key"], **form.facts())
        if result.state == result.State.WITHDRAWN:
            # The same form once more, after what it stored was taken back.
            raise actions.StaleResult(result)
    except actions.StaleResult as stale:
        return _both_versions(request, form, stale.present)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return _form_page(request, form)
    _say(request, _("Result saved."), "assessments:undo-result", result)
    return redirect("assessments:results", result.patient_id)


def _form_page(request, form, **context):
    context |= {"form": form, "patient": form.patient, "address": _address(form)}
    context["name"] = wording.named(form.instrument, form.version.code)
    context["about"] = wording.about(form.instrument)
    return render(request, "assessments/result_form.html", context)


def _address(form) -> str:
    """Return where the form is sent: it may become a correction while it is open."""
    if form.corrects:
        return reverse("assessments:correct-result", args=[form.patient.pk, form.corrects.pk])
    test = form.instrument
    query = urlencode({"test": test.address_id, "version": test.number_of(form.version.code)})
    return reverse("assessments:record-result", args=[form.patient.pk]) + f"?{query}"


def _both_versions(request, form, present):
    """Keep what was typed; tell who changed what since, and how that differs from it.

    A second Save stores what was typed.
    """
    former, instrument = form.corrects, present.instrument
    changed = wording.differences(instrument, former.facts(), present.facts()) if former else []
    newer = form.on_top_of(present)
    newer.is_valid()
    newer.add_error(None, wording.somebody_was_first(present))
    differs = wording.differences(instrument, present.facts(), form.complete_facts())
    return _form_page(request, newer, present=present, differs=differs, changed=changed)
