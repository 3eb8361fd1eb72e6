"""The editor as it is shown: tables like the paper, what it costs, comparing revisions."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from iom_wagtail.approval import actions as approval
from iom_wagtail.routes.choices import Severity
from tests.factories import approve, fill
from tests.routes.editor import Editor, soup

pytestmark = pytest.mark.django_db

MOST_QUERIES = 45


@pytest.fixture
def editor(drafted):
    return Editor(drafted)


def measured(editor: Editor):
    editor.client.get(editor.url)
    with CaptureQueriesContext(connection) as queries:
        response = editor.client.get(editor.url)
    return response, [query["sql"] for query in queries]


def test_tabs_follow_the_papers_and_nothing_else_is_editable(editor):
    page = soup(editor.client.get(editor.url))
    tabs = [tab["href"] for tab in page.select("[role=tab]")]
    assert tabs == [
        "#tab-passport", "#tab-card", "#tab-diagnosis", "#tab-programme", "#tab-checkpoints",
    ]  # fmt: skip
    for name in ("title", "slug", "seo_title", "go_live_at", "uuid"):
        assert not page.select(f"[name={name}]")


def test_the_programme_has_the_columns_of_the_regulation(editor):
    page = soup(editor.client.get(editor.url))
    heads = [head.get_text(" ", strip=True) for head in page.select(".grid--programme_items th")]
    assert len(heads) == 9
    assert heads[0] == "№"
    assert page.select_one(".grid--programme_items th[colspan='3']")


def test_the_passport_names_the_people_and_leads_to_the_change(editor):
    people = soup(editor.client.get(editor.url)).select_one("#people")
    assert "Лебедева" in people.text
    assert "Орлова" in people.text
    assert people.find_next("a")["href"].endswith(f"/{editor.cast.route.pk}/people/")


def test_the_note_says_which_version_is_in_force(editor):
    approve(editor.cast)
    note = soup(Editor(editor.cast, "deputy").client.get(editor.url)).select_one(".iom-live").text
    assert "1" in note
    assert "2" in note


def test_an_empty_table_says_what_to_do(editor):
    section = soup(editor.client.get(editor.url)).select_one("#objectives")
    assert "is-empty" in section["class"]
    assert section.select_one("[data-empty]").text.strip()


def test_the_page_holds_no_inline_style_and_no_outside_address(editor):
    form = soup(editor.client.get(editor.url)).select_one(".iom-table").parent
    assert not form.select("[style], [onclick], script:not([type])")


@pytest.mark.parametrize("rows", [2, 60, 300])
def test_queries_do_not_grow_with_the_rows(editor, rows):
    fill(editor.cast.route, editor.cast, items=rows)
    response, queries = measured(editor)
    assert len(queries) <= MOST_QUERIES, Counter(
        re.sub(r"'[^']*'|\d+", "?", sql)[:200] for sql in queries
    ).most_common(8)
    assert len(response.content) <= 600_000


def test_an_approved_routes_editor_costs_no_more(editor):
    approve(editor.cast)
    deputy = Editor(editor.cast, "deputy")
    _response, queries = measured(deputy)
    assert len(queries) <= MOST_QUERIES, "\n".join(sql[:150] for sql in queries)


def test_showing_a_long_table_builds_no_form_of_a_row(editor, monkeypatch):
    from iom_wagtail.routes.row_forms import RowFormSet

    def refuse(*args, **kwargs):
        raise AssertionError("a row's form was built to show the page")

    monkeypatch.setattr(RowFormSet, "_construct_form", refuse)
    assert editor.client.get(editor.url).status_code == 200


def test_revisions_compare_in_words(editor):
    cast = editor.cast
    data = editor.open()
    data["programme_items-0-due_to"] = ["20.04.2026"]
    data["programme_items-0-difficulties"] = []
    data["checkpoints-0-held_by"] = [str(cast.mentor.pk)]
    data["checkpoints-0-kind"] = ["open_lesson"]
    data["difficulties-0-methods"] = ["tests"]
    data["diagnosed_by"] = [str(cast.deputy.pk)]
    data["start_on"] = ["02.09.2025"]
    before = editor.draft.latest_revision_id
    assert editor.post(data).status_code == 302
    after = editor.draft.latest_revision_id
    response = editor.client.get(
        f"/admin/pages/{cast.route.pk}/revisions/compare/{before}...{after}/"
    )
    assert response.status_code == 200
    text = soup(response).select_one("main").get_text(" ", strip=True)
    for words in ("01.03.2026", "20.04.2026", "01.09.2025", "02.09.2025", "Дроздова", "Орлова"):
        assert words in text
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", text)
    for raw in ("open_lesson", "[", "2026-04-20"):
        assert raw not in text


def test_rows_are_compared_by_uuid_though_their_keys_change(editor):
    approve(editor.cast)
    deputy = Editor(editor.cast, "deputy")
    before = deputy.draft.latest_revision_id
    assert deputy.post(deputy.open(), **{"programme_items-insert": "1"}).status_code == 302
    after = deputy.draft.latest_revision_id
    response = deputy.client.get(
        f"/admin/pages/{editor.cast.route.pk}/revisions/compare/{before}...{after}/"
    )
    page = soup(response)
    assert len(page.select(".comparison__child-object.addition")) == 1
    assert not page.select(".comparison__child-object.deletion")


# --- read only ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "submitted", "closed"),
    [
        ("mentor", False, False),
        ("deputy", False, False),
        ("methodist", False, True),
        ("director", False, True),
        *((who, True, True) for who in ("mentor", "deputy", "methodist", "director")),
    ],
)
def test_who_may_not_write_gets_closed_cells_and_the_reason(editor, who, submitted, closed):
    cast = editor.cast
    fill(cast.route, cast, items=2)
    if submitted:
        approval.submit(cast.route, cast.user("mentor"))
    response = Editor(cast, who).client.get(editor.url)
    page = soup(response)
    cells = "[name=goal], [name=load_hours], [name=start_on], [name$='-content'], [data-add]"
    assert bool(page.select(cells)) is not closed
    assert "Пункт 2" in page.select_one("#id_programme_items-1-content").text
    assert cast.teacher.surname in page.select_one("#people").text
    assert bool(page.select(".messages .warning, .w-messages .warning, li.warning")) is closed


def test_closed_cells_say_in_words_what_was_chosen(editor):
    cast = editor.cast
    fill(cast.route, cast, items=1)
    draft = Editor(cast)
    data = draft.open()
    data |= {
        "difficulties-0-severity": str(Severity.values[-1]),
        "programme_items-0-expected_result": "Журнал ведётся <b>вовремя</b>",
        "programme_items-0-due_from": "05.09.2026",
    }
    assert draft.post(data).status_code in (200, 302)
    page = soup(Editor(cast, "methodist").client.get(editor.url))
    text = {key: page.select_one(f"#id_{key}").text for key in (
        "difficulties-0-severity", "programme_items-0-expected_result",
        "programme_items-0-due_from", "programme_items-0-difficulties",
    )}  # fmt: skip
    assert text["difficulties-0-severity"] == str(Severity.choices[-1][1])
    assert text["programme_items-0-expected_result"].endswith(": Журнал ведётся <b>вовремя</b>")
    assert text["programme_items-0-due_from"].endswith("05.09.2026")
    assert text["programme_items-0-difficulties"] == "1"


def test_only_who_changes_people_is_led_to_the_change(editor):
    links = {
        who: soup(Editor(editor.cast, who).client.get(editor.url)).select_one("#people + p").text
        for who in ("deputy", "director", "mentor", "methodist")
    }
    assert links["deputy"] == links["director"] != links["mentor"] == links["methodist"]
