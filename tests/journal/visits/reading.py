"""Reading a page of visits as a person does."""

from __future__ import annotations


def plain(response):
    """Return the page's text with ordinary spaces."""
    return response.content.decode().replace("\u00a0", " ")
