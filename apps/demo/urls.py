"""Addresses of the demonstration; a clinic's own site has none of them."""

from django.urls import path

from apps.demo import views

app_name = "demo"

urlpatterns = [
    path("sign-in/<slug:key>/", views.sign_in, name="sign-in"),
]
