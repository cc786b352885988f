"""Chooses the test environment before pytest-django reads the settings, and a fast Python.

Loaded by `-p tests.plugin` in pyproject.toml: a conftest.py would come too late, because
pytest-django imports the settings before any conftest.
"""

import gc
import os
import sys

import pytest

os.environ.setdefault("ENVIRONMENT", "test")
# The tests start Python a hundred times. Where it is told to keep nothing compiled, as in many
# containers, every start would compile the whole product again, and pytest all tests.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test that is marked to ask no database and asks one all the same: `./run test`
    would leave it out on PostgreSQL."""
    for item in items:
        if item.get_closest_marker("no_database") and "db" in getattr(item, "fixturenames", ()):
            raise pytest.UsageError(f"{item.nodeid} is marked no_database but uses a database.")


def pytest_collection_finish() -> None:
    """Look no more for garbage among thousands of tests and modules, which stay to the end."""
    gc.collect()
    gc.freeze()
