"""Addresses about people; signing in is django-allauth's, on our own templates.

Only the parts of django-allauth that a clinic by invitation needs have an address.
"""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from apps.accounts import views

people = [
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<uuid:user_id>/invite-again/", views.invite_again, name="invite-again"),
    path("people/<uuid:user_id>/turn-off/", views.turn_off, name="turn-off"),
    path("people/<uuid:user_id>/turn-on/", views.turn_on, name="turn-on"),
    path("settings/", views.own_settings, name="settings"),
    path("settings/look/", views.look, name="look"),
    path("settings/language/", views.language, name="language"),
    path("settings/side/", views.reach, name="reach"),
    path("invitation/<str:token>/", views.accept_invitation, name="accept-invitation"),
]

urlpatterns = [
    path("", include((people, "accounts"))),
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("account-off/", allauth.account_inactive, name="account_inactive"),
    path("password/forgotten/", allauth.password_reset, name="account_reset_password"),
    path(
        "password/forgotten/sent/",
        allauth.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        "^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
