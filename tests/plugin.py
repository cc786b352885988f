"""Chooses the test environment before pytest-django reads the settings.

Loaded by `-p tests.plugin` in pyproject.toml: a conftest.py would come too late, because
pytest-django imports the settings before any conftest.
"""

import os

os.environ.setdefault("ENVIRONMENT", "test")
