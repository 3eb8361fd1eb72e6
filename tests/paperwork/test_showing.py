"""The page of papers: parts in signing order, which papers are signed, the way to packages."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.showing import PARTS
from tests import factories
from tests.files import samples


def read(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode().replace("\xa0", " ")


def test_every_kind_lies_in_one_part_and_parts_keep_the_signing_order():
    placed = [code for _name, codes in PARTS for code in KINDS if code in codes]
    assert placed == list(KINDS)


def test_the_page_tells_how_many_papers_are_signed(cast, enter):
    client = enter("mentor")
    assert "скан приложен: 0 из 3" in read(client, "iom_route_papers", cast.route.pk)
    url = reverse("iom_route_signed", args=[cast.route.pk, "passport"])
    client.post(url, {"files": SimpleUploadedFile("скан.pdf", samples.pdf())})
    text = read(client, "iom_route_papers", cast.route.pk)
    assert "скан приложен: 1 из 3" in text
    assert "приложите скан" in text
    assert "приложите скан" not in read(enter("teacher"), "iom_route_papers", cast.route.pk)


def test_a_draft_is_not_counted_among_papers_to_sign(client, db):
    cast = factories.make_cast()
    factories.make_route(cast)
    client.force_login(cast.user("mentor"))
    assert "скан приложен" not in read(client, "iom_route_papers", cast.route.pk)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("deputy", "Реестры и пакеты документов"),
        ("director", "Реестры и пакеты документов"),
        ("teacher", "Реестры для Excel"),
        ("mentor", "Реестры для Excel"),
    ],
)
def test_lists_of_routes_lead_to_the_registers_and_say_what_is_there(cast, enter, name, heading):
    client = enter(name)
    assert heading in read(client, "iom_routes")
    page = read(client, "iom_registers")
    assert f"<h1>{heading}</h1>" in page
    assert ("Одним пакетом" in page) == (heading != "Реестры для Excel")
