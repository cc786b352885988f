"""Top floor: fills a demonstration database; never installed in production."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Made-up people, their diaries and sessions, and buttons to sign in as one of them."""

    name = "apps.demo"
