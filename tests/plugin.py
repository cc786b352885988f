"""Chooses the test environment before pytest-django reads the settings.

Loaded by `-p tests.plugin` in pyproject.toml: a conftest.py would come too late, because
pytest-django imports the settings before any conftest.
"""

import os

import pytest

os.environ.setdefault("ENVIRONMENT", "test")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test that is marked to ask no database and asks one all the same: `./run test`
    would leave it out on PostgreSQL."""
    for item in items:
        if item.get_closest_marker("no_database") and "db" in getattr(item, "fixturenames", ()):
            raise pytest.UsageError(f"{item.nodeid} is marked no_database but uses a database.")
