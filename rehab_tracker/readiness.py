"""What must hold before the first request is answered."""

from pathlib import Path

from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from apps.core.contacts import contacts


def refuse_unready_start() -> None:
    """Stop the start while style sheets are missing, migrations wait or a check fails.

    Raises ImproperlyConfigured with a sentence that says what to do. The connection that was
    opened for it is closed, with its pool, so that no two workers share one.
    """
    if settings.STATIC_ROOT and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        raise ImproperlyConfigured(
            "The style sheets are not collected: run `manage.py collectstatic` first."
        )
    connection = connections["default"]
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        faults = run_checks(databases=["default"])
    finally:
        _leave(connection)
    if waiting:
        raise ImproperlyConfigured(
            f"{len(waiting)} migrations have not been applied: run `manage.py migrate` first."
        )
    errors = [fault for fault in faults if fault.is_serious()]
    if errors:
        raise ImproperlyConfigured(" ".join(fault.msg for fault in errors))


def learn_whom_to_call() -> None:
    """Read once what an admin has set: error pages show it and never ask the database."""
    contacts()
    _leave(connections["default"])


def _leave(connection: BaseDatabaseWrapper) -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
