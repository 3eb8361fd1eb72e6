"""The editor's tables without JavaScript, and long ones: no row is lost."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.factories import approve, fill
from tests.routes.editor import Editor, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(drafted):
    return drafted


@pytest.fixture
def editor(cast):
    return Editor(cast)


def test_insert_between_rows_2_and_3_reorder_delete_save_reload(editor):
    fill(editor.cast.route, editor.cast, items=4)
    response = editor.post(editor.open(), **{"programme_items-insert": "2"})
    assert response.status_code == 302
    assert response["Location"].endswith("#row-programme_items-2")
    assert editor.contents() == ["Пункт 1", "Пункт 2", "", "Пункт 3", "Пункт 4"]
    data = editor.open()
    assert data["programme_items-2-content"] == [""]
    data["programme_items-2-content"] = ["Между"]
    assert editor.post(data, **{"programme_items-up": "3"}).status_code == 302
    assert editor.contents() == ["Пункт 1", "Между", "Пункт 2", "Пункт 3", "Пункт 4"]
    data = editor.open()
    data["programme_items-0-DELETE"] = ["on"]
    assert editor.post(data, **{"programme_items-down": "4"}).status_code == 302
    assert editor.contents() == ["Между", "Пункт 2", "Пункт 4", "Пункт 3"]
    again = editor.open()
    assert [again[f"programme_items-{i}-content"] for i in range(4)] == [
        ["Между"], ["Пункт 2"], ["Пункт 4"], ["Пункт 3"],
    ]  # fmt: skip


def test_a_first_row_is_inserted_into_an_empty_table(editor):
    response = editor.post(editor.open(), **{"objectives-insert": "0"})
    assert response.status_code == 302
    assert len(editor.draft.objectives.all()) == 1


def test_inserting_after_approval_keeps_every_other_row(editor):
    approve(editor.cast)
    deputy = Editor(editor.cast, "deputy")
    for _round in range(3):
        assert deputy.post(deputy.open(), **{"programme_items-insert": "1"}).status_code == 302
    assert deputy.contents() == ["Пункт 1", "", "", "", "Пункт 2"]


def test_a_refused_form_still_holds_the_inserted_row(editor):
    data = editor.open()
    data["start_on"] = ["когда-нибудь"]
    page = soup(editor.post(data, **{"programme_items-insert": "1"}))
    rows = page.select("#programme_items table tbody.item")
    assert [row.select_one("textarea").text.strip() for row in rows] == ["Пункт 1", "", "Пункт 2"]


# --- long tables ---------------------------------------------------------------------------


def test_case_52_three_hundred_rows_are_saved(editor):
    fill(editor.cast.route, editor.cast, items=300)
    data = editor.open()
    assert len([name for name in data if name.endswith("-content")]) == 300
    data["programme_items-299-content"] = ["Последний"]
    data["programme_items-150-DELETE"] = ["on"]
    before = [row.uuid for row in editor.draft.programme_items.all()]
    response = editor.post(data, **{"programme_items-insert": "1"})
    assert response.status_code == 302
    contents = editor.contents()
    assert len(contents) == 300
    assert contents[:3] == ["Пункт 1", "", "Пункт 2"]
    assert contents[-1] == "Последний"
    assert "Пункт 151" not in contents
    after = {row.uuid for row in editor.draft.programme_items.all()}
    assert len(set(before) & after) == 299


def test_a_long_tables_rows_hold_every_value_and_lose_none(editor):
    fill(editor.cast.route, editor.cast, items=70)
    data = editor.open()
    assert data["programme_items-69-due_to"] == ["01.03.2026"]
    data["programme_items-69-due_to"] = ["02.03.2026"]
    assert editor.post(data).status_code == 302
    last = list(editor.draft.programme_items.all())[-1]
    assert last.due_to == dt.date(2026, 3, 2)
    assert last.difficulties == [str(editor.draft.difficulties.all()[0].uuid)]
    assert "programme_items-69-up" not in data
    full = editor.client.get(editor.url + "?full=1")
    assert len(soup(full).select("tbody.item button[name=programme_items-up]")) == 70
