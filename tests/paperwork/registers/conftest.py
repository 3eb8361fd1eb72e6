"""A school with an approved route, and the registers as somebody gets them."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse

from tests import factories


@pytest.fixture
def cast(db):
    """A school with an approved route; the psychologist takes part, the colleague doesn't."""
    cast = factories.make_cast()
    factories.make_route(cast)
    factories.add_participant(cast)
    factories.approve(cast)
    return cast


@pytest.fixture
def sheet(client):
    """Return the sheet of a register that somebody of a cast downloads."""

    def download(cast, who, kind, **query):
        client.force_login(cast.user(who))
        return opened(client.get(reverse("iom_register", args=[kind], query=query)))

    return download


def opened(response):
    """Return the sheet in an answer."""
    assert response.status_code == 200, response.status_code
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active


@pytest.fixture
def lines():
    """Return the lines of a sheet as dicts by the words of its header, which is the third row."""

    def read(sheet):
        _title, _about, head, *rows = sheet.iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]

    return read
