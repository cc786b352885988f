"""Third floor: people and their roles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Invite, sign in, turn off, turn on."""

    name = "apps.accounts"
