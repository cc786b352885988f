"""Addresses about safety."""

from django.urls import path

from apps.safety.views import follow_ups

app_name = "safety"

_AFTER = "patients/<uuid:patient_id>/sessions/<uuid:session_id>/after/<slug:question>/"

urlpatterns = [
    path(_AFTER, follow_ups.ask, name="follow-up"),
    path(f"{_AFTER}saved/", follow_ups.answered, name="follow-up-saved"),
    path(f"{_AFTER}undo/", follow_ups.undo, name="undo-follow-up"),
]
