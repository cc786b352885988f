"""Addresses about what must not wait, each of which belongs to one patient."""

from django.urls import path

from apps.safety.views import injuries

app_name = "safety"
patient = "patients/<uuid:patient_id>"

urlpatterns = [
    path(f"{patient}/injuries/", injuries.injuries, name="injuries"),
    path(f"{patient}/injuries/add/", injuries.add_injury, name="add-injury"),
    path(f"{patient}/injuries/<uuid:injury_id>/", injuries.injury, name="injury"),
    path(
        f"{patient}/injuries/<uuid:injury_id>/take-back/",
        injuries.withdraw_injury,
        name="withdraw-injury",
    ),
    path(
        f"{patient}/injuries/<uuid:injury_id>/put-back/",
        injuries.restore_injury,
        name="restore-injury",
    ),
]
