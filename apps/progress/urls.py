"""Addresses of the pictures and of the pages around them."""

from django.urls import path

from apps.progress import views

app_name = "progress"
patient = "patients/<uuid:patient_id>"

urlpatterns = [
    path("how-we-count/", views.methods, name="methods"),
    path(f"{patient}/progress/", views.progress, name="progress"),
    path(f"{patient}/compare/", views.compare, name="compare"),
    path(f"{patient}/tests/<uuid:result_id>/over-time/", views.test, name="test"),
    path(f"{patient}/treatment/", views.treatment, name="treatment"),
    path(f"{patient}/numbers/", views.numbers, name="numbers"),
    path(f"{patient}/report/", views.report, name="report"),
    path(f"{patient}/report.pdf", views.report_pdf, name="report-pdf"),
    path(f"{patient}/chart.<slug:kind>", views.picture, name="chart"),
    path(f"{patient}/pictures/<slug:subject>.<slug:kind>", views.picture, name="picture"),
]
