"""Addresses of the daily log, of notes (each belongs to one patient), and of reminders."""

from django.urls import path

from apps.diary.notes import views as notes
from apps.diary.reminders import views as reminders
from apps.diary.views import days, helpers, rating, saved, today

app_name = "diary"
patient = "patients/<uuid:patient_id>"
note = f"{patient}/notes/<uuid:note_id>"

urlpatterns = [
    path(f"{patient}/today/", today.today, name="today"),
    # The choices of Today by number: an address stands in logs, and must not tell the answer.
    path(f"{patient}/today/1/", today.say_same, name="say-same"),
    path(f"{patient}/today/2/", today.say_new, name="say-new"),
    path(f"{patient}/days/", days.days, name="days"),
    path(f"{patient}/days/<str:day>/", days.day, name="day"),
    path(f"{patient}/days/<str:day>/parts/", rating.choose_part, name="choose-part"),
    path(f"{patient}/days/<str:day>/parts/<uuid:area_id>/", rating.rate, name="rate"),
    path(f"{patient}/entries/<uuid:entry_id>/", days.entry, name="entry"),
    path("my/helpers/<uuid:consent_id>/entries/", helpers.entered, name="entered"),
    path(f"{patient}/saved/<uuid:submission>/", saved.saved, name="saved"),
    path(f"{patient}/saved/<uuid:submission>/1/", saved.say_nothing_new, name="say-nothing-new"),
    path(f"{patient}/saved/<uuid:submission>/note/", saved.add_note, name="add-note"),
    path(f"{patient}/saved/<uuid:submission>/undo/", saved.undo, name="undo"),
    path(f"{patient}/notes/", notes.notes, name="notes"),
    path(f"{patient}/notes/add/", notes.add_note, name="write-note"),
    path(f"{note}/", notes.change_note, name="change-note"),
    path(f"{note}/answer/", notes.answer_note, name="answer-note"),
    path(f"{note}/read/", notes.read_note, name="read-note"),
    path(f"{note}/withdraw/", notes.withdraw_note, name="withdraw-note"),
    path(f"{note}/restore/", notes.restore_note, name="restore-note"),
    path(f"{note}/undo/<int:version>/", notes.undo_note, name="undo-note"),
    path(f"{patient}/entries/<uuid:entry_id>/answer/", notes.answer_entry, name="answer-entry"),
    path(f"{patient}/entries/<uuid:entry_id>/read/", notes.read_entry, name="read-entry"),
    path("my/notes/", notes.my_notes, name="my-notes"),
    path("my/notes/<uuid:note_id>/answer/", notes.my_answer, name="my-answer"),
    path("my/notes/<uuid:note_id>/read/", notes.my_read, name="my-read-note"),
    path("my/notes/<uuid:note_id>/withdraw/", notes.my_withdraw, name="my-withdrawn-note"),
    path("my/notes/<uuid:note_id>/restore/", notes.my_restore, name="my-restored-note"),
    path("my/notes/<uuid:note_id>/undo/<int:version>/", notes.my_undo, name="my-undone-note"),
    path("my/details/reminder/", reminders.reminder, name="reminder"),
    path("my/details/reminder/pause/", reminders.pause_reminder, name="pause-reminder"),
    path("my/details/reminder/start/", reminders.resume_reminder, name="resume-reminder"),
    path("notes/<str:token>/stop/", reminders.stop_reminder, name="stop-reminder"),
]
