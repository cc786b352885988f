"""Addresses that know no patient."""

from django.urls import path

from apps.core import views

app_name = "core"

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.get_help, name="help"),
]
