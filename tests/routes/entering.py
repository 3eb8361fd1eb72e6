"""Entering the office as somebody, for the tests of its screens."""

from __future__ import annotations

from django.test import Client

TURNED_AWAY = 302  # Wagtail's way: a message and the home screen

#: Who reads the route of the ``cast`` fixture, and who leads a school.
READERS = {"director", "deputy", "methodist", "mentor", "teacher", "psychologist"}
LEADERS = {"director", "deputy", "other director"}


def enter(user) -> Client:
    """Return a browser in which a person has logged in; None is nobody."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client
