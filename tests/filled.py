"""The demonstration's data, made once for all tests of a file that ask for it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from apps.demo.actions import Filled, fill_demo


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker) -> Iterator[Filled]:
    """Fill the database for the tests of one file, then take everything back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield fill_demo()
        transaction.set_rollback(True)


@pytest.fixture
def demo(filled: Filled, db: None) -> Filled:
    """The filled database; what a test writes is taken back after it."""
    return filled
