"""The page of pupils' results: figures first, then a private file with a note without names."""

from __future__ import annotations

import datetime as dt
import logging
import uuid

import pytest
from django.urls import reverse
from wagtail.log_actions import registry

from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.routes.stopping import stop_route
from tests.paperwork.table.books import upload, xlsx

ROWS = [["Ученик", "До", "После"], ["Иванова Анна", 3, 4], ["Петров Пётр", 4, 4], ["Сидоров", 2, 3]]
BAD = ["Кузнецова", "отл", 5]


@pytest.fixture
def url(cast):
    return reverse("iom_route_import_marks", args=[cast.route.pk])


def looked(client, url, rows=ROWS, **more):
    data = {
        "file": upload(xlsx(rows), "7а.xlsx"),
        "kind": "tests",
        "title": "Контрольные, 7 «А»",
        "dated_on": "2025-11-20",
        "by_whom": "наставник",
        "batch": str(uuid.uuid4()),
        **more,
    }
    return client.post(url, data)


def sent_on(response):
    """Return the fields of the preview as a browser sends them with «attach»."""
    form = response.context["form"]
    names = ("held", "held_name", "batch", "kind", "title", "dated_on", "by_whom")
    return {name: form[name].value() or "" for name in names} | {"attach": "1"}


def test_looking_keeps_nothing_and_shows_figures(enter, url):
    response = looked(enter("teacher"), url)
    page = response.content.decode()
    assert response.context["figures"].count == 3
    assert 'class="figures"' in page and "Иванова" not in page
    assert Attachment.objects.count() == 0


def test_attaching_makes_a_set_with_a_note_without_names(enter, url, cast):
    client = enter("teacher")
    answer = client.post(url, sent_on(looked(client, url)))
    row = Attachment.objects.get()
    assert answer["Location"].endswith(f"#s-{row.batch}")
    assert (row.kind, row.title, row.by_whom) == ("tests", "Контрольные, 7 «А»", "наставник")
    assert (row.dated_on, row.moment, row.file_kind) == (dt.date(2025, 11, 20), "", "xlsx")
    assert row.note == "Средний балл до: 3,0; после: 3,7; улучшили результат 2 из 3."
    assert row.file_name == "7а.xlsx" and row.added_by == cast.teacher
    shown = client.get(answer["Location"]).content.decode()
    assert "улучшили" in shown and "Иванова" not in shown


def test_sent_twice_is_attached_once(enter, url):
    client = enter("mentor")
    data = sent_on(looked(client, url))
    client.post(url, data)
    again = client.post(url, data)
    assert again.status_code == 200 and again.context["form"].errors
    assert Attachment.objects.count() == 1


def test_rows_that_cant_be_read_are_named_and_left_out_only_when_said_so(enter, url):
    client = enter("mentor")
    response = looked(client, url, [*ROWS, BAD])
    page = response.content.decode()
    assert "столбец B" in page and "Строка 5" in page and "Кузнецова" not in page
    client.post(url, sent_on(response))
    assert "Не учтена 1 строка" in Attachment.objects.get().note


def test_another_file_chosen_in_the_preview_is_looked_at_first(enter, url):
    client = enter("mentor")
    data = sent_on(looked(client, url)) | {"file": upload(xlsx(ROWS[:2]), "новый.xlsx")}
    response = client.post(url, data)
    assert response.context["figures"].count == 1 and Attachment.objects.count() == 0
    assert response.context["file_name"] == "новый.xlsx"


def test_what_is_wrong_is_said_at_its_field(enter, url):
    client = enter("mentor")
    response = looked(client, url, title="", dated_on="2100-01-01")
    assert {"title", "dated_on"} <= set(response.context["form"].errors)
    response = looked(client, url, [["Ученик", "Отметка"], ["А", 3]])
    assert "«до»" in response.context["form"].errors["file"][0]
    assert client.post(url, {}).context["form"].errors["file"]


def test_a_forged_file_is_examined_like_any_other(enter, url):
    client = enter("mentor")
    data = sent_on(looked(client, url)) | {"held": "TVqQAAMAAAAEAAAA", "held_name": "а.xlsx"}
    assert client.post(url, data).context["form"].errors["file"]
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("teacher", 200),
        ("mentor", 200),
        ("deputy", 200),
        ("director", 403),
        ("methodist", 403),
        ("psychologist", 403),
        ("colleague", 404),
    ],
)
def test_only_who_attaches_gets_here(enter, url, role, status):
    client = enter(role)
    assert client.get(url).status_code == status
    assert looked(client, url).status_code == status


def test_a_stopped_route_takes_nothing(enter, url, cast):
    client = enter("mentor")
    data = sent_on(looked(client, url))
    stop_route(
        cast.route, cast.user("deputy"), reason="leave", stopped_on=dt.date(2025, 11, 1), note=""
    )
    assert client.post(url, data).status_code == 403
    assert Attachment.objects.count() == 0
    assert 'name="file"' not in client.get(url).content.decode()


def test_no_name_of_a_pupil_is_logged(enter, url, cast, caplog):
    caplog.set_level(logging.DEBUG)
    client = enter("mentor")
    client.post(url, sent_on(looked(client, url, [*ROWS, BAD])))
    entries = [f"{log.data}{log.label}" for log in registry.get_logs_for_instance(cast.route)]
    for name in ("Иванова", "Кузнецова"):
        assert name not in caplog.text and not any(name in entry for entry in entries)
    row = Attachment.objects.get()
    texts = [str(getattr(row, field.attname)) for field in row._meta.concrete_fields]
    assert not any("Иванова" in text for text in texts)


def test_the_attachments_lead_here(enter, url, cast):
    page = reverse("iom_route_attachments", args=[cast.route.pk])
    assert url in enter("teacher").get(page).content.decode()
    assert url not in enter("methodist").get(page).content.decode()
