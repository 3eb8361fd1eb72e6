"""Fixtures of browser tests: a real Chromium that can reach nothing but the test server."""

from __future__ import annotations

import os
import threading
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.chromium import find_chromium

WIDE = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}

#: Hosts a page may ask; none at all: data and blob addresses.
OWN_HOSTS = {"127.0.0.1", "localhost", None}


@pytest.fixture(scope="session")
def chromium():
    """The machine's Chromium, started once per worker."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=15_000)  # a busy machine is not a finding

    path = find_chromium()
    if path is None:
        pytest.fail("A browser is required (REQUIRE_BROWSER) but no Chromium was found.")
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium refuses its sandbox to root
    # Playwright keeps an event loop in this thread; Django would refuse the ORM beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(chromium, live_site):
    """Return a function that opens a fresh, logged-out window on the site.

    A journey fails when a page asked another host for something, or wanted what the site's
    Content-Security-Policy forbids.
    """
    contexts: list[Any] = []
    wrong: list[str] = []

    def note_request(request):
        if urlsplit(request.url).hostname not in OWN_HOSTS:
            wrong.append(f"asked for {request.url}")

    def note_console(message):
        if "Content Security Policy" in message.text:
            wrong.append(f"{message.page.url}: {message.text}")

    def open_page(viewport=None, *, java_script=True):
        context = chromium.new_context(
            base_url=live_site.url,
            locale="ru-RU",
            timezone_id="Europe/Moscow",
            viewport=viewport or WIDE,
            java_script_enabled=java_script,
        )
        context.on("request", note_request)
        context.on("console", note_console)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(new_page):
    """A window as wide as a school computer's."""
    return new_page(WIDE)


@pytest.fixture
def phone(new_page):
    """A window as narrow as a small phone's."""
    return new_page(PHONE)


@pytest.fixture
def live_site(django_db_serialized_rollback, live_server):
    """The running site; data made by migrations is back after each test.

    Waits at the end for requests that a closing window left behind: they would lock the
    in-memory database, which is emptied next.
    """
    yield live_server
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)
