"""The note from the file: its writers see, change and clear it; nobody else meets it."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from iom_wagtail.routes import actions
from iom_wagtail.routes.models import RoutePage
from tests import factories
from tests.routes.editor import Editor

WORDS = "Ответственный: Орлова, канарейка"


@pytest.fixture
def cast(db):
    """A school with a route whose draft has a note."""
    cast = factories.make_cast()
    factories.make_route(cast)
    draft = cast.route.get_latest_revision_as_object()
    draft.import_note = WORDS
    actions.save_draft(draft, cast.user("deputy"))
    return cast


@pytest.mark.parametrize(
    ("who", "sees"),
    [("deputy", True), ("mentor", True), ("methodist", False), ("director", False)],
)
def test_the_editor_shows_it_to_those_who_write(cast, who, sees):
    client = Client()
    client.force_login(cast.user(who))
    response = client.get(f"/admin/pages/{cast.route.pk}/edit/")
    assert response.status_code == 200
    assert ("канарейка" in response.content.decode()) == sees


def test_it_is_changed_and_cleared_in_the_editor(cast):
    editor = Editor(cast)
    data = editor.open()
    assert data["import_note"] == [WORDS]
    assert editor.post(data, import_note="Осталось одно").status_code in (200, 302)
    assert editor.draft.import_note == "Осталось одно"
    editor.post(editor.open(), import_note="")
    assert editor.draft.import_note == ""
    assert "import_note" not in editor.open()


def test_a_form_that_does_not_know_it_keeps_it(cast):
    editor = Editor(cast)
    data = editor.open()
    del data["import_note"]
    editor.post(data, goal="Другая цель")
    assert (editor.draft.goal, editor.draft.import_note) == ("Другая цель", WORDS)


def test_it_is_no_part_of_the_text(cast):
    draft = cast.route.get_latest_revision_as_object()
    assert "канарейка" not in json.dumps(draft.snapshot(), ensure_ascii=False)


def test_no_reader_meets_it_before_or_after_approval(cast):
    factories.approve(cast)
    version = cast.route.version_in_force()
    assert "канарейка" not in json.dumps(version.content, ensure_ascii=False)
    for who in ("teacher", "mentor", "methodist", "director", "deputy"):
        client = Client()
        client.force_login(cast.user(who))
        for address in (
            f"/routes/{cast.route.pk}/",
            f"/routes/{cast.route.pk}/versions/1/",
            f"/admin/pages/{cast.route.pk}/history/",
        ):
            assert "канарейка" not in client.get(address).content.decode(), (who, address)


def test_no_comparison_quotes_it(cast):
    route = RoutePage.objects.get(pk=cast.route.pk)
    first, last = route.revisions.order_by("pk").first(), route.latest_revision
    client = Client()
    client.force_login(cast.user("methodist"))
    response = client.get(f"/admin/pages/{route.pk}/revisions/compare/{first.pk}...{last.pk}/")
    assert response.status_code == 200
    assert "канарейка" not in response.content.decode()
