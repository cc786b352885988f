"""Addresses about what must not wait."""

from django.urls import path, register_converter

from apps.safety.addresses import QuestionNumber
from apps.safety.digests.views import digest
from apps.safety.views import admin, alerts, checks, follow_ups, injuries

register_converter(QuestionNumber, "question")

app_name = "safety"
patient = "patients/<uuid:patient_id>"
after = f"{patient}/sessions/<uuid:session_id>/after/<question:question>"
one_injury = f"{patient}/injuries/<uuid:injury_id>"
one_alert = f"{patient}/alerts/<uuid:alert_id>"

urlpatterns = [
    path(f"{patient}/signs/", checks.check, name="check"),
    path(f"{patient}/signs/weekly/", checks.weekly, name="weekly"),
    path(f"{patient}/signs/<uuid:check_id>/", checks.checked, name="checked"),
    path(f"{patient}/signs/<uuid:check_id>/more/", checks.tell_more, name="tell-more"),
    path(f"{after}/", follow_ups.ask, name="follow-up"),
    path(f"{after}/saved/", follow_ups.answered, name="follow-up-saved"),
    path(f"{after}/undo/", follow_ups.undo, name="undo-follow-up"),
    path(f"{patient}/injuries/", injuries.injuries, name="injuries"),
    path(f"{patient}/injuries/add/", injuries.add_injury, name="add-injury"),
    path(f"{one_injury}/", injuries.injury, name="injury"),
    path(
        f"{one_injury}/take-back/",
        injuries.withdraw_injury,
        name="withdraw-injury",
    ),
    path(
        f"{one_injury}/put-back/",
        injuries.restore_injury,
        name="restore-injury",
    ),
    path("alerts/", alerts.alerts, name="alerts"),
    path(f"{patient}/alerts/", alerts.patient_alerts, name="patient-alerts"),
    path(f"{one_alert}/", alerts.alert, name="alert"),
    # The number of steps that the page showed: whoever acts on an older page is told so.
    path(f"{one_alert}/<int:steps>/seen/", alerts.mark_seen, name="mark-seen"),
    path(f"{one_alert}/<int:steps>/not-seen/", alerts.unmark_seen, name="unmark-seen"),
    path(f"{one_alert}/<int:steps>/close/", alerts.close, name="close-alert"),
    path(f"{one_alert}/<int:steps>/open-again/", alerts.reopen, name="reopen-alert"),
    path("settings/daily-mail/", digest, name="digest"),
    path("safety/settings/", admin.safety_settings, name="settings"),
    path("safety/counts/", admin.counts, name="counts"),
]
