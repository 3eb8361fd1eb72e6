"""Two people saving one route: cases 49 and 50, and the editor's question who is logged in."""

from __future__ import annotations

import pytest
from django.test import Client

from iom_wagtail.routes.models import RoutePage
from tests.routes.editor import Editor, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(drafted):
    return drafted


def test_case_49_the_second_is_told_what_the_first_changed(cast):
    mentor, deputy = Editor(cast, "mentor"), Editor(cast, "deputy")
    mine, theirs = mentor.open(), deputy.open()
    theirs["goal"] = ["Цель от заместителя"]
    theirs["programme_items-1-due_to"] = ["20.04.2026"]
    theirs["checkpoints-0-held_by"] = [str(cast.mentor.pk)]
    assert deputy.post(theirs).status_code == 302

    mine["programme_items-0-content"] = ["Пункт от наставника"]
    response = mentor.post(mine)
    assert response.status_code == 200
    told = soup(response).select_one("#iom-conflict").get_text(" ", strip=True)
    for word in ("Дроздова", "Цель от заместителя", "20.04.2026", "Орлова"):
        assert word in told
    typed = soup(response).select_one("[name='programme_items-0-content']").text
    assert typed.strip() == "Пункт от наставника"
    assert mentor.draft.goal == "Цель от заместителя"
    assert mentor.contents()[0] == "Пункт 1"

    # Sending the same again is refused again; having read it, one may save one's own.
    assert mentor.post(mine).status_code == 200
    key = soup(response).select_one("[name=keep_mine]")["value"]
    assert mentor.post(mine, keep_mine=key).status_code == 302
    assert mentor.contents()[0] == "Пункт от наставника"
    assert mentor.draft.goal == mine["goal"][0]


def test_a_row_deleted_by_the_other_can_still_be_saved(cast):
    mentor, deputy = Editor(cast, "mentor"), Editor(cast, "deputy")
    mine, theirs = mentor.open(), deputy.open()
    theirs["programme_items-0-DELETE"] = ["on"]
    assert deputy.post(theirs).status_code == 302
    response = mentor.post(mine)
    key = soup(response).select_one("[name=keep_mine]")["value"]
    assert mentor.post(mine, keep_mine=key).status_code == 302
    assert sorted(mentor.contents()) == ["Пункт 1", "Пункт 2"]


def test_a_third_save_in_between_is_told_again(cast):
    mentor, deputy = Editor(cast, "mentor"), Editor(cast, "deputy")
    mine = mentor.open()
    deputy.post(deputy.open(), goal="Первая")
    key = soup(mentor.post(mine)).select_one("[name=keep_mine]")["value"]
    deputy.post(deputy.open(), goal="Вторая")
    assert mentor.post(mine, keep_mine=key).status_code == 200
    assert mentor.draft.goal == "Вторая"


def test_ones_own_second_tab_is_not_a_conflict(cast):
    mentor = Editor(cast, "mentor")
    old = mentor.open()
    assert mentor.post(mentor.open(), goal="Одна").status_code == 302
    assert mentor.post(old, goal="Другая").status_code == 302


def test_submission_of_a_stale_text_is_refused_too(cast):
    mentor, deputy = Editor(cast, "mentor"), Editor(cast, "deputy")
    mine = mentor.open()
    deputy.post(deputy.open(), goal="Другая")
    assert mentor.post(mine, **{"action-submit": "1"}).status_code == 200
    assert not RoutePage.objects.get(pk=cast.route.pk).workflow_in_progress


def autosave(editor: Editor, data):
    return editor.client.post(editor.url, data, headers={"Accept": "application/json"})


def test_case_50_a_stale_autosave_is_told(cast):
    mentor, deputy = Editor(cast, "mentor"), Editor(cast, "deputy")
    mine = mentor.open()
    deputy.post(deputy.open(), goal="Другая")
    answer = autosave(mentor, {**mine, "goal": "Моя"})
    assert answer.status_code == 400
    assert answer.json()["error_code"] == "invalid_revision"
    assert mentor.draft.goal == "Другая"


def test_autosave_keeps_rows_and_their_uuids(cast):
    mentor = Editor(cast, "mentor")
    data = mentor.open()
    data["programme_items-TOTAL_FORMS"] = ["3"]
    data["programme_items-2-id"] = [""]
    data["programme_items-2-ORDER"] = ["3"]
    data["programme_items-2-content"] = ["Новый"]
    first = autosave(mentor, data)
    assert first.status_code == 200, first.content
    updates = first.json()["field_updates"]
    assert updates["programme_items-INITIAL_FORMS"] == "3"
    given = updates["programme_items-2-uuid"]
    for name, value in updates.items():
        data[name] = [value]
    data["overwrite_revision_id"] = [str(first.json()["revision_id"])]
    data["programme_items-2-content"] = ["Новый, дописан"]
    second = autosave(mentor, data)
    assert second.status_code == 200, second.content
    rows = list(mentor.draft.programme_items.all())
    assert [row.content for row in rows] == ["Пункт 1", "Пункт 2", "Новый, дописан"]
    assert str(rows[2].uuid) == given


def test_the_open_editor_learns_who_is_logged_in(cast):
    client = Client()
    address = "/admin/iom/editor/ping/"
    ajax = {"X-Requested-With": "XMLHttpRequest"}
    assert client.get(address, headers=ajax).status_code == 403
    client.force_login(cast.user("mentor"))
    answer = client.get(address, headers=ajax)
    assert answer.json()["user"] == str(cast.mentor.user_id)
    assert answer.json()["csrf"]
    assert "no-store" in answer["Cache-Control"]


def test_a_token_from_before_the_login_is_refused_and_the_new_one_saves(cast):
    """Django changes the token at login: why the editor asks for the new one (case 34)."""
    mentor = Editor(cast, "mentor")
    data = mentor.open()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.user("mentor"))
    assert strict.post(mentor.url, {**data, "csrfmiddlewaretoken": "old"}).status_code == 403
    token = strict.get(
        "/admin/iom/editor/ping/", headers={"X-Requested-With": "XMLHttpRequest"}
    ).json()["csrf"]
    saved = strict.post(mentor.url, {**data, "csrfmiddlewaretoken": token, "goal": "Цела"})
    assert saved.status_code == 302
    assert mentor.draft.goal == "Цела"
