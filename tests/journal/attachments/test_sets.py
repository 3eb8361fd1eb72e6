"""Files that belong together: sides of a comparison, evidence for an item, one file a request."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from iom_wagtail.journal.attachments import queries, rules
from iom_wagtail.journal.attachments.models import Attachment
from iom_wagtail.journal.exceptions import WrongRecord
from iom_wagtail.journal.progress.actions import set_progress
from tests.files import samples
from tests.journal.attachments.conftest import sent
from tests.journal.attachments.test_attachment_views import words
from tests.routes.entering import enter

JSON = {"Accept": "application/json"}


def pdf(word: str):
    return samples.upload(samples.pdf(word.encode()), f"{word}.pdf")


@pytest.fixture
def teacher(cast):
    return enter(cast.user("teacher"))


# --- the sides of a comparison ------------------------------------------------------------


def test_one_act_makes_a_set_with_two_sides_and_their_days(cast, teacher, address):
    given = sent(
        pdf("анализ"), before=[pdf("а"), pdf("б")], after=[pdf("в")], before_on="2025-09-12"
    )
    teacher.post(address, given)
    [made] = queries.file_sets(cast.route)
    sides = [[row.file_name for row in side] for side in (made.before, made.after, made.others)]
    assert sides == [["а.pdf", "б.pdf"], ["в.pdf"], ["анализ.pdf"]]
    assert {row.dated_on for row in made.before} == {dt.date(2025, 9, 12)}
    assert {row.dated_on for row in made.after} == {dt.date(2025, 10, 1)}
    text = words(teacher.get(address))
    assert "Было <small>12 сентября 2025" in text and "Стало <small>1 октября 2025" in text


def test_what_came_after_is_added_months_later_by_somebody_else(cast, address, attach):
    row = attach("teacher", moment="before", title="Срез", item=None)
    mentor, to = enter(cast.user("mentor")), f"{address}?to={row.batch}"
    page = mentor.get(to).text
    assert 'name="after"' in page and 'name="kind"' not in page and 'value="Срез"' in page
    mentor.post(to, sent(after=[pdf("май")], title="Срез", kind="other"))
    [made] = queries.file_sets(cast.route)
    assert [r.added_by for r in made.files] == [cast.teacher, cast.mentor]
    assert {r.kind for r in made.files} == {"pupils"} and made.title == "Срез"


def test_one_side_alone_says_that_the_other_is_to_come(teacher, address):
    teacher.post(address, sent(before=[pdf("а")]))
    text = words(teacher.get(address))
    assert "Пока ничего нет" in text and "Приложить, что стало" in text


def test_kinds_that_compare_nothing_have_no_sides(cast, teacher, address):
    """Without scripts all the choosers are there, whatever the kind; no file is lost."""
    teacher.post(address, sent(before=[pdf("а")], after=[pdf("б")], kind="other"))
    [made] = queries.file_sets(cast.route)
    assert not made.compares and len(made.others) == 2


@pytest.mark.parametrize("to", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_set_that_is_not_there_is_a_new_one(cast, teacher, address, to):
    assert teacher.get(f"{address}?to={to}").status_code == 200
    teacher.post(f"{address}?to={to}", sent(pdf("а")))
    assert Attachment.objects.count() == 1


def test_a_form_gone_back_to_and_filled_anew_is_another_set(teacher, address):
    batch = uuid4()
    teacher.post(address, sent(pdf("а"), batch=batch))
    teacher.post(address, sent(pdf("б"), batch=batch))
    teacher.post(address, sent(pdf("в"), batch=batch, kind="other"))
    rows = Attachment.objects.order_by("pk")
    assert [row.batch == batch for row in rows] == [True, True, False]


def test_too_many_files_at_once(teacher, address, monkeypatch):
    monkeypatch.setattr("iom_wagtail.journal.attachments.forms.MOST_FILES", 2)
    response = teacher.post(address, sent(pdf("а"), before=[pdf("б"), pdf("в")]))
    assert "За один раз — не больше 2 файлов" in words(response)
    assert not Attachment.objects.exists()


def test_each_further_file_costs_the_same(teacher, address):
    costs = []
    for count in (1, 2, 7):
        files = [pdf(f"{count}-{number}") for number in range(count)]
        with CaptureQueriesContext(connection) as asked:
            teacher.post(address, sent(*files))
        costs.append(len(asked))
    assert costs[1] - costs[0] == (costs[2] - costs[1]) / 5 <= 5
    assert costs[0] * rules.MOST_FILES < 1000


# --- surveys ------------------------------------------------------------------------------


def test_a_survey_says_who_surveyed(teacher, address):
    response = teacher.post(address, sent(pdf("а"), kind="survey"))
    assert "Укажите, кто проводил опрос" in words(response) and not Attachment.objects.exists()
    teacher.post(address, sent(pdf("а"), kind="survey", by_whom="педагог-психолог"))
    assert "Кто проводил: педагог-психолог." in words(teacher.get(address))


def test_the_act_asks_who_surveyed_too(attach):
    with pytest.raises(WrongRecord, match="кто проводил"):
        attach(kind="survey")


# --- evidence for an item -----------------------------------------------------------------


def test_a_file_is_evidence_for_an_item(approved, item, teacher, address):
    page = BeautifulForm(teacher.get(f"{address}?item={item}").text)
    assert page.chosen("item") == str(item)
    assert page.options("item")[1].startswith("1. ")
    teacher.post(address, sent(pdf("карта"), kind="other", item=item))
    assert Attachment.objects.get().item == item
    own = reverse("iom_route_item", args=[approved.route.pk, item])
    row = enter(approved.user("methodist")).get(reverse("iom_route", args=[approved.route.pk]))
    assert f'href="{own}#files">Файлы: 1</a>' in words(row)
    shown = enter(approved.user("psychologist")).get(own).text
    assert "карта.pdf" in shown and "Приложить файл" not in shown
    offered = words(teacher.get(own))
    assert f"{address}?item={item}#attach" in offered and "прежней редакции" not in offered
    assert "К пункту 1 программы" in words(teacher.get(address))


def test_the_row_keeps_its_files_when_it_is_ticked_off(approved, item, attach, teacher):
    attach(item=item)
    attach(item=item, content=samples.pdf(b"2"))
    own = reverse("iom_route_item", args=[approved.route.pk, item])
    tap = {"tap": "1", "status": "done", "seen": "0"}
    row = teacher.post(own, tap, headers={"HX-Request": "true"})
    assert "Файлы: 2" in words(row)
    undone = teacher.post(own, {"undo": "1"}, headers={"HX-Request": "true"})
    assert "Файлы: 2" in words(undone)


def test_an_item_of_nowhere_is_refused(approved, teacher, address, attach):
    response = teacher.post(address, sent(pdf("а"), item=uuid4()))
    assert response.status_code == 200 and not Attachment.objects.exists()
    with pytest.raises(WrongRecord):
        attach(item=uuid4())


def test_evidence_of_an_item_that_a_later_version_dropped_is_kept(
    approved, item, attach, teacher, address, monkeypatch
):
    row = attach(item=item)
    monkeypatch.setattr(queries, "items_of", lambda page: {})
    assert "К пункту прежней редакции" in words(teacher.get(address))
    teacher.post(f"{address}?to={row.batch}", sent(pdf("ещё")))
    assert Attachment.objects.filter(item=item).count() == 2


def test_a_route_without_a_version_has_no_items_to_choose(cast, teacher, address):
    assert 'name="item"' not in teacher.get(address).text


# --- one file a request -------------------------------------------------------------------


def test_the_script_sends_one_by_one_and_is_told_once(cast, teacher, address):
    batch = str(uuid4())
    for number, more in ((1, {}), (2, {"taken": "1"})):
        given = sent(pdf(f"стр {number}"), batch=batch, **more)
        answer = teacher.post(address, given, headers=JSON).json()
        assert (answer["refused"], answer["errors"], answer["batch"]) == ([], {}, batch)
        assert answer["href"] == f"{address}?sent={batch}#s-{batch}"
    assert words(teacher.get(address)).count("Приложены 2 файла.") == 1
    assert len(queries.file_sets(cast.route)) == 1


def test_the_script_is_told_why_a_file_is_refused(teacher, address):
    bad = samples.upload(samples.EXE, "фото.jpg")
    answer = teacher.post(address, sent(bad, taken="0"), headers=JSON).json()
    assert answer["refused"] == ["Программы не принимаются."] and answer["errors"] == {}
    good = sent(pdf("а"), dated_on="2999-01-01")
    answer = teacher.post(address, good, headers=JSON).json()
    assert answer["errors"] == {"dated_on": ["Этот день ещё не наступил."]}
    assert not Attachment.objects.exists()
    assert "Приложен 1 файл" not in words(teacher.get(address))


def test_a_file_sent_again_after_a_lost_answer_is_attached_once(teacher, address):
    given = {"batch": str(uuid4())}
    teacher.post(address, sent(pdf("а"), **given), headers=JSON)
    answer = teacher.post(address, sent(pdf("а"), **given), headers=JSON).json()
    assert answer["refused"] == ["Этот файл уже приложен."]
    assert Attachment.objects.count() == 1


# --- previews -----------------------------------------------------------------------------


def test_a_picture_is_shown_small_by_the_entitled_view_alone(cast, attach, address, everybody):
    row = attach(content=samples.picture("PNG", (1200, 900)), file_name="Доска.png")
    assert f'<img src="{row.get_preview_url()}"' in enter(cast.user("mentor")).get(address).text
    response = enter(cast.user("psychologist")).get(row.get_preview_url())
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "%D0%94%D0%BE%D1%81%D0%BA%D0%B0.jpg" in response["Content-Disposition"]
    for role in ("colleague", "other mentor", "technician"):
        assert enter(everybody[role]).get(row.get_preview_url()).status_code == 404


def test_a_removed_picture_takes_its_small_copy_along(
    cast, attach, address, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.IOM_WAGTAIL = {"private_root": tmp_path / "private"}
    row = attach(content=samples.picture("PNG", (1200, 900)), file_name="Доска.png")

    def kept():
        return [path for path in (tmp_path / "private").rglob("*") if path.is_file()]

    assert len(kept()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        enter(cast.user("teacher")).post(address, {"remove": row.uuid})
    assert kept() == []


def test_a_web_server_in_front_hands_out_the_small_copy(cast, attach, settings):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "accel_redirect": "/inside"}
    row = attach(content=samples.picture("PNG", (1200, 900)), file_name="Доска.png")
    response = enter(cast.user("mentor")).get(row.get_preview_url())
    assert response["X-Accel-Redirect"] == f"/inside/{row.preview.name}"
    assert response["Content-Type"] == "image/jpeg"


def test_other_files_have_no_small_copy(cast, attach, address):
    row = attach()
    assert row.get_preview_url() == ""
    small = reverse("iom_route_attachment_preview", args=[cast.route.pk, row.uuid])
    client = enter(cast.user("teacher"))
    assert client.get(small).status_code == 404 and "<img" not in client.get(address).text


# --- the stream ---------------------------------------------------------------------------


def test_a_set_is_one_entry_of_the_stream(approved, item, teacher, address):
    teacher.post(
        address,
        sent(before=[pdf("а"), pdf("б")], after=[pdf("в")], title="Срез", item=item, kind="tests"),
    )
    teacher.post(address, sent(pdf("г"), kind="other"))
    set_progress(approved.route, approved.user("teacher"), item, status="done")
    stream = reverse("iom_route_stream", args=[approved.route.pk])
    reader = enter(approved.user("psychologist"))
    text = words(reader.get(stream, {"kind": "attachment"}))
    assert text.count("stream__body") == 2
    assert "Файлы к пункту 1" in text and "Файл к карте" in text and "3 файла" in text
    assert 'Файлы <span class="num">2</span>' in text
    batch = Attachment.objects.order_by("pk").first().batch
    assert f"{address}#s-{batch}" in text


def test_a_set_stays_in_the_stream_until_its_last_file_goes(approved, attach, teacher):
    batch = UUID(int=7)
    rows = [attach(content=samples.pdf(str(n).encode()), batch=batch) for n in range(2)]
    stream = reverse("iom_route_stream", args=[approved.route.pk])
    for count, row in ((1, rows[0]), (0, rows[1])):
        row.delete()
        assert words(teacher.get(stream)).count("Файл к карте") == count


class BeautifulForm:
    """The choosers of the form, for those who want to know what is chosen."""

    def __init__(self, html: str) -> None:
        from bs4 import BeautifulSoup

        self.soup = BeautifulSoup(html, "html.parser")

    def options(self, name: str) -> list[str]:
        return [option.text for option in self.soup.select(f"select[name={name}] option")]

    def chosen(self, name: str) -> str:
        return self.soup.select_one(f"select[name={name}] option[selected]")["value"]
