"""Cases 26 and 29 of the abuse cases: markup and links in every text of every kind of record."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from tests.files import samples
from tests.journal.forms import typed
from tests.journal.shown import addresses, tree, workbook
from tests.journal.written import WRITTEN, write

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(26)</script>"
HOSTILE = (
    f'{SCRIPT}<img src=x onerror=alert(26)>"\'><b>\u202eкривь</b> {{{{ 7|add:7 }}}} {{% now "Y" %}}'
)
LINK = "javascript:alert(29) <a href='javascript:alert(29)'>т</a> [т](data:,29) //evil.example/"
READERS = ("teacher", "mentor", "deputy")
KINDS = [*WRITTEN, "attachment"]
#: What the office lists, and hands out as a file.
LISTED = ("itemprogress", "checkpointresult", "lessonvisit", "consultation", "achievement")


def planted(cast, client, kind, text):
    """Write a record of a kind with a text in all its fields; return it."""
    if kind != "attachment":
        return write(cast, kind, text)
    body = typed("attachment", cast, title=text[:200], by_whom=text[:150], note=text)
    body["files"] = samples.upload(samples.pdf(b"x"), f"{text[:60].replace('/', '')}.pdf")
    client.force_login(cast.user("teacher"))
    where = reverse("iom_route_attachments", args=[cast.route.pk])
    assert client.post(where, body).status_code == 302
    return cast.route.attachments.get()


def pages(cast, enter, kind, record):
    """Yield every page that shows a record to those who may read it."""
    for who in READERS:
        browser = enter(who)
        for address in addresses(cast, kind, record):
            response = browser.get(address)
            if response.status_code == 200:
                yield address, response
            else:
                assert response.status_code in (302, 403, 404), address


@pytest.mark.parametrize("kind", KINDS)
def test_case_26_markup_in_every_text_is_shown_as_text(cast, enter, client, kind):
    record = planted(cast, client, kind, HOSTILE)
    shown = 0
    for address, response in pages(cast, enter, kind, record):
        page = tree(response)
        assert "alert(26)" not in " ".join(str(tag) for tag in page.find_all("script")), address
        assert not page.find_all("img", src="x") and not page.find_all(onerror=True), address
        assert SCRIPT not in response.content.decode(), address
        # As text it is there, whole: nothing was dropped, nothing was run on the server.
        words = page.get_text() + " ".join(tag.get("value", "") for tag in page.find_all("input"))
        shown += SCRIPT in words
    assert shown >= 2


@pytest.mark.parametrize("kind", KINDS)
def test_case_26_nothing_in_a_text_is_a_template(cast, enter, client, kind):
    record = planted(cast, client, kind, HOSTILE)
    for address, response in pages(cast, enter, kind, record):
        words = tree(response).get_text()
        if "alert(26)" in words and "кривь" in words:
            assert "{{" in words and "{%" in words, address


@pytest.mark.parametrize("kind", LISTED)
def test_case_26_the_offices_file_holds_the_text_as_text(cast, enter, client, kind):
    planted(cast, client, kind, SCRIPT)
    assert any(SCRIPT in cell for cell in workbook(enter("deputy")))


def test_case_26_a_letter_about_a_request_holds_none_of_it(
    cast, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        planted(cast, client, "consultationrequest", HOSTILE)
    (letter,) = mail.outbox
    assert "alert(26)" not in letter.body + letter.subject
    assert "\n" not in letter.subject


@pytest.mark.parametrize("kind", KINDS)
def test_case_29_no_text_becomes_a_link(cast, enter, client, kind):
    """Records hold plain text: an address in one leads nowhere, whatever it looks like."""
    record = planted(cast, client, kind, LINK)
    seen = 0
    for address, response in pages(cast, enter, kind, record):
        page = tree(response)
        for tag in page.find_all(True):
            for name in ("href", "src", "action", "formaction", "hx-get", "hx-post", "style"):
                value = str(tag.get(name, "")).strip().lower()
                assert not value.startswith(("javascript:", "data:", "vbscript:")), address
                assert "evil.example" not in value, address
        seen += "javascript:alert(29)" in response.content.decode()
    assert seen >= 2
