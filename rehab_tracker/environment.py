"""Reads each environment variable once and says in a sentence what is missing or wrong.

Three environments: `production` (the default: closed unless opened), `demo` (what `./run`
serves) and `test`. Only the last two have defaults for secrets, hosts and the database.
"""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent
DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")

env = Env()

ENVIRONMENT = env.str("ENVIRONMENT", "production")
if ENVIRONMENT not in ("production", "demo", "test"):
    raise ImproperlyConfigured(
        f"ENVIRONMENT is {ENVIRONMENT!r}: set it to production, demo or test."
    )
PRODUCTION = ENVIRONMENT == "production"


def required(name: str, what_to_write: str, otherwise: str) -> str:
    """Return the variable; outside production fall back to `otherwise`.

    Raises ImproperlyConfigured with a sentence that says what to write.
    """
    value = env.str(name, "")
    if value:
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(
            f"Missing environment variable {name}: set it to {what_to_write}."
        )
    return otherwise


def whole_number(name: str, otherwise: int) -> int:
    """Return the variable as a whole number, or say that it is not one."""
    try:
        return env.int(name, otherwise)
    except EnvError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error


def one_of(name: str, otherwise: str, known: list[str]) -> str:
    """Return the variable if it is one of the known values, or say which there are."""
    value = env.str(name, otherwise)
    if value not in known:
        raise ImproperlyConfigured(f"{name} is {value!r}: set it to {' or '.join(known)}.")
    return value


def secret_key() -> str:
    """Return the signing key: at least 50 characters in production."""
    key = required(
        "SECRET_KEY", "a random text of 50 characters or more", f"{ENVIRONMENT}-key-not-secret-" * 3
    )
    if PRODUCTION and len(key) < 50:
        raise ImproperlyConfigured(
            "SECRET_KEY is too short: set it to 50 random characters or more."
        )
    return key


def database() -> dict:
    """Return Django's settings of the database that DATABASE_URL names.

    An unknown scheme is refused: a typing error must never open an empty SQLite file.
    SQLite keeps one connection per thread, writes ahead, waits for a lock at BEGIN and
    survives a power cut (`synchronous=FULL`). PostgreSQL uses psycopg's pool.
    """
    url = required(
        "DATABASE_URL",
        "the address of your database, for example postgresql://name:password@host/database",
        f"sqlite:///{BASE_DIR / 'var' / f'{ENVIRONMENT}.sqlite3'}",
    )
    scheme = urlsplit(url).scheme
    if scheme not in DATABASE_SCHEMES:
        raise ImproperlyConfigured(
            f"DATABASE_URL starts with {scheme!r}: it must start with postgresql:// or sqlite:///."
        )
    if scheme == "sqlite":
        return _sqlite(url)
    return _postgresql(url)


def _sqlite(url: str) -> dict:
    config = dj_database_url.parse(url, conn_max_age=None)
    config["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA recursive_triggers=ON;PRAGMA foreign_keys=ON;"
        ),
    }
    return config


def _postgresql(url: str) -> dict:
    config = dj_database_url.parse(url, conn_max_age=0)
    config["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": whole_number("DATABASE_POOL_SIZE", 8), "timeout": 5},
        "options": "-c statement_timeout=15000 -c lock_timeout=5000",
    } | config.get("OPTIONS", {})
    return config
