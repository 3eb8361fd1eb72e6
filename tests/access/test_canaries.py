"""The canaries themselves: unique, really in the database, and found wherever they are shown."""

from __future__ import annotations

import io
import json

import pytest
from django.core import mail
from django.http import HttpResponse, StreamingHttpResponse
from openpyxl import Workbook

from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion
from iom_wagtail.routes.models import RoutePage
from tests.access.canaries import found, only, plant, without
from tests.factories import add_participant, make_cast, make_route


@pytest.mark.django_db
def test_every_private_text_holds_its_own_canary():
    cast = make_cast()
    make_route(cast)
    add_participant(cast)
    canaries = plant(cast)
    assert len(set(canaries.values())) == len(canaries) > 100
    version = ApprovedVersion.objects.get(page=cast.route)
    approved = {
        path: word
        for path, word in only(canaries, "version.").items()
        if path != "version.import_note"
    }  # the note from a file is no part of the text
    assert found(version.content, approved) == set(approved)
    draft = json.dumps(cast.route.get_latest_revision().content)
    assert found(draft, only(canaries, "draft.")) == set(only(canaries, "draft."))
    comments = list(ApprovalEvent.objects.values_list("comment", flat=True))
    assert found(comments, only(canaries, "event.")) == set(only(canaries, "event."))
    assert RoutePage.objects.get(pk=cast.route.pk).title == canaries["route.title"]


CANARIES = {"a": "Zkn0001q", "b": "ИОМ 2025/26 № 7919"}


def workbook(text):
    book, stream = Workbook(), io.BytesIO()
    book.active["A1"] = text
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "shown",
    [
        "zkn0001Q, ИОМ 2025/26 № 7919",
        json.dumps(list(CANARIES.values())).encode(),
        [HttpResponse("Zkn0001q"), HttpResponse("", headers={"X-A": "=?"}), CANARIES["b"]],
        StreamingHttpResponse([b"Zkn0001q ", CANARIES["b"].encode()]),
        workbook(" ".join(CANARIES.values())),
        mail.EmailMessage(CANARIES["b"], "text", to=["Zkn0001q@example.invalid"]),
    ],
)
def test_a_canary_is_found_in_whatever_shows_it(shown):
    assert found(shown, CANARIES) == {"a", "b"}
    assert found("nothing", CANARIES) == set()


def test_paths_choose_canaries():
    assert only(CANARIES, "a") == {"a": "Zkn0001q"}
    assert without(CANARIES, "a") == {"b": CANARIES["b"]}
