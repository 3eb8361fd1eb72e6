"""Reading settings from environment variables, with plain messages for mistakes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})

#: Default port of each way to reach a mail server.
EMAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def env_bool(name: str, *, default: bool = False) -> bool:
    """Return a yes/no variable; anything but a known word is refused."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def env_int(name: str, *, default: int) -> int:
    """Return a whole number."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def env_list(name: str) -> list[str]:
    """Return a comma-separated list without empty parts."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def chosen(name: str, known: dict[str, str]) -> list[tuple[str, str]]:
    """Return the entries of ``known`` whose keys a variable lists; refuses a key not known."""
    keys = env_list(name)
    if unknown := [key for key in keys if key not in known]:
        raise ImproperlyConfigured(
            f"{name} knows {', '.join(known)}, but not {', '.join(unknown)}."
        )
    return [(key, known[key]) for key in dict.fromkeys(keys)]


def env_required(name: str) -> str:
    """Return a variable that production cannot do without."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}; see docs/deploy.md.")
    return value


def database(default_path: Path, *, conn_max_age: int) -> dict[str, Any]:
    """Return the database of ``DATABASE_URL``, or the SQLite file ``default_path``.

    SQLite gets write-ahead logging and takes its write lock when a transaction begins: with
    the default, deferred transactions, writers that meet fail with "database is locked".
    """
    url = os.environ.get("DATABASE_URL", "").strip()
    config: dict[str, Any]
    if url:
        config = dict(dj_database_url.parse(url, conn_max_age=conn_max_age))
    else:
        default_path.parent.mkdir(parents=True, exist_ok=True)
        config = {"ENGINE": "django.db.backends.sqlite3", "NAME": default_path}
    config["CONN_MAX_AGE"] = conn_max_age
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            **config.get("OPTIONS", {}),
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        config["CONN_HEALTH_CHECKS"] = True
    return config


def email(outbox: Path) -> dict[str, Any]:
    """Return the ``EMAIL_*`` settings.

    ``EMAIL_URL`` such as ``smtp+tls://user:password@mail.school.example:587`` wins over
    ``EMAIL_HOST``, ``EMAIL_PORT``, ``EMAIL_HOST_USER``, ``EMAIL_HOST_PASSWORD`` and
    ``EMAIL_USE_TLS``. Without a server every mail becomes a file in the outbox.
    """
    url = os.environ.get("EMAIL_URL", "").strip()
    if url:
        return _email_from_url(url)
    host = os.environ.get("EMAIL_HOST", "").strip()
    if host:
        use_tls = env_bool("EMAIL_USE_TLS", default=True)
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": host,
            "EMAIL_PORT": env_int("EMAIL_PORT", default=587 if use_tls else 25),
            "EMAIL_HOST_USER": os.environ.get("EMAIL_HOST_USER", ""),
            "EMAIL_HOST_PASSWORD": os.environ.get("EMAIL_HOST_PASSWORD", ""),
            "EMAIL_USE_TLS": use_tls,
            "EMAIL_USE_SSL": False,
            "EMAIL_TIMEOUT": env_int("EMAIL_TIMEOUT", default=15),
        }
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": outbox,
    }


def _email_from_url(url: str) -> dict[str, Any]:
    """Return the ``EMAIL_*`` settings of one ``EMAIL_URL``."""
    parts = urlsplit(url)
    if parts.scheme not in EMAIL_PORTS or not parts.hostname:
        # The address holds a password: name the mistake, never the value.
        raise ImproperlyConfigured(
            "EMAIL_URL must look like smtp+tls://user:password@host:587 "
            f"(one of {', '.join(EMAIL_PORTS)})."
        )
    timeout = parse_qs(parts.query).get("timeout", ["15"])[0]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or EMAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": int(timeout),
    }
