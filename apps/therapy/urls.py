"""Addresses about sessions, home practice, their kinds, phases, goals and plans."""

from django.urls import path

from apps.therapy.practice import views as practice
from apps.therapy.views import goals, kinds, phases, plans, sessions

app_name = "therapy"

_SESSIONS = "patients/<uuid:patient_id>/sessions/"
_SESSION = f"{_SESSIONS}<uuid:session_id>/"
_PRACTICE = "patients/<uuid:patient_id>/practice/"
_PRACTISED = f"{_PRACTICE}<uuid:session_id>/"
_PHASES = "patients/<uuid:patient_id>/phases/"
_PHASE = f"{_PHASES}<uuid:phase_id>/"
_GOALS = "patients/<uuid:patient_id>/goals/"
_GOAL = f"{_GOALS}<uuid:goal_id>/"
_PLANS = "patients/<uuid:patient_id>/plans/"
_PLAN = f"{_PLANS}<uuid:plan_id>/"

urlpatterns = [
    path(_SESSIONS, sessions.session_list, name="sessions"),
    path(f"{_SESSIONS}add/", sessions.record_session, name="record-session"),
    path(_SESSION, sessions.session_page, name="session"),
    path(f"{_SESSION}correct/", sessions.correct_session, name="correct-session"),
    path(f"{_SESSION}withdraw/", sessions.withdraw_session, name="withdraw-session"),
    path(f"{_SESSION}restore/", sessions.restore_session, name="restore-session"),
    path(f"{_SESSION}undo/", sessions.undo_session, name="undo-session"),
    path(_PRACTICE, practice.practice, name="practice"),
    path(f"{_PRACTICE}add/", practice.log_practice, name="log-practice"),
    path(_PRACTISED, practice.practised, name="practised"),
    path(f"{_PRACTISED}change/", practice.change_practice, name="change-practice"),
    path(f"{_PRACTISED}take-back/", practice.take_back_practice, name="take-back-practice"),
    path(f"{_PRACTISED}put-back/", practice.put_back_practice, name="put-back-practice"),
    path(f"{_PRACTISED}undo/", practice.undo_practice, name="undo-practice"),
    path(_PHASES, phases.phase_list, name="phases"),
    path(f"{_PHASES}add/", phases.add_phase, name="add-phase"),
    path(_PHASE, phases.change_phase, name="change-phase"),
    path(f"{_PHASE}remove/", phases.remove_phase, name="remove-phase"),
    path(f"{_PHASE}restore/", phases.restore_phase, name="restore-phase"),
    path(f"{_PHASE}undo/<int:version>/", phases.undo_phase, name="undo-phase"),
    path(_GOALS, goals.goal_list, name="goals"),
    path(f"{_GOALS}add/", goals.add_goal, name="add-goal"),
    path(_GOAL, goals.change_goal, name="change-goal"),
    path(f"{_GOAL}reach/", goals.reach_goal, name="reach-goal"),
    path(f"{_GOAL}drop/", goals.drop_goal, name="drop-goal"),
    path(f"{_GOAL}reopen/", goals.reopen_goal, name="reopen-goal"),
    path(f"{_GOAL}undo/<int:version>/", goals.undo_goal, name="undo-goal"),
    path(_PLANS, plans.plan_list, name="plans"),
    path(f"{_PLANS}add/", plans.add_plan, name="add-plan"),
    path(_PLAN, plans.change_plan, name="change-plan"),
    path(f"{_PLAN}remove/", plans.remove_plan, name="remove-plan"),
    path(f"{_PLAN}restore/", plans.restore_plan, name="restore-plan"),
    path(f"{_PLAN}undo/<int:version>/", plans.undo_plan, name="undo-plan"),
    path("session-kinds/", kinds.kind_list, name="kinds"),
    path("session-kinds/add/", kinds.add_kind, name="add-kind"),
    path("session-kinds/<slug:code>/", kinds.change_kind, name="change-kind"),
    path("session-kinds/<slug:code>/stop/", kinds.stop_kind, name="stop-kind"),
    path("session-kinds/<slug:code>/offer/", kinds.offer_kind, name="offer-kind"),
]
