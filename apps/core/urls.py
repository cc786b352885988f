"""Addresses that know no patient."""

from django.urls import path

from apps.core import views

app_name = "core"

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.get_help, name="help"),
    path("help/<str:language>/", views.get_help_in, name="help-in"),
    path("offline/<str:language>/", views.offline, name="offline"),
    path("outbox/", views.outbox, name="outbox"),
    path("sw.js", views.service_worker, name="service-worker"),
    path("app.webmanifest", views.manifest, name="manifest"),
]
