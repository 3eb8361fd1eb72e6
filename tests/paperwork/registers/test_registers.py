"""The registers: what stands in them, for whom, and in which form; case 25."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import PageLogEntry

from iom_wagtail.journal.progress.actions import set_progress
from iom_wagtail.journal.results.actions import record_result
from iom_wagtail.paperwork.registers.kinds import REGISTERS
from iom_wagtail.routes.models import RoutePage
from tests import factories
from tests.factories import StaffFactory
from tests.paperwork.registers.conftest import opened

pytestmark = pytest.mark.django_db

FORMULAS = ('=HYPERLINK("https://evil.example","Открой")', "+7 900", "-1", "@SUM(A1)")
LEADERS = ("deputy", "director", "methodist")
ON_IT = ("teacher", "mentor", "psychologist")


def address(kind, **query):
    return reverse("iom_register", args=[kind], query=query)


def another(cast, **kwargs):
    """Return a cast around a second route of the school, with another teacher and mentor."""
    people = {
        name: StaffFactory(school=cast.school, account=True) for name in ("teacher", "mentor")
    }
    more = replace(cast, **people)
    factories.make_route(more, **kwargs)
    return more


def rewrite(cast, **changes):
    """Give the first row of each named table of the draft other values."""
    draft = cast.route.get_latest_revision_as_object()
    for relation, values in changes.items():
        rows = list(getattr(draft, relation).all())
        for name, value in values.items():
            setattr(rows[0], name, value)
        setattr(draft, relation, rows)
    draft.save_revision(clean=False)


def keys(cast, part):
    return [UUID(row["uuid"]) for row in cast.route.version_in_force().data[part]]


# --- what stands in them -----------------------------------------------------------------


def test_the_register_of_routes(cast, sheet, lines):
    first, _second = keys(cast, "programme")
    set_progress(cast.route, cast.user("mentor"), first, status="done", done_on=dt.date(2026, 1, 9))
    (line,) = lines(sheet(cast, "deputy", "routes"))
    assert line["№"] == cast.route.number and line["Учебный год"] == "2025/26"
    assert line["Молодой учитель"] == cast.teacher.list_name
    assert line["Наставник"] == cast.mentor.list_name
    assert line["Участвуют"] == cast.psychologist.list_name
    assert line["Начало периода"].date() == dt.date(2025, 9, 1)
    assert line["Этап"] == "Выполняется" and line["Действует редакция №"] == 1
    assert (line["Пунктов"], line["из них выполнено"]) == (2, 1)
    assert (line["Срезов"], line["из них проведено"]) == (2, 0)
    assert line["В архиве с"] is None


def test_items_are_those_of_the_version_in_force_with_what_became_of_them(cast, sheet, lines):
    rewrite(cast, programme_items={"content": "Ещё не утверждено"})
    first, second = keys(cast, "programme")
    mentor = cast.user("mentor")
    done = {"status": "done", "done_on": dt.date(2026, 1, 9), "actual_result": "Шесть карт"}
    set_progress(cast.route, mentor, first, **done)
    moved = {"status": "moved", "moved_to": dt.date(2027, 1, 9), "reason": "Болезнь"}
    set_progress(cast.route, mentor, second, **moved)
    one, two = lines(sheet(cast, "methodist", "items"))
    assert one["Содержание пункта"] == "Пункт 1" and one["Ход выполнения"] == "Выполнено"
    assert one["Срок с"].date() == dt.date(2025, 9, 2)
    assert one["Дата выполнения"].date() == dt.date(2026, 1, 9)
    assert one["Фактический результат; причина"] == "Шесть карт"
    assert two["Новый срок"].date() == dt.date(2027, 1, 9)
    assert two["Фактический результат; причина"] == "Болезнь"


def test_an_open_item_is_late_by_its_latest_term(cast, sheet, lines, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: dt.date(2026, 3, 4))
    first, second = keys(cast, "programme")
    moved = {"status": "moved", "moved_to": dt.date(2026, 3, 20), "reason": "Карантин"}
    set_progress(cast.route, cast.user("mentor"), second, **moved)
    late = [line["Просрочен, дней"] for line in lines(sheet(cast, "deputy", "items"))]
    assert late == [3, None]
    set_progress(cast.route, cast.user("mentor"), first, status="cancelled", reason="Не нужен")
    assert {line["Просрочен, дней"] for line in lines(sheet(cast, "deputy", "items"))} == {None}


def test_checkpoints_without_assessments(cast, sheet, lines):
    first, _second = keys(cast, "checkpoints")
    words = {"held_by": "Комиссия", "text": "Тайная оценка", "decision": "Продолжать"}
    day = dt.date(2025, 12, 19)
    record_result(cast.route, cast.user("mentor"), first, held_on=day, score=4, **words)
    record_result(cast.route, cast.user("teacher"), first, self_text="Тайная самооценка")
    found = sheet(cast, "director", "checkpoints")
    one, two = lines(found)
    assert one["Дата по плану"].date() == dt.date(2025, 12, 20)
    assert one["Дата проведения"].date() == day and one["Кто провёл"] == "Комиссия"
    assert one["Решение"] == "Продолжать" and two["Дата проведения"] is None
    assert "Тайная" not in str(list(found.values))


def test_removed_records_are_not_in_it(cast, sheet, lines):
    first, _second = keys(cast, "programme")
    row, _change = set_progress(cast.route, cast.user("mentor"), first, status="work")
    type(row).objects.update(removed_at=dt.datetime(2026, 3, 3, tzinfo=dt.UTC))
    assert lines(sheet(cast, "deputy", "items"))[0]["Ход выполнения"] == "Запланировано"


def test_a_route_without_a_version_has_a_line_and_no_items(cast, sheet, lines):
    another(cast)
    assert [line["Этап"] for line in lines(sheet(cast, "deputy", "routes"))] == [
        "Выполняется",
        "Черновик",
    ]
    assert {line["№"] for line in lines(sheet(cast, "deputy", "items"))} == {cast.route.number}


def test_one_year_or_all_of_them(cast, sheet, lines, client):
    dates = {"start_on": dt.date(2026, 9, 1), "end_on": dt.date(2027, 5, 28)}
    another(cast, **dates)
    years = [line["Учебный год"] for line in lines(sheet(cast, "deputy", "routes"))]
    assert years == ["2026/27", "2025/26"]
    years = [line["Учебный год"] for line in lines(sheet(cast, "deputy", "routes", year=2025))]
    assert years == ["2025/26"]
    html = client.get(reverse("iom_registers")).content.decode()
    assert html.count(".xlsx") == 9 and html.count("year=2026") == 3


# --- for whom ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", REGISTERS)
@pytest.mark.parametrize("who", LEADERS)
def test_leaders_get_their_school(cast, sheet, lines, kind, who):
    more = another(cast)
    factories.approve(more)
    assert {line["№"] for line in lines(sheet(cast, who, kind))} == {1, 2}


@pytest.mark.parametrize("kind", REGISTERS)
@pytest.mark.parametrize("who", ON_IT)
def test_others_get_their_own_routes(cast, sheet, lines, kind, who):
    more = another(cast)
    factories.approve(more)
    assert {line["№"] for line in lines(sheet(cast, who, kind))} == {1}


@pytest.mark.parametrize("query", [{}, {"year": "2025"}])
@pytest.mark.parametrize("kind", REGISTERS)
def test_who_sees_no_route_gets_nothing(cast, client, kind, query):
    other = factories.make_cast()
    for user in (cast.user("colleague"), other.user("director")):
        client.force_login(user)
        assert client.get(address(kind, **query)).status_code == 404
        assert ".xlsx" not in client.get(reverse("iom_registers")).content.decode()
    client.logout()
    assert client.get(address(kind, **query)).status_code == 302


@pytest.mark.parametrize("year", ["2019", "25", "x", "²⁰²⁵", "99999999999999999999", "-1"])
def test_an_unknown_year_or_register_is_not_found(cast, client, year):
    client.force_login(cast.user("deputy"))
    assert client.get(address("routes", year=year)).status_code == 404
    assert client.get(address("people")).status_code == 404


def test_a_superuser_gets_all_schools_and_each_route_is_logged(cast, client, lines):
    other = factories.make_cast()
    factories.make_route(other)
    root = get_user_model().objects.create_superuser("root", "root@example.invalid", "pw")
    client.force_login(root)
    found = lines(opened(client.get(address("routes"))))
    assert [line["Школа"] for line in found] == [cast.school.short_name, other.school.short_name]
    logged = PageLogEntry.objects.filter(action="iom_wagtail.read", user=root)
    assert set(logged.values_list("page_id", flat=True)) == {cast.route.pk, other.route.pk}
    assert {entry.label for entry in logged} == {page.title for page in RoutePage.objects.all()}


@pytest.mark.parametrize("who", [*LEADERS, *ON_IT])
def test_nobody_else_is_logged(cast, sheet, who):
    sheet(cast, who, "routes")
    assert not PageLogEntry.objects.filter(action="iom_wagtail.read").exists()


def test_both_lists_lead_to_the_registers(cast, client):
    client.force_login(cast.user("deputy"))
    for name in ("iom_routes", "iom_route_list"):
        assert reverse("iom_registers") in client.get(reverse(name)).content.decode()


# --- in which form -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", REGISTERS)
def test_the_sheet_is_ready_to_filter_and_to_print(cast, client, kind):
    client.force_login(cast.user("deputy"))
    response = client.get(address(kind, year=2025))
    assert "no-store" in response["Cache-Control"]
    assert "2025-26.xlsx" in response["Content-Disposition"]
    found = opened(response)
    width = len(REGISTERS[kind].head)
    assert found["A1"].value == str(REGISTERS[kind].title) == found.title
    about = found["A2"].value
    assert about.startswith(f"{cast.school.short_name}, 2025/26 учебный год, на ")
    assert found.freeze_panes == "D4"
    assert found.auto_filter.ref == f"A3:{found.cell(3, width).column_letter}{found.max_row}"
    assert found.page_setup.orientation == "landscape" and found.page_setup.fitToHeight == 0
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.print_title_rows == "$3:$3"
    widths = [
        found.column_dimensions[found.cell(3, n + 1).column_letter].width for n in range(width)
    ]
    assert widths == [width for _label, width in REGISTERS[kind].head]
    header = [cell.value for cell in found[3]]
    assert len(set(header)) == width and all(header)


@pytest.mark.parametrize("text", FORMULAS)
def test_case_25_no_cell_of_a_register_is_a_formula(cast, sheet, text):
    first, cut = keys(cast, "programme")[0], keys(cast, "checkpoints")[0]
    rewrite(cast, programme_items={"content": text}, checkpoints={"title": text})
    factories.approve(cast)
    mentor = cast.user("mentor")
    set_progress(cast.route, mentor, first, status="work", actual_result=text)
    record_result(cast.route, mentor, cut, held_on=dt.date(2026, 1, 9), decision=text)
    type(cast.teacher).objects.filter(pk=cast.teacher.pk).update(surname=text)
    for kind, times in (("routes", 1), ("items", 4), ("checkpoints", 4)):
        cells = [cell for row in sheet(cast, "deputy", kind).iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]
        assert sum(str(cell.value).startswith(text) for cell in cells) == times, kind


def test_control_characters_and_long_texts_do_not_break_a_register(cast, sheet, lines):
    first, _second = keys(cast, "programme")
    row, _change = set_progress(cast.route, cast.user("mentor"), first, status="work")
    type(row).objects.update(actual_result="а\x0bӀ🙂" * 20_000)
    text = lines(sheet(cast, "deputy", "items"))[0]["Фактический результат; причина"]
    assert text.startswith("аӀ🙂аӀ🙂") and len(text) <= 32_767
