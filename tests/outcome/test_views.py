"""The conclusion on the site: who reads what, the acts on the page, constant queries."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from iom_wagtail.approval import actions as approval
from iom_wagtail.outcome.actions import reopen
from iom_wagtail.outcome.models import ConclusionPage, CouncilDecision, Reopening
from tests.factories import (
    UserFactory,
    agree_to_conclusion,
    approve_conclusion,
    conclude,
    fresh_conclusion,
    make_cast,
)
from tests.sql import statements_of

pytestmark = pytest.mark.django_db

SECRET = "Цель проверяема"


class Reader:
    """Somebody's browser at the conclusion of the cast's route."""

    def __init__(self, cast, who, user=None):
        self.client = Client()
        self.client.force_login(user or cast.user(who))
        self.url = reverse("iom_route_conclusion", args=[cast.route.pk])

    def get(self):
        return self.client.get(self.url)

    @property
    def text(self):
        return " ".join(self.get().text.replace("\xa0", " ").split())

    def post(self, act, **values):
        return self.client.post(self.url, {"act": act, **values}, follow=True)

    def offered(self):
        page = BeautifulSoup(self.get().content, "html.parser")
        return {field["value"] for field in page.select("main [name=act]")}


def test_before_it_is_opened_the_writers_are_offered_to_open_it(cast):
    offers = {who: Reader(cast, who).offered() for who in ("mentor", "deputy", "director")}
    assert offers == {"mentor": {"open"}, "deputy": {"open"}, "director": set()}
    assert "Заключения пока нет" in Reader(cast, "teacher").text


def test_a_draft_is_nothing_to_those_who_only_read_the_route(opened):
    for who in ("teacher", "psychologist"):
        assert SECRET not in Reader(opened, who).text
        assert "Заключения пока нет" in Reader(opened, who).text
    for who in ("mentor", "methodist", "deputy", "director"):
        assert SECRET in Reader(opened, who).text


@pytest.mark.parametrize("state", ["opened", "approved"])
def test_strangers_find_nothing(request, state):
    cast = request.getfixturevalue(state)
    other = make_cast()
    for who, people in (("colleague", cast), ("teacher", other), ("director", other)):
        reader = Reader(cast, who, people.user(who))
        assert reader.get().status_code == 404
        assert reader.client.post(reader.url, {"act": "open"}).status_code == 404
        version = reverse("iom_route_conclusion_version", args=[cast.route.pk, 1])
        assert reader.client.get(version).status_code == 404
    assert Client().get(Reader(cast, "mentor").url).status_code == 302


def test_a_draft_with_gaps_leads_into_the_editor_and_offers_no_sending(opened):
    conclude(opened, opened.conclusion, states=("unresolved",))
    reader = Reader(opened, "mentor")
    edit = reverse("wagtailadmin_pages:edit", args=[opened.conclusion.pk])
    assert f'href="{edit}#id_problems_state"' in reader.get().text
    assert reader.offered() == set()
    reader.post("submit")
    assert not fresh_conclusion(opened).in_approval


def test_sent_taken_back_and_deleted_on_the_page(opened):
    mentor, deputy = Reader(opened, "mentor"), Reader(opened, "deputy")
    assert mentor.offered() == {"submit"} and deputy.offered() == {"submit", "discard"}
    mentor.post("submit")
    assert fresh_conclusion(opened).in_approval
    assert mentor.offered() == deputy.offered() == {"withdraw"}
    assert Reader(opened, "methodist").offered() == set()
    mentor.post("withdraw")
    assert not fresh_conclusion(opened).in_approval
    deputy.post("discard")
    assert not ConclusionPage.objects.exists()


def test_pressing_open_twice_leaves_one(cast):
    reader = Reader(cast, "mentor")
    for _time in range(2):
        assert reader.post("open").status_code == 200
    assert ConclusionPage.objects.count() == 1


def test_the_asked_teacher_reads_the_text_that_waits(opened):
    mentor = opened.user("mentor")
    approval.submit(fresh_conclusion(opened), mentor)
    page = fresh_conclusion(opened)
    assert SECRET not in Reader(opened, "teacher").text
    approval.agree(page, opened.user("deputy"), revision_id=page.latest_revision_id)
    assert SECRET in Reader(opened, "teacher").text
    assert "ждёт вашего ознакомления" in Reader(opened, "teacher").client.get(
        f"/routes/{opened.route.pk}/"
    ).text.replace("\xa0", " ")


def test_who_waits_for_whom_is_said_and_leads_to_the_decision(opened):
    approval.submit(fresh_conclusion(opened), opened.user("mentor"))
    page = fresh_conclusion(opened)
    decision = f'href="{page.approval_url()}"'
    assert "ждём вашего решения" in Reader(opened, "deputy").text
    assert "Заключение у заместителя директора" in Reader(opened, "mentor").text
    approval.agree(page, opened.user("deputy"), revision_id=page.latest_revision_id)
    # There the deputy minutes a refusal.
    for who in ("deputy", "teacher"):
        assert decision in Reader(opened, who).text
    route = BeautifulSoup(
        Reader(opened, "teacher").client.get(f"/routes/{opened.route.pk}/").content, "html.parser"
    )
    # Above everything else on the page, once.
    (asked,) = route.select(f"main a[href='{page.reading_url()}']")
    assert asked.find_parent(class_="note--due") and asked.find_next("nav", class_="tabs")


def test_the_words_of_a_return_stand_where_the_text_is_corrected(opened):
    approval.submit(fresh_conclusion(opened), opened.user("mentor"))
    page = fresh_conclusion(opened)
    approval.send_back(
        page,
        opened.user("deputy"),
        revision_id=page.latest_revision_id,
        comment="Назовите причины полнее",
    )
    for who in ("mentor", "deputy", "methodist"):
        assert "Назовите причины полнее" in Reader(opened, who).text
    assert "Назовите причины полнее" not in Reader(opened, "teacher").text
    approval.submit(fresh_conclusion(opened), opened.user("mentor"))
    assert "Назовите причины полнее" not in Reader(opened, "mentor").text


def test_the_director_reads_what_the_teacher_said_without_unfolding(opened):
    approval.submit(fresh_conclusion(opened), opened.user("mentor"))
    agree_to_conclusion(opened, "deputy")
    page = fresh_conclusion(opened)
    approval.agree(
        page,
        opened.user("teacher"),
        revision_id=page.latest_revision_id,
        comment="Согласна, кроме пункта 6.3",
    )
    reader = Reader(opened, "director")
    for address in (page.approval_url(), reverse("iom_approvals")):
        shown = BeautifulSoup(reader.client.get(address).content, "html.parser")
        for folded in shown.select("details"):
            folded.decompose()
        assert "Согласна, кроме пункта 6.3" in shown.text.replace("\xa0", " ")


def test_the_official_form_reads_as_on_paper(approved):
    page = BeautifulSoup(Reader(approved, "teacher").get().content, "html.parser")
    text = " ".join(page.select_one(".sheet").text.replace("\xa0", " ").split())
    for words in (
        "УТВЕРЖДАЮ",
        "Анализ итогов реализации программы индивидуального сопровождения учителя",
        "Форма общего заключения о результатах индивидуального сопровождения",
        "1. Индивидуальное сопровождение можно считать:",
        "6.2. Выявленные в ____ результате предварительной диагностики проблемы:",
        "успешным, эффективным (отмечено)",
        "не нуждается в сопровождении (отмечено)",
        "приказ (протокол) № 64-од от ",
    ):
        assert words in text
    assert text.count("(отмечено)") == 3


def test_the_forms_words_are_russian_for_every_reader(approved):
    reader = Reader(approved, "teacher")
    answer = reader.client.get(reader.url, headers={"accept-language": "en"})
    assert "сняты полностью" in answer.text.replace("\xa0", " ")


def test_reopening_and_both_versions(approved):
    director = Reader(approved, "director")
    assert "reopen" in director.offered() and "reopen" not in Reader(approved, "deputy").offered()
    assert director.post("reopen", reason="").status_code == 200
    assert not Reopening.objects.exists()
    director.post("reopen", reason="Опечатка в пункте 6.3")
    assert "Опечатка в пункте 6.3" in director.text
    conclude(approved, fresh_conclusion(approved), reasons="Новая причина")
    assert "Новая причина" not in Reader(approved, "teacher").text
    assert "Новая причина" in Reader(approved, "mentor").text
    approve_conclusion(approved)
    teacher = Reader(approved, "teacher")
    assert "Новая причина" in teacher.text
    first = teacher.client.get(
        reverse("iom_route_conclusion_version", args=[approved.route.pk, 1])
    ).text
    assert "Опечатка в пункте 6.3" in first.replace("\xa0", " ") and "Новая причина" not in first
    missing = reverse("iom_route_conclusion_version", args=[approved.route.pk, 3])
    assert teacher.client.get(missing).status_code == 404


def test_the_council_on_the_page(approved):
    deputy = Reader(approved, "deputy")
    words = {"protocol_no": "7", "held_on": "29.05.2026", "decision": "Принять к сведению"}
    assert deputy.post("council", **{**words, "decision": ""}).status_code == 200
    assert not CouncilDecision.objects.exists()
    deputy.post("council", **words)
    assert "протокол № 7 от 29 мая 2026" in Reader(approved, "teacher").text
    assert "council" not in Reader(approved, "mentor").offered()
    Reader(approved, "mentor").post("council", **{**words, "protocol_no": "99"})
    assert CouncilDecision.objects.get().protocol_no == "7"


def test_a_superusers_reading_is_logged(approved):
    boss = UserFactory(is_superuser=True, is_staff=True)
    reader = Reader(approved, "", boss)
    assert SECRET in reader.text and reader.offered() == set()
    assert PageLogEntry.objects.filter(page=approved.route.pk, action="iom_wagtail.read").exists()


@pytest.mark.parametrize("who", ["teacher", "mentor", "director"])
def test_the_page_keeps_to_its_queries(approved, who):
    reader = Reader(approved, who)
    reader.get()
    assert len(statements_of(reader.get)) <= 10
    reopen(fresh_conclusion(approved), approved.user("director"), "Опечатка")
    assert len(statements_of(reader.get)) <= 14


def test_the_preview_shows_the_draft(opened):
    reader = Reader(opened, "mentor")
    view = reverse("wagtailadmin_pages:view_draft", args=[opened.conclusion.pk])
    assert SECRET in reader.client.get(view).text.replace("\xa0", " ")
