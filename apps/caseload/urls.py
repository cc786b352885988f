"""Addresses of the practitioner's desk: the list, one patient, and the rules of the list."""

from django.urls import path

from apps.caseload import views

app_name = "caseload"
patient = "patients/<uuid:patient_id>/"

urlpatterns = [
    path("patients/", views.caseload, name="caseload"),
    path(patient, views.patient, name="patient"),
    path(f"{patient}seen/", views.mark_seen, name="mark-seen"),
    path(f"{patient}seen/<uuid:press>/undo/", views.undo_seen, name="undo-seen"),
    path("caseload/rules/", views.rules, name="rules"),
]
