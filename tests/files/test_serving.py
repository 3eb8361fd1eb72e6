"""Handing out: whole, in parts, by the web server; headers that let nothing in a file act."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.http import Http404
from django.test import RequestFactory

from iom_wagtail.files.keeping import check, kept
from iom_wagtail.files.kinds import KINDS, kind_of
from iom_wagtail.files.serving import asked_range, disposition, serve
from iom_wagtail.files.storage import private_storage
from tests.files import samples

BODY = samples.pdf()


def row(content: bytes = BODY, name: str = "План.pdf") -> SimpleNamespace:
    """Return what ``serve`` needs of a row with a private file."""
    with kept(check(samples.upload(content, name)), "tests") as stored:
        return SimpleNamespace(
            file=SimpleNamespace(name=stored["file"], storage=private_storage()),
            file_name=stored["file_name"],
            sha256=stored["sha256"],
            kind_of_file=kind_of(stored["file_kind"]),
        )


def ask(stored, method="get", **headers):
    return serve(getattr(RequestFactory(), method)("/", headers=headers), stored)


def body(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def test_a_whole_file():
    response = ask(row())
    assert response.status_code == 200
    assert body(response) == BODY
    assert response["Content-Length"] == str(len(BODY))
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("code", list(KINDS))
def test_headers_of_every_kind(code):
    stored = row()
    stored.kind_of_file = KINDS[code]
    response = ask(stored, "head")
    assert response["Content-Type"] == KINDS[code].media_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert ("sandbox" in response["Content-Security-Policy"]) is (code != "pdf")
    shown = response["Content-Disposition"].split(";")[0]
    inline = {"pdf", "jpeg", "png", "webp", "gif"}
    assert shown == ("inline" if code in inline else "attachment")


def test_head_has_the_length_and_no_body():
    response = ask(row(), "head")
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(len(BODY))


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("bytes=0-3", slice(0, 4)),
        ("bytes=5-", slice(5, None)),
        ("bytes=-4", slice(-4, None)),
        ("bytes=-100000", slice(0, None)),
        ("bytes=2-100000", slice(2, None)),
    ],
)
def test_a_range(header, wanted):
    response = ask(row(), Range=header)
    part = BODY[wanted]
    assert response.status_code == 206
    assert body(response) == part
    assert response["Content-Length"] == str(len(part))
    start = BODY.index(part) if part != BODY else 0
    assert response["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{len(BODY)}"


@pytest.mark.parametrize("header", ["bytes=100000-", "bytes=-0", f"bytes={len(BODY)}-"])
def test_a_range_beyond_the_end(header):
    response = ask(row(), Range=header)
    assert (response.status_code, response.content) == (416, b"")
    assert response["Content-Range"] == f"bytes */{len(BODY)}"


@pytest.mark.parametrize(
    "header",
    ["", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", "bytes=٣-٤"],
)
def test_what_is_no_single_range_gets_the_whole(header):
    assert asked_range(header, 10) is None


def test_a_changed_file_is_sent_whole():
    stored = row()
    assert ask(stored, Range="bytes=0-3", **{"If-Range": '"other"'}).status_code == 200
    same = ask(stored, Range="bytes=0-3", **{"If-Range": f'"{stored.sha256}"'})
    assert same.status_code == 206


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (
            "План урока.pdf",
            "attachment; filename=\"file.pdf\"; filename*=UTF-8''"
            "%D0%9F%D0%BB%D0%B0%D0%BD%20%D1%83%D1%80%D0%BE%D0%BA%D0%B0.pdf",
        ),
        (
            'a".pdf\r\nSet-Cookie: x=1; b.pdf',
            "attachment; filename=\"a_.pdf_Set-Cookie_x_1_b.pdf\"; filename*=UTF-8''"
            "a%22.pdf%0D%0ASet-Cookie%3A%20x%3D1%3B%20b.pdf",
        ),
    ],
)
def test_no_name_breaks_out_of_its_header(name, value):
    assert disposition(name, inline=False) == value
    response = ask(row(name="x.pdf"), "head")
    response["Content-Disposition"] = disposition(name, inline=True)


def test_the_web_server_hands_out_when_asked_to(settings):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "accel_redirect": "/inside/"}
    stored = row()
    response = ask(stored)
    assert response["X-Accel-Redirect"] == f"/inside/{stored.file.name}"
    assert (response.content, response["Content-Type"]) == (b"", "application/pdf")


def test_a_lost_file_is_a_404_and_is_reported(caplog):
    stored = row()
    private_storage().delete(stored.file.name)
    with pytest.raises(Http404):
        ask(stored)
    assert stored.file.name in caplog.text and "План" not in caplog.text
