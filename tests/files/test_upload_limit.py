"""The wall against floods: answered by the announced length, before a byte is read."""

from __future__ import annotations

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory
from django.urls import reverse

from iom_wagtail.files.rules import MEGABYTE

pytestmark = pytest.mark.django_db

GIGABYTE = 1024 * MEGABYTE


class Unread:
    """A body that must not be read."""

    def read(self, *args):
        raise AssertionError("the body was read")

    readline = read


def answer(address: str, length: str):
    """Return the status and the words with which the whole application answers a POST."""
    environ = RequestFactory().post(address).environ
    environ |= {
        "CONTENT_LENGTH": length,
        "CONTENT_TYPE": "multipart/form-data; boundary=b",
        "wsgi.input": Unread(),
    }
    told = {}

    def start(status, headers):
        told["status"] = int(status.split()[0])

    # As Django's own test client does: a request must not close the test's connection.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        response = WSGIHandler()(environ, start)
        words = b"".join(response).decode()
        response.close()
    finally:
        for signal in signals:
            signal.connect(close_old_connections)
    return told["status"], words


@pytest.mark.parametrize("address", ["/account/login/", "/routes/1/attachments/", "/admin/", "/x/"])
def test_case_30_a_gigabyte_is_refused_unread_at_every_address(address):
    status, words = answer(address, str(GIGABYTE))
    assert status == 413
    assert "Слишком много сразу" in words and "25 МБ" in words and "100 МБ" in words


def test_case_30_the_worker_lives_afterwards():
    assert answer("/account/login/", str(GIGABYTE))[0] == 413
    assert Client().get(reverse("iom_login")).status_code == 200


def test_the_limit_is_a_setting(settings):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "max_request_mb": 1}
    assert answer("/account/login/", str(MEGABYTE + 1))[0] == 413


@pytest.mark.parametrize("length", ["", "abc", "-5", "²"])
def test_a_strange_length_is_no_error_of_ours(length):
    response = Client().post(reverse("iom_login"), {"username": "a"}, CONTENT_LENGTH=length)
    assert response.status_code < 500
