"""Sessions in the database, as Django keeps them; reading one is a prepared query.

Every request begins with it, and putting its words together took longer than the query.
"""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from apps.core.prepared import Prepared

_OPEN = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    key=CharField(),
    now=DateTimeField(),
)


class SessionStore(DatabaseStore):
    """The store of Django's `db` engine."""

    def _validate_session_key(self, key: str | None) -> bool:
        # A cookie can carry any sign, and PostgreSQL fails on NUL; our keys are letters and digits.
        return bool(super()._validate_session_key(key) and key.isascii() and key.isalnum())

    def _get_session_from_db(self) -> Session | None:
        for session in _OPEN.objects(key=self.session_key, now=timezone.now()):
            return session
        self._session_key = None
        return None
