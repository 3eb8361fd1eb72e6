"""The conclusion's form in the office: the table of the paper form, closed lists, problems."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from iom_wagtail.journal.progress.actions import set_progress
from iom_wagtail.outcome.choices import Further, Problems, Result
from iom_wagtail.outcome.models import OutcomeRow
from tests.factories import (
    approve,
    conclude,
    fresh_conclusion,
    make_cast,
    make_conclusion,
    make_route,
)
from tests.routes.editor import fields
from tests.sql import statements_of

pytestmark = pytest.mark.django_db


class Form:
    """The edit form of a cast's conclusion in the browser of one of its people."""

    def __init__(self, cast, who="mentor"):
        self.cast = cast
        self.client = Client()
        self.client.force_login(cast.user(who))
        self.url = reverse("wagtailadmin_pages:edit", args=[cast.conclusion.pk])

    @property
    def page(self):
        response = self.client.get(self.url)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    def fields(self):
        return fields(self.client.get(self.url))

    def post(self, **changes):
        return self.client.post(self.url, {**self.fields(), **changes})

    @property
    def draft(self):
        return fresh_conclusion(self.cast).get_latest_revision_as_object()

    @property
    def rows(self):
        return list(self.draft.outcome_rows.all())


def text(node):
    return " ".join(node.text.replace("\xa0", " ").split())


def test_the_table_reads_as_the_paper_form(opened):
    table = Form(opened).page.select_one("#outcome_rows table")
    assert [text(head) for head in table.select("th")] == [
        "№",
        "Состояние проблемы",
        "Способ диагностики результатов",
        "Выводы",
        "до начала сопровождения",
        "после завершения сопровождения",
    ]
    assert not table.select(".ins, .c-act, [name$=-DELETE]")


def test_the_closed_lists_are_the_regulations_to_the_letter(opened):
    page = Form(opened).page

    def offered(name):
        return [text(box.find_parent("label")) for box in page.select(f"[name={name}]")]

    assert offered("result") == [
        "успешным, эффективным",
        "не вполне успешным, недостаточно эффективным",
        "неэффективным",
    ]
    assert offered("problems_state") == [
        "сняты полностью",
        "сняты частично",
        "не сняты (указываются проблемы)",
        "не снята ни одна проблема",
    ]
    assert offered("further") == [
        "нуждается в дальнейшем полномасштабном сопровождении",
        "нуждается в поддержке для решения наиболее сложных проблем",
        "не нуждается в сопровождении",
        "нуждается в повышении квалификации в системе постдипломного образования",
        "нуждается в разработке индивидуального образовательного маршрута",
    ]
    assert [len(kind) for kind in (Result, Problems, Further)] == [3, 4, 5]
    headings = text(page.select_one("#tab-conclusion"))
    for words in (
        "1. Индивидуальное сопровождение можно считать:",
        "6.2. Выявленные в ___ результате предварительной диагностики проблемы:",
        "6.3. Причины, по которым не состоялось индивидуальное сопровождение и/или не были сняты",
        "6.4. Сопровождаемый молодой специалист:",
        "6.5. Наиболее эффективные пути (способы) дальнейшего сопровождения (указать):",
    ):
        assert words in headings


def test_beside_a_row_stands_what_answered_it(opened):
    item = opened.route.version_in_force().data["programme"][0]["uuid"]
    opened.route.refresh_from_db()
    set_progress(
        opened.route,
        opened.user("teacher"),
        item,
        status="done",
        actual_result="Пять карт приняты",
        seen=0,
    )
    row = Form(opened).page.select_one("#row-outcome_rows-0")
    assert "Отвечают 2 пункта программы" in text(row) and "Пять карт приняты" in text(row)
    assert "выполнено" in text(row.select("li")[0])


def test_what_applies_later_is_there_without_scripts(opened):
    page = Form(opened).page
    assert page.select_one("[data-iom-when] [name=remaining]")
    assert page.select_one("[data-iom-when] [name=reasons]")
    assert not page.select("[data-iom-when][hidden]")


def test_problems_stand_on_top_and_lead_to_their_cells(opened):
    conclude(opened, opened.conclusion, states=("partly",), result="success")
    page = Form(opened).page
    links = {link["href"] for link in page.select("#iom-problems a")}
    assert links == {"#id_problems_state", "#id_reasons", "#id_result", "#outcome_rows"}
    for link in links:
        assert page.select_one(link), link


def test_rows_are_given_whatever_is_posted(opened):
    form = Form(opened)
    (row,) = form.rows
    assert form.post(**{"outcome_rows-0-DELETE": "on"}).status_code == 302
    assert [each.uuid for each in form.rows] == [row.uuid]
    more = {
        "outcome_rows-TOTAL_FORMS": "2",
        "outcome_rows-1-uuid": "5f0c2a52-0000-4000-8000-000000000000",
        "outcome_rows-1-before": "Подставленная строка",
        "outcome_rows-1-ORDER": "2",
        "outcome_rows-1-id": "",
    }
    assert form.post(**more).status_code == 200
    assert form.post(**{"outcome_rows-insert": "1"}).status_code == 200
    assert [each.uuid for each in form.rows] == [row.uuid]


def test_another_conclusions_row_is_refused(opened):
    other = make_cast()
    make_route(other)
    approve(other)
    make_conclusion(other)
    theirs = OutcomeRow.objects.get(page=other.conclusion)
    form = Form(opened)
    answer = form.post(**{"outcome_rows-0-id": str(theirs.pk), "outcome_rows-0-after": "Чужое"})
    assert answer.status_code == 200
    assert "Чужое" not in {row.after for row in form.rows}


@pytest.mark.parametrize("who", ["methodist", "director"])
def test_who_only_reads_gets_words_and_no_controls(opened, who):
    form = Form(opened, who)
    page = form.page
    assert "Цель проверяема" in text(page) and "успешным, эффективным" in text(page)
    assert not page.select("#outcome_rows textarea, [name=result], [name=reasons]")
    assert form.client.post(form.url, {"result": "fail"}).status_code in (200, 302)
    assert form.draft.result == "success"


def test_an_approved_one_is_closed_and_says_why(approved):
    for who in ("mentor", "deputy", "director"):
        page = Form(approved, who).page
        assert "Заключение утверждено и не меняется." in text(page)
        assert not page.select("#outcome_rows textarea, [name=result]")


def test_teacher_and_colleague_find_no_form(opened):
    for who in ("teacher", "psychologist", "colleague"):
        form = Form(opened, who)
        assert form.client.get(form.url).status_code in (302, 404), who


def test_two_who_write_at_once_are_told(opened):
    mentor = Form(opened)
    opened_earlier = mentor.fields()
    assert Form(opened, "deputy").post(reasons="Мало часов").status_code == 302
    answer = mentor.client.post(mentor.url, {**opened_earlier, "best_ways": "Вместе"})
    assert answer.status_code == 200 and "сохранил(а) этот текст" in answer.text
    assert "Мало часов" in answer.text


def test_history_and_comparison_read_as_words(opened):
    form = Form(opened)
    conclude(
        opened, opened.conclusion, problems_state="partly", remaining=["Шум"], further=["full"]
    )
    first, *_middle, last = fresh_conclusion(opened).revisions.order_by("pk")
    address = reverse(
        "wagtailadmin_pages:revisions_compare", args=[opened.conclusion.pk, first.pk, last.pk]
    )
    shown = form.client.get(address).text
    for words in ("сняты частично", "Шум", "нуждается в дальнейшем", "Цель проверяема"):
        assert words in shown.replace("\xa0", " ")
    history = reverse("wagtailadmin_pages:history", args=[opened.conclusion.pk])
    assert form.client.get(history).status_code == 200


def test_the_editor_keeps_to_its_queries(opened):
    form = Form(opened)
    form.client.get(form.url)
    assert len(statements_of(lambda: form.client.get(form.url))) <= 45
