"""The form of a route: drafts, submission, forged data, tables without JavaScript, long tables."""

from __future__ import annotations

import uuid

import pytest

from iom_wagtail.routes.models import ProgrammeItem, RoutePage
from tests.factories import StaffFactory, approve, make_cast, make_route
from tests.routes.editor import Editor, soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(drafted):
    return drafted


@pytest.fixture
def editor(cast):
    return Editor(cast)


def errors(response) -> str:
    assert response.status_code == 200
    page = soup(response)
    found = page.select(".error-message, .messages .error, .iom-help--critical")
    return " ".join(element.get_text(" ", strip=True) for element in found)


# --- drafts and submission ---------------------------------------------------------------


def test_an_untouched_form_saves_the_same(editor):
    before = editor.draft.serializable_data()
    assert editor.post(editor.open()).status_code == 302
    after = editor.draft.serializable_data()
    for data in (before, after):
        for name in ("programme_items", "difficulties", "checkpoints"):
            for row in data[name]:
                row.pop("pk")
        for name in ("latest_revision", "latest_revision_created_at", "last_published_at"):
            data.pop(name, None)
    assert after == before


def test_a_draft_saves_half_empty(editor):
    data = editor.open()
    for name in data:
        if name.endswith(("-content", "-text", "-title", "goal", "start_on", "-due_to")):
            data[name] = [""]
    data["load_hours"] = [""]
    assert editor.post(data).status_code == 302
    assert editor.draft.goal == ""
    assert editor.contents() == ["", ""]


def test_submission_names_everything_missing_and_leads_to_the_fields(editor):
    data = editor.open()
    data["goal"] = [""]
    data["programme_items-1-due_to"] = ["17.06.2026"]
    response = editor.post(data, **{"action-submit": "1"})
    text = errors(response)
    assert "17.06.2026" in text
    page = soup(response)
    links = [link["href"] for link in page.select("#iom-problems a")]
    assert links[:2] == ["#id_goal", "#id_programme_items-1-due_to"]
    assert all(page.select_one(link) for link in links)
    assert page.select_one("#id_programme_items-1-due_to")["aria-invalid"] == "true"
    assert not RoutePage.objects.get(pk=editor.cast.route.pk).workflow_in_progress


def test_a_complete_route_is_submitted(editor):
    assert editor.post(editor.open(), **{"action-submit": "1"}).status_code == 302
    assert RoutePage.objects.get(pk=editor.cast.route.pk).workflow_in_progress


def test_problems_follow_the_order_rows_were_given(editor):
    data = editor.open()
    data["programme_items-0-ORDER"], data["programme_items-1-ORDER"] = ["2"], ["1"]
    data["programme_items-0-content"] = [""]
    page = soup(editor.post(data, **{"action-submit": "1"}))
    link = page.select_one("#iom-problems a")
    assert "2" in link.text
    assert link["href"] == "#id_programme_items-0-content"


def test_wrong_dates_and_long_texts_come_back_as_typed(editor):
    data = editor.open()
    data["programme_items-0-due_to"] = ["31.02.2026"]
    data["start_on"] = ["позавчера"]
    data["programme_items-0-due_words"] = ["долго " * 50]
    data["programme_items-1-content"] = ["ы" * 20_001]
    response = editor.post(data)
    text = errors(response)
    assert "31.02.2026" in text
    assert "позавчера" in text
    assert "20001" in text.replace("\xa0", "").replace(" ", "")
    page = soup(response)
    assert page.select_one("[name=start_on]")["value"] == "позавчера"
    assert page.select_one("[name='programme_items-0-due_to']")["value"] == "31.02.2026"
    assert page.select_one("[name='programme_items-0-due_words']")["value"].startswith("долго")
    assert len(page.select_one("[name='programme_items-1-content']").text) == 20_001


@pytest.mark.parametrize(
    "text",
    [
        "ы" * 5000,
        "<script>alert(1)</script>",
        "кавычки \" ' & «ёлочки»",
        "в\nдве строки",
        "ГIад Ӏ 🎓",
    ],
)
def test_any_text_is_kept_from_form_to_form(editor, text):
    data = editor.open()
    data["programme_items-0-content"] = [text.replace("\n", "\r\n")]
    data["programme_items-0-direction"] = [text[:100].strip()]
    assert editor.post(data).status_code == 302
    again = editor.open()
    assert again["programme_items-0-content"] == [text]
    assert again["programme_items-0-direction"] == [text[:100].strip()]


# --- forged data ---------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["diagnosed_by", "checkpoints-0-held_by"])
def test_a_strangers_staff_key_is_refused(editor, field):
    stranger = StaffFactory()
    data = editor.open()
    data[field] = [str(stranger.pk)]
    response = editor.post(data)
    assert errors(response)
    assert stranger.surname not in response.content.decode()
    assert stranger.pk not in editor.draft.diagnosed_by


def test_a_colleague_outside_the_route_is_refused(editor):
    data = editor.open()
    data["checkpoints-0-held_by"] = [str(editor.cast.colleague.pk)]
    assert errors(editor.post(data))


def test_the_routes_people_and_the_schools_leaders_may_be_named(editor):
    cast = editor.cast
    people = [cast.director, cast.deputy, cast.methodist, cast.mentor, cast.teacher]
    data = editor.open()
    data["checkpoints-0-held_by"] = [str(person.pk) for person in people]
    assert editor.post(data).status_code == 302
    assert set(editor.draft.checkpoints.all()[0].held_by) == {person.pk for person in people}


def test_case_14_a_row_of_another_route_is_refused(editor):
    other = make_cast()
    make_route(other)
    approve(other)
    row = ProgrammeItem.objects.filter(page=other.route).first()
    for index in ("0", "1"):
        data = editor.open()
        data[f"programme_items-{index}-id"] = [str(row.pk)]
        data[f"programme_items-{index}-content"] = ["чужое"]
        assert errors(editor.post(data))
    row.refresh_from_db()
    assert (row.content, row.page_id) == ("Пункт 1", other.route.pk)
    assert editor.contents() == ["Пункт 1", "Пункт 2"]


def add_row(data, prefix, **cells):
    index = int(data[f"{prefix}-TOTAL_FORMS"][0])
    data[f"{prefix}-TOTAL_FORMS"] = [str(index + 1)]
    data[f"{prefix}-{index}-id"] = [""]
    data[f"{prefix}-{index}-ORDER"] = [str(index + 1)]
    for name, value in cells.items():
        data[f"{prefix}-{index}-{name}"] = value if isinstance(value, list) else [value]


def test_a_new_rows_uuid_is_kept_and_a_forged_one_is_not(editor):
    other = make_cast()
    make_route(other)
    approve(other)
    foreign = str(ProgrammeItem.objects.filter(page=other.route).first().uuid)
    own, fresh = str(editor.draft.programme_items.all()[0].uuid), str(uuid.uuid4())
    data = editor.open()
    for value in (fresh, own, foreign, fresh, "<b>", ""):
        add_row(data, "programme_items", content="Новый", uuid=value)
    assert editor.post(data).status_code == 302
    uuids = [str(row.uuid) for row in editor.draft.programme_items.all()]
    assert len(uuids) == len(set(uuids)) == 8
    assert uuids.count(own) == uuids.count(fresh) == 1
    assert foreign not in uuids


def test_a_saved_rows_uuid_never_changes(editor):
    approve(editor.cast)
    deputy = Editor(editor.cast, "deputy")
    before = [row.uuid for row in deputy.draft.programme_items.all()]
    data = deputy.open()
    data["programme_items-0-uuid"] = [str(uuid.uuid4())]
    data["programme_items-0-content"] = ["Изменён"]
    assert deputy.post(data).status_code == 302
    assert [row.uuid for row in deputy.draft.programme_items.all()] == before


def test_items_answer_only_difficulties_of_the_table(editor):
    data = editor.open()
    data["programme_items-0-difficulties"] = [str(uuid.uuid4())]
    assert errors(editor.post(data))


def test_a_new_difficulty_may_be_answered_in_the_same_save(editor):
    data, new = editor.open(), str(uuid.uuid4())
    add_row(data, "difficulties", uuid=new, text="Ещё", kind="org", severity="1")
    data["programme_items-1-difficulties"] = [new]
    assert editor.post(data).status_code == 302
    assert editor.draft.programme_items.all()[1].difficulties == [new]


def test_a_deleted_difficulty_leaves_its_items(editor):
    data = editor.open()
    assert data["programme_items-0-difficulties"]
    data["difficulties-0-DELETE"] = ["on"]
    assert editor.post(data).status_code == 302
    draft = editor.draft
    assert list(draft.difficulties.all()) == []
    assert [row.difficulties for row in draft.programme_items.all()] == [[], []]


def test_too_many_rows_are_refused_and_not_lost(editor, settings):
    settings.IOM_WAGTAIL = {"max_rows": 3}
    data = editor.open()
    for number in range(2):
        add_row(data, "programme_items", content=f"Лишний {number}", uuid=str(uuid.uuid4()))
    response = editor.post(data)
    assert "3" in errors(response)
    assert "Лишний 1" in response.content.decode()
    assert len(editor.contents()) == 2
