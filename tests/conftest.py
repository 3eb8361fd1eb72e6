"""What holds for every test: no network, and no silently missing browser tests."""

from __future__ import annotations

import copy
import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests import factories
from tests.chromium import browser_required, find_chromium
from tests.database_use import for_another_database
from tests.office import find_office, office_required

# A busy machine is not a finding.
settings.register_profile("iom", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("iom")

BROWSER_TESTS = Path(__file__).parent / "browser"
NO_BROWSER = "no Chromium on this machine"
NO_OFFICE = "no LibreOffice on this machine"

_LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", "", None}
_DATABASE_HOST = urlsplit(os.environ.get("DATABASE_URL", "")).hostname


class NetworkUsed(RuntimeError):
    """A test tried to reach another machine."""


def _refuse_other_machines(host: object) -> None:
    """Raise unless the host is this machine or the database's."""
    name = host.decode() if isinstance(host, bytes) else host
    if name not in _LOCAL_HOSTS and name != _DATABASE_HOST:
        raise NetworkUsed(f"Tests must not use the network: {name!r}")


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Stop every connection that leaves this machine."""
    connect, getaddrinfo = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_other_machines(address[0])
        return connect(self, address)

    def guarded_getaddrinfo(host, *args, **kwargs):
        _refuse_other_machines(host)
        return getaddrinfo(host, *args, **kwargs)

    socket.socket.connect, socket.getaddrinfo = guarded_connect, guarded_getaddrinfo
    yield
    socket.socket.connect, socket.getaddrinfo = connect, getaddrinfo


@pytest.fixture(autouse=True, scope="session")
def _private_files(tmp_path_factory):
    """Let private files lie in a folder of this run."""
    with override_settings(IOM_WAGTAIL={"private_root": tmp_path_factory.mktemp("private")}):
        yield


@pytest.fixture(autouse=True)
def _site_language():
    """Let no test inherit the language in which another one asked for a page."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="module")
def _no_memory_of_other_modules():
    """Let nothing be remembered of what another module had in the database.

    Wagtail remembers drawn pictures by the key of the image, and keys come again after a rollback.
    """
    cache.clear()


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker):
    """Return a function that makes data once for all tests of a module; undone after the last.

    Making a school with an approved route takes longer than most tests. A test that asks for
    ``db`` beside the data undoes its own changes alone; it is given a copy of what was made in
    Python (``copy.deepcopy``), because objects remember what was changed. Tests of the module that
    don't ask for the data find them in the database too.
    """
    block = transaction.atomic()

    def make(build, *given):
        with django_db_blocker.unblock():
            return build(*given)

    make(block.__enter__)
    yield make
    make(transaction.set_rollback, True)
    make(block.__exit__, None, None, None)


@pytest.fixture(scope="module")
def staffed_once(once):
    """A school with its people, as it was made."""
    return once(factories.make_cast)


@pytest.fixture
def staffed(staffed_once, db):
    """A school with its people, without a route."""
    return copy.deepcopy(staffed_once)


def _drafted():
    cast = factories.make_cast()
    factories.make_route(cast)
    return cast


@pytest.fixture(scope="module")
def drafted_once(once):
    """A school with a draft of a route, as it was made."""
    return once(_drafted)


@pytest.fixture
def drafted(drafted_once, db):
    """A school with a draft of a route that may be submitted."""
    return copy.deepcopy(drafted_once)


def _signed():
    cast = _drafted()
    factories.approve(cast)
    return cast


@pytest.fixture(scope="module")
def signed_once(once):
    """A school with a route in force, as it was made."""
    return once(_signed)


@pytest.fixture
def signed(signed_once, db):
    """A school with a route in force."""
    return copy.deepcopy(signed_once)


def pytest_addoption(parser):
    """Let a run on a second database leave out what the first has shown already."""
    parser.addoption(
        "--only-database",
        action="store_true",
        help="only tests that may find something else on another database",
    )


def pytest_collection_modifyitems(config, items):
    """Mark browser tests; skip them, and those with LibreOffice, on a machine that has none, or
    let them fail where it is required. Leave out what ``--only-database`` says.
    """
    if config.getoption("--only-database"):
        kept = for_another_database(items)
        left_out = set(items) - set(kept)
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = kept
    browser = find_chromium() or browser_required()
    office = find_office() or office_required()
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not browser:
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))
        if item.get_closest_marker("office") and not office:
            item.add_marker(pytest.mark.skip(reason=NO_OFFICE))


def pytest_terminal_summary(terminalreporter):
    """Say loudly how many tests were not run for want of a program."""
    for reason, what, advice in (
        (NO_BROWSER, "BROWSER TESTS", "Chromium (Debian: apt install chromium), or set CHROMIUM"),
        (
            NO_OFFICE,
            "TESTS WITH LIBREOFFICE",
            "LibreOffice (Debian: apt install libreoffice-writer-nogui), or set SOFFICE",
        ),
    ):
        skipped = [
            report
            for report in terminalreporter.stats.get("skipped", [])
            if reason in str(report.longrepr)
        ]
        if skipped:
            terminalreporter.write_sep("!", f"{what} WERE NOT RUN", red=True, bold=True)
            terminalreporter.write_line(
                f"{len(skipped)} tests were skipped: {reason}. Install {advice} to its path."
            )
