"""Addresses about danger signs."""

from django.urls import path

from apps.safety.views import checks

app_name = "safety"
patient = "patients/<uuid:patient_id>"

urlpatterns = [
    path(f"{patient}/signs/", checks.check, name="check"),
    path(f"{patient}/signs/weekly/", checks.weekly, name="weekly"),
    path(f"{patient}/signs/<uuid:check_id>/", checks.checked, name="checked"),
    path(f"{patient}/signs/<uuid:check_id>/more/", checks.tell_more, name="tell-more"),
]
