"""Addresses of the therapist's first page, and of the rules by which it is sorted."""

from django.urls import path

from apps.caseload import views

app_name = "caseload"
seen = "patients/<uuid:patient_id>/seen/"

urlpatterns = [
    path("patients/", views.caseload, name="caseload"),
    path(seen, views.mark_seen, name="mark-seen"),
    path(f"{seen}<uuid:press>/undo/", views.undo_seen, name="undo-seen"),
    path("caseload/rules/", views.rules, name="rules"),
]
