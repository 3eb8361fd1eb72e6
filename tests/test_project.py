"""The project as a whole: settings, system checks, migrations."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail import hooks

from home.settings import environment

ROOT = Path(__file__).resolve().parents[1]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "home.settings.production",
    "SECRET_KEY": "".join(chr(97 + i % 26) + str(i % 7) for i in range(40)),
    "SITE_URL": "https://school.example",
}


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a management command as an administrator would, in a process of its own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO_")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, "PYTHONUTF8": "1", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_large_routes_can_be_posted():
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS == 10_000


def test_nothing_is_asked_of_other_hosts():
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False


def test_login_of_the_admin_is_the_sites_own():
    response = Client().get("/admin/")
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("iom_login"))


def test_project_has_no_issues():
    call_command("check", fail_level="WARNING")


def test_production_has_no_issues(tmp_path):
    result = manage(
        "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, VAR_DIR=str(tmp_path)
    )
    assert result.returncode == 0, result.stderr


def test_production_is_hardened(tmp_path):
    """What the environment doesn't say is on the safe side."""
    asked = (
        "DEBUG SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SECURE_PROXY_SSL_HEADER "
        "SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE "
        "CSRF_COOKIE_SECURE CSRF_COOKIE_SAMESITE SECURE_CONTENT_TYPE_NOSNIFF "
        "SECURE_REFERRER_POLICY SECURE_CROSS_ORIGIN_OPENER_POLICY X_FRAME_OPTIONS "
        "ALLOWED_HOSTS MIDDLEWARE"
    )
    code = (
        "import json; from django.conf import settings;"
        f"print(json.dumps({{n: getattr(settings, n) for n in '{asked}'.split()}}))"
    )
    result = manage("shell", "--no-imports", "-c", code, **PRODUCTION, VAR_DIR=str(tmp_path))
    values = json.loads(result.stdout)
    middleware = values.pop("MIDDLEWARE")
    assert values == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 30 * 24 * 3600,
        "SECURE_PROXY_SSL_HEADER": None,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "ALLOWED_HOSTS": ["school.example"],
    }
    assert middleware[:3] == [
        "django.middleware.security.SecurityMiddleware",
        "home.middleware.BrowserRulesMiddleware",
        "whitenoise.middleware.WhiteNoiseMiddleware",
    ]


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL"])
def test_production_names_the_variable_it_lacks(name, tmp_path):
    variables = {**PRODUCTION, name: "", "VAR_DIR": str(tmp_path)}
    result = manage("check", **variables)
    assert result.returncode != 0
    assert f"Set the environment variable {name}" in result.stderr


def test_migrations_have_names():
    names = [path.name for path in ROOT.glob("*/migrations/0*.py")]
    assert [name for name in names if re.search(r"_auto_|_alter_.*_and_more", name)] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "language"), [(None, "ru"), ("en", "en"), ("ru", "ru"), ("xx", "ru")]
)
def test_language_is_russian_until_chosen(cookie, language):
    client = Client(headers={"accept-language": "en-GB,en;q=0.9"})
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = client.get(reverse("iom_login"))
    assert response["Content-Language"] == language


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", "mail.example", 25, False, False),
        ("smtp+tls://u:p%40ss@mail.example", "mail.example", 587, True, False),
        ("smtps://u:p@mail.example:4650", "mail.example", 4650, False, True),
    ],
)
def test_mail_server_from_one_variable(monkeypatch, url, host, port, tls, ssl):
    monkeypatch.setenv("EMAIL_URL", url)
    values = environment.email(Path("outbox"))
    assert (values["EMAIL_HOST"], values["EMAIL_PORT"]) == (host, port)
    assert (values["EMAIL_USE_TLS"], values["EMAIL_USE_SSL"]) == (tls, ssl)
    assert values["EMAIL_HOST_PASSWORD"] in ("", "p", "p@ss")


def test_wrong_mail_address_is_named_without_its_password(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "mailto://user:secret@mail.example")
    with pytest.raises(ImproperlyConfigured) as error:
        environment.email(Path("outbox"))
    assert "EMAIL_URL" in str(error.value)
    assert "secret" not in str(error.value)


def test_without_a_mail_server_mails_become_files(monkeypatch, tmp_path):
    monkeypatch.delenv("EMAIL_URL", raising=False)
    monkeypatch.delenv("EMAIL_HOST", raising=False)
    values = environment.email(tmp_path)
    assert values["EMAIL_FILE_PATH"] == tmp_path
    assert values["EMAIL_BACKEND"].endswith("filebased.EmailBackend")


def test_sqlite_takes_its_lock_at_once(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    options = environment.database(tmp_path / "db.sqlite3", conn_max_age=0)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_postgresql_from_one_variable(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@db.example:5433/iom")
    config = environment.database(tmp_path / "unused", conn_max_age=60)
    assert config["ENGINE"] == "django.db.backends.postgresql"
    assert (config["HOST"], config["PORT"], config["NAME"]) == ("db.example", 5433, "iom")
    assert "transaction_mode" not in config.get("OPTIONS", {})


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("Yes", True), ("0", False), ("", False), (None, True)]
)
def test_yes_and_no(monkeypatch, value, expected):
    if value is None:
        monkeypatch.delenv("SWITCH", raising=False)
    else:
        monkeypatch.setenv("SWITCH", value)
    assert environment.env_bool("SWITCH", default=True) is expected


def test_anything_else_is_refused(monkeypatch):
    monkeypatch.setenv("SWITCH", "maybe")
    with pytest.raises(ImproperlyConfigured, match="SWITCH must be 1 or 0"):
        environment.env_bool("SWITCH")


def test_no_act_in_the_log_is_named_twice():
    named: list[str] = []

    class Names:
        def register_action(self, action: str, *words: str) -> None:
            named.append(action)

    for register in hooks.get_hooks("register_log_actions"):
        if register.__module__.startswith("iom_wagtail."):
            register(Names())
    assert "iom_wagtail.kept_back" in named
    assert len(named) == len(set(named))
