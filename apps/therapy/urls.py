"""Addresses about sessions and their kinds."""

from django.urls import path

from apps.therapy.views import kinds, sessions

app_name = "therapy"

_SESSIONS = "patients/<uuid:patient_id>/sessions/"
_SESSION = f"{_SESSIONS}<uuid:session_id>/"

urlpatterns = [
    path(_SESSIONS, sessions.session_list, name="sessions"),
    path(f"{_SESSIONS}add/", sessions.record_session, name="record-session"),
    path(_SESSION, sessions.session_page, name="session"),
    path(f"{_SESSION}correct/", sessions.correct_session, name="correct-session"),
    path(f"{_SESSION}withdraw/", sessions.withdraw_session, name="withdraw-session"),
    path(f"{_SESSION}restore/", sessions.restore_session, name="restore-session"),
    path(f"{_SESSION}undo/", sessions.undo_session, name="undo-session"),
    path("session-kinds/", kinds.kind_list, name="kinds"),
    path("session-kinds/add/", kinds.add_kind, name="add-kind"),
    path("session-kinds/<slug:code>/", kinds.change_kind, name="change-kind"),
    path("session-kinds/<slug:code>/stop/", kinds.stop_kind, name="stop-kind"),
    path("session-kinds/<slug:code>/offer/", kinds.offer_kind, name="offer-kind"),
]
