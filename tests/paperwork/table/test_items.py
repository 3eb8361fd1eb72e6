"""The screen that takes programme items from a table, and what it leaves in the draft."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from wagtail.log_actions import registry

from iom_wagtail.approval import actions as approval
from iom_wagtail.routes import actions
from iom_wagtail.routes.ending import archive
from iom_wagtail.routes.models import RoutePage
from tests import factories
from tests.paperwork.table.books import upload, xlsx

HEAD = ["Содержание", "Срок", "Деятельность сопровождаемого", "Деятельность сопровождающего"]
ROWS = [
    ["Анализ урока", dt.datetime(2025, 10, 15), "Готовит", "Смотрит"],
    ["Дневник ИОМ", "в течение года", "Пишет", None],
]


@pytest.fixture
def url(cast):
    return reverse("iom_route_import_items", args=[cast.route.pk])


def items(cast):
    """Return the items of the latest draft."""
    draft = RoutePage.objects.get(pk=cast.route.pk).get_latest_revision_as_object()
    return list(draft.programme_items.all())


def revisions(cast):
    return RoutePage.objects.get(pk=cast.route.pk).revisions.count()


def form_of(response):
    """Return the fields of the preview as a browser would send them."""
    context = response.context
    data = {
        "line-total": len(context["looked"]),
        "about": context["about"],
        "based_on": context["based_on"],
        "mode": context["mode"],
    }
    for row in context["looked"]:
        prefix = f"line-{row['place']}"
        data |= {f"{prefix}-{name}": value for name, value in row["values"].items()}
        data[f"{prefix}-number"] = row["number"]
        if row["taken"]:
            data[f"{prefix}-take"] = "1"
    return data


def preview(client, url, rows=(HEAD, *ROWS)):
    return client.post(url, {"file": upload(xlsx(rows))})


def test_looking_writes_nothing(enter, url, cast):
    before = revisions(cast)
    response = preview(enter("mentor"), url)
    page = response.content.decode()
    assert "Анализ урока" in page and "в течение года" in page
    assert revisions(cast) == before
    assert "no-store" in response["Cache-Control"]


def test_rows_are_put_behind_the_items_as_one_new_revision(enter, url, cast):
    client, before = enter("mentor"), revisions(cast)
    response = client.post(url, form_of(preview(client, url)) | {"take": "1"})
    assert response["Location"].endswith(f"/pages/{cast.route.pk}/edit/#tab-programme")
    assert revisions(cast) == before + 1
    old, new = items(cast)[:2], items(cast)[2:]
    assert [row.content for row in old] == ["Пункт 1", "Пункт 2"]
    assert [(r.content, r.due_from, r.due_to, r.due_words) for r in new] == [
        ("Анализ урока", dt.date(2025, 10, 15), dt.date(2025, 10, 15), ""),
        ("Дневник ИОМ", None, None, "в течение года"),
    ]
    assert [row.activity_accompanied for row in new] == ["Готовит", "Пишет"]
    assert [row.sort_order for row in items(cast)] == [0, 1, 2, 3]
    assert cast.route.approved_versions.count() == 0


def test_cells_may_be_pasted_instead_of_a_file(enter, url, cast):
    client = enter("deputy")
    text = "Содержание\tСрок\r\nАнализ урока\t15.10.2025\r\n"
    client.post(url, form_of(client.post(url, {"text": text})) | {"take": "1"})
    assert items(cast)[-1].content == "Анализ урока"


def test_what_is_mended_and_what_is_unticked(enter, url, cast):
    client = enter("mentor")
    data = form_of(preview(client, url)) | {
        "line-0-content": "Анализ двух уроков",
        "line-0-due": "до 1.11.2025",
    }
    del data["line-1-take"]
    looked = client.post(url, data)
    assert "Анализ двух уроков" in looked.content.decode()
    assert [row["taken"] for row in looked.context["looked"]] == [True, False]
    answer = client.post(url, form_of(looked) | {"take": "1"}, follow=True)
    assert [row.content for row in items(cast)[2:]] == ["Анализ двух уроков"]
    assert items(cast)[-1].due_to == dt.date(2025, 11, 1)
    said = " ".join(str(m) for m in answer.context["messages"])
    assert "1" in said


def test_replacing_keeps_the_identity_of_what_stays_and_tells_what_goes(enter, url, cast):
    first, second = items(cast)
    client = enter("mentor")
    rows = [["Содержание", "Деятельность наставника"], ["пункт 2", "Ведёт"], ["Новое", "Смотрит"]]
    response = preview(client, url, rows)
    assert response.context["going"] == [(1, "Пункт 1")]
    client.post(url, form_of(response) | {"take": "1", "mode": "replace"})
    kept, new = items(cast)
    assert (kept.uuid, kept.content, kept.difficulties) == (
        second.uuid,
        "пункт 2",
        second.difficulties,
    )
    # The table had no column for these: they are left as they were.
    assert (kept.due_to, kept.activity_joint) == (second.due_to, second.activity_joint)
    assert kept.activity_accompanying == "Ведёт"
    assert new.uuid not in (first.uuid, second.uuid)
    older = RoutePage.objects.get(pk=cast.route.pk).revisions.order_by("-pk")[1].as_object()
    assert [row.content for row in older.programme_items.all()] == ["Пункт 1", "Пункт 2"]


def test_a_row_at_fault_stops_all_until_it_is_mended_or_unticked(enter, url, cast):
    client, before = enter("mentor"), revisions(cast)
    response = preview(client, url, [HEAD, *ROWS, ["#ССЫЛКА!", "май"]])
    assert response.context["stops"] == 1
    data = form_of(response)
    refused = client.post(url, data | {"take": "1"})
    assert refused.status_code == 200 and refused.context["errors"]
    assert revisions(cast) == before
    del data["line-2-take"]
    client.post(url, data | {"take": "1"})
    assert len(items(cast)) == 4


def test_nothing_ticked_is_nothing_written(enter, url, cast):
    client, before = enter("mentor"), revisions(cast)
    data = {k: v for k, v in form_of(preview(client, url)).items() if not k.endswith("-take")}
    assert client.post(url, data | {"take": "1"}).context["errors"]
    assert revisions(cast) == before


def test_pressing_twice_writes_once(enter, url, cast):
    client = enter("mentor")
    data = form_of(preview(client, url)) | {"take": "1"}
    client.post(url, data)
    again = client.post(url, data)
    assert again.status_code == 200 and again.context["errors"]
    assert len(items(cast)) == 4


def test_anothers_newer_draft_is_told_and_nothing_is_written(enter, url, cast):
    client = enter("mentor")
    data = form_of(preview(client, url))
    draft = RoutePage.objects.get(pk=cast.route.pk).get_latest_revision_as_object()
    draft.goal = "Другая цель"
    actions.save_draft(draft, cast.user("deputy"))
    refused = client.post(url, data | {"take": "1"})
    assert "Дроздова" in refused.context["errors"][0]
    assert "Другая" in refused.content.decode()
    assert len(items(cast)) == 2
    # Having seen it, the same button writes into the newer draft: nothing of it is lost.
    client.post(url, form_of(refused) | {"take": "1"})
    draft = RoutePage.objects.get(pk=cast.route.pk).get_latest_revision_as_object()
    assert draft.goal == "Другая цель" and draft.programme_items.count() == 4


def test_while_in_approval_nothing_is_taken_and_the_round_goes_on(enter, url, cast):
    client = enter("mentor")
    data = form_of(preview(client, url))
    approval.submit(RoutePage.objects.get(pk=cast.route.pk), cast.user("mentor"))
    assert client.get(url).context["obstacle"]
    assert 'name="file"' not in client.get(url).content.decode()
    refused = client.post(url, data | {"take": "1"})
    assert refused.context["errors"]
    assert RoutePage.objects.get(pk=cast.route.pk).in_approval
    assert len(items(cast)) == 2


def test_a_route_in_the_archive_is_not_written(enter, url, cast):
    factories.approve(cast)
    archive(RoutePage.objects.get(pk=cast.route.pk), cast.user("deputy"))
    client = enter("mentor")
    assert client.get(url).context["obstacle"]
    assert client.post(url, form_of(preview(client, url)) | {"take": "1"}).context["errors"]


def test_more_items_than_a_programme_holds_are_refused(enter, url, cast, settings):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "max_rows": 3}
    client = enter("mentor")
    assert client.post(url, form_of(preview(client, url)) | {"take": "1"}).context["errors"]
    assert len(items(cast)) == 2


def test_a_sheet_without_the_head_says_so_at_the_field(enter, url):
    response = preview(enter("mentor"), url, [["Понедельник"], ["алгебра"]])
    assert "Содержание пункта программы" in response.context["form"].errors["file"][0]


def test_an_empty_form_asks(enter, url):
    assert enter("mentor").post(url, {}).context["form"].errors["file"]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("mentor", 200),
        ("deputy", 200),
        ("director", 302),
        ("methodist", 302),
        ("teacher", 302),
        ("psychologist", 302),
        ("colleague", 404),
    ],
)
def test_only_who_writes_the_draft_gets_here(enter, url, role, status, cast):
    client = enter(role)
    assert client.get(url).status_code == status
    data = {"line-total": "1", "line-0-content": "Чужое", "line-0-take": "1", "take": "1"}
    client.post(url, data | {"based_on": cast.route.latest_revision_id})
    written = status == 200
    assert (items(cast)[-1].content == "Чужое") is written


def test_no_text_of_a_table_stands_in_the_log(enter, url, cast):
    client = enter("mentor")
    client.post(url, form_of(preview(client, url)) | {"take": "1"})
    logs = registry.get_logs_for_instance(cast.route)
    assert logs and not any("Анализ" in f"{log.data}{log.label}" for log in logs)


def test_the_editor_leads_here_those_who_write(enter, url, cast):
    editor = reverse("wagtailadmin_pages:edit", args=[cast.route.pk])
    assert url in enter("mentor").get(editor).content.decode()
    assert url not in enter("methodist").get(editor).content.decode()
