"""Checks that stop `check`, `runserver` and `migrate` before anything can go wrong."""

from django.conf import settings
from django.core.checks import Error, register
from django.db import connections

from apps.core.permissions import all_views, allowed_roles, is_public
from apps.core.phones import dialled

# What an open SQLite connection must answer: a misplaced option has no effect and no error.
SQLITE_PRAGMAS = {"synchronous": 2, "recursive_triggers": 1, "foreign_keys": 1}


@register()
def every_view_names_its_roles(app_configs, **kwargs) -> list[Error]:
    """Refuse to start while a view says neither who may call it nor that it is public."""
    return [
        Error(
            f"{path} ({name}) names no role.",
            hint="Mark the view with @allow(Role.…), or with @login_not_required if it is public.",
            id="core.E001",
        )
        for path, name, view in all_views()
        if allowed_roles(view) is None and not is_public(view)
    ]


@register()
def numbers_can_be_dialled(app_configs, **kwargs) -> list[Error]:
    """Refuse to start with a number on "Get help" that a phone cannot call."""
    return [
        Error(
            f"{name} is no phone number.",
            hint="Write it in digits, without words, for example 01632 960 123.",
            id="core.E004",
        )
        for name in ("EMERGENCY_NUMBER", "CLINIC_PHONE")
        if not dialled(getattr(settings, name))
    ]


@register("database")
def database_is_set_as_intended(app_configs, databases=None, **kwargs) -> list[Error]:
    """Ask the open connection, not the settings, whether the safety options are in force."""
    errors = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor == "sqlite":
            errors += _wrong_pragmas(connection)
        else:
            errors += _missing_timeouts(connection)
    return errors


def _wrong_pragmas(connection) -> list[Error]:
    wrong = []
    with connection.cursor() as cursor:
        for pragma, intended in SQLITE_PRAGMAS.items():
            found = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
            if found != intended:
                wrong.append(f"{pragma} is {found}, must be {intended}")
    return [Error(f"SQLite: {sentence}.", id="core.E002") for sentence in wrong]


def _missing_timeouts(connection) -> list[Error]:
    missing = []
    with connection.cursor() as cursor:
        for setting in ("statement_timeout", "lock_timeout"):
            cursor.execute(f"SHOW {setting}")
            if cursor.fetchone()[0] == "0":
                missing.append(setting)
    return [Error(f"PostgreSQL: {name} is not set.", id="core.E003") for name in missing]
