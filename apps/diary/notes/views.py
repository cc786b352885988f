"""Notes of one patient: the list, the form, the answers, and what was read."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.care.access import own_patient_or_404, patient_or_404
from apps.core.answers import keeps_answer
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.core.versions import version_sent
from apps.diary.notes import access, actions, wording
from apps.diary.notes.forms import AnswerForm, NoteForm, form_for

PAGE = "notes"
PER_PAGE = 20


@require_safe
@allow(Role.THERAPIST)
def notes(request, patient_id):
    """List the notes of the patient, or those of the team, the newest first."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    shown = "team" if request.GET.get("show") == "team" else "patient"
    rows = access.practitioner_notes if shown == "team" else access.patient_notes
    page = Paginator(rows(patient), PER_PAGE).get_page(request.GET.get("page"))
    context = {"patient": patient, "shown": shown, "page": page, "query": f"show={shown}&"}
    context["talks"] = access.talks(page.object_list)
    context["choices"] = wording.switch(shown)
    return render(request, "diary/notes/notes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
def add_note(request, patient_id):
    """Ask for a note and for who reads it."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    form = NoteForm(request.POST or None)
    return _form(request, patient, form, partial(actions.write_note, patient=patient))


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
def answer_entry(request, patient_id, entry_id):
    """Ask for an answer to what the patient said in the diary."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    entry = access.words_or_404(patient, entry_id, sent=request.method == "POST")
    save = partial(actions.answer_entry, entry=entry)
    return _form(request, patient, AnswerForm(request.POST or None), save, entry=entry)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
def answer_note(request, patient_id, note_id):
    """Ask for an answer to what the patient answered."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    note = access.note_by_patient_or_404(patient, note_id, sent=request.method == "POST")
    save = partial(actions.answer_note, note=note)
    return _form(request, patient, AnswerForm(request.POST or None), save, answered=note)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.THERAPIST)
def change_note(request, patient_id, note_id):
    """Ask for the words of one's own note."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    note = access.own_note_or_404(request.user, patient, note_id)
    form = form_for(note)(request.POST or None, note=note)
    return _form(request, patient, form, partial(_change, note))


@require_POST
@allow(Role.THERAPIST)
def withdraw_note(request, patient_id, note_id):
    """Take one's own note back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    note = access.own_note_or_404(request.user, patient, note_id)
    undo = reverse("diary:restore-note", args=[patient.pk, note.pk]) + _of_list(request)
    withdraw(request, note, undo)
    return _back(request, patient)


@require_POST
@allow(Role.THERAPIST)
def restore_note(request, patient_id, note_id):
    """Put one's own note back."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    note = access.own_note_or_404(request.user, patient, note_id)
    actions.restore_note(by=request.user, note=note)
    messages.success(request, _("The note is back."))
    return _back(request, patient)


@require_POST
@allow(Role.THERAPIST)
def undo_note(request, patient_id, note_id, version):
    """Undo my last save of my own note."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    undo_save(request, access.own_note_or_404(request.user, patient, note_id), version)
    return _back(request, patient)


@require_POST
@allow(Role.THERAPIST)
def read_entry(request, patient_id, entry_id):
    """Let the patient know that a note in the diary was read."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    actions.mark_entry_read(by=request.user, entry=access.words_or_404(patient, entry_id))
    return _marked(request, patient)


@require_POST
@allow(Role.THERAPIST)
def read_note(request, patient_id, note_id):
    """Let the patient know that an answer was read."""
    patient = patient_or_404(request.user, patient_id, page=PAGE)
    actions.mark_note_read(by=request.user, note=access.note_by_patient_or_404(patient, note_id))
    return _marked(request, patient)


@require_safe
@allow(Role.PATIENT)
def my_notes(request):
    """List what the team wrote to me and what I answered, the newest first."""
    patient = own_patient_or_404(request.user)
    page = Paginator(access.read_by_patient(patient), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "diary/notes/mine.html", {"patient": patient, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.PATIENT)
@keeps_answer
def my_answer(request, note_id):
    """Ask for my answer to a note."""
    patient = own_patient_or_404(request.user)
    note = access.note_for_patient_or_404(patient, note_id, sent=request.method == "POST")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mine, form = save(request, form, partial(_store_mine, request, note))
        if mine:
            undo = reverse("diary:my-undone-note", args=[mine.pk, mine.version])
            messages.success(request, _("Your answer is sent."), extra_tags=undo)
            return redirect("diary:my-notes")
    context = {"patient": patient, "form": form, "note": note}
    return render(request, "diary/notes/my_answer.html", context)


@require_POST
@allow(Role.PATIENT)
def my_read(request, note_id):
    """Let the writer know that I have read a note."""
    patient = own_patient_or_404(request.user)
    note = access.note_for_patient_or_404(patient, note_id)
    actions.mark_note_read(by=request.user, note=note)
    messages.success(request, _("Saved. Your team sees that you read it."))
    return redirect("diary:my-notes")


@require_POST
@allow(Role.PATIENT)
def my_withdraw(request, note_id):
    """Take my answer back."""
    patient = own_patient_or_404(request.user)
    note = access.own_note_or_404(request.user, patient, note_id)
    withdraw(request, note, reverse("diary:my-restored-note", args=[note.pk]))
    return redirect("diary:my-notes")


@require_POST
@allow(Role.PATIENT)
def my_restore(request, note_id):
    """Put my answer back."""
    patient = own_patient_or_404(request.user)
    note = access.own_note_or_404(request.user, patient, note_id)
    actions.restore_note(by=request.user, note=note)
    messages.success(request, _("The note is back."))
    return redirect("diary:my-notes")


@require_POST
@allow(Role.PATIENT)
def my_undo(request, note_id, version):
    """Undo my last save of my answer."""
    patient = own_patient_or_404(request.user)
    undo_save(request, access.own_note_or_404(request.user, patient, note_id), version)
    return redirect("diary:my-notes")


def withdraw(request, note, undo):
    """Take a note back with a way to undo it, or say that it was saved since."""
    try:
        actions.withdraw_note(by=request.user, note=note, version=version_sent(request))
    except actions.StaleNote:
        text = _("Nothing is taken back: this note was saved since. Look at it again.")
        messages.warning(request, text)
    else:
        messages.success(request, _("The note is taken back."), extra_tags=undo)


def undo_save(request, note, version):
    """Undo a save, or say that it is not the last one any more."""
    try:
        actions.undo_note(by=request.user, note=note, version=version)
    except actions.StaleNote:
        text = _("Nothing is undone: this note was saved since. Look at it again.")
        messages.warning(request, text)
    else:
        messages.success(request, _("Undone. It is as it was before you saved."))


def save(request, form, store):
    """Store the valid form. Return the note, or None, and the form that tells why it is not
    stored."""
    try:
        return store(form), form
    except actions.StaleNote as stale:
        newer = form.on_top_of(stale.present)
        newer.full_clean()
        newer.add_error(None, wording.saved_since(stale.present))
        newer.present = stale.present
        return None, newer
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None, form


def _change(note, *, by, key, version, **facts):
    facts = {"readers": note.readers} | facts
    return actions.change_note(by=by, note=note, version=version, **facts)


def _form(request, patient, form, store, **context):
    """Show the form, or store it and go back."""
    if request.method == "POST" and form.is_valid():
        stored, form = save(request, form, partial(_store, request, store))
        if stored:
            undo = reverse("diary:undo-note", args=[patient.pk, stored.pk, stored.version])
            undo += _of_list(request)
            messages.success(request, _("The note is saved."), extra_tags=undo)
            return _back(request, patient)
    context |= {"patient": patient, "form": form, "note": form.note}
    context["list"] = _list_of(request)
    return render(request, "diary/notes/form.html", context)


def _store(request, store, form):
    key = form.cleaned_data["key"]
    extra = {"version": form.cleaned_data["version"] or 0} if form.note else {}
    return store(by=request.user, key=key, **extra, **form.facts())


def _store_mine(request, note, form):
    """Store the answer, or, where the page showed that it is stored with other words, change it."""
    key, version = form.cleaned_data["key"], form.cleaned_data["version"]
    if not version:
        return actions.answer_note(by=request.user, note=note, key=key, **form.facts())
    mine = access.own_note_or_404(request.user, note.patient, key)
    facts = form.facts() | {"readers": mine.readers}
    return actions.change_note(by=request.user, note=mine, version=version, **facts)


def _marked(request, patient):
    messages.success(request, _("Marked as read. The patient sees that you have read it."))
    return _back(request, patient)


def _list_of(request):
    """Return the list on which the button stood; "": the page of the patient."""
    shown = request.POST.get("list") or request.GET.get("list", "")
    return shown if shown in ("patient", "team") else ""


def _of_list(request):
    shown = _list_of(request)
    return f"?list={shown}" if shown else ""


def _back(request, patient):
    if shown := _list_of(request):
        page = reverse("diary:notes", args=[patient.pk])
        return redirect(f"{page}?show=team" if shown == "team" else page)
    return redirect(reverse("caseload:patient", args=[patient.pk]) + "#notes")
