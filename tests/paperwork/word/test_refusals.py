"""What the preview refuses: it shows the form again, and nothing is half-written."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from iom_wagtail.routes.models import RouteAssignment, RoutePage
from iom_wagtail.school.roles import setup_roles
from tests import factories
from tests.paperwork.word.conftest import ADDRESS, draft, shown
from tests.paperwork.word.raw import docx, par, row, table
from tests.paperwork.word.reading import stored

pytestmark = pytest.mark.django_db


def test_a_missing_choice_shows_the_form_again_with_everything_typed(screen):
    response = screen.create(
        screen.send(stored("libreoffice")), **{"programme_items-0-content": "Поправлено"}
    )
    page = shown(response)
    assert "Черновик не создан: ниже отмечено 1 место" in page
    values = screen.fields(response)
    assert values["programme_items-0-content"] == "Поправлено"
    assert "Что куда попало" in page and "нет среди сотрудников" in page
    assert not RoutePage.objects.exists()


def test_a_date_that_is_none_is_marked_at_its_row(screen):
    response = screen.create(
        screen.send(stored("as_regulated")), **{"programme_items-1-due_to": "скоро"}
    )
    row = BeautifulSoup(response.content, "html.parser").select_one("#row-programme_items-1")
    assert "скоро" in row.select_one(".iom-word-error").text
    assert not RoutePage.objects.exists()


@pytest.mark.parametrize("member", ["teacher", "mentor"])
def test_somebody_twice_on_the_route_leaves_nothing_half_written(screen, cast, member):
    response = screen.create(
        screen.send(stored("as_regulated")),
        **{"participants-1-staff": getattr(cast, member).pk},
    )
    row = BeautifulSoup(response.content, "html.parser").select_one("#row-participants-1")
    assert row.select_one(".iom-word-error")
    assert not RoutePage.objects.exists()
    assert not RouteAssignment.objects.exists()


def test_a_teacher_with_a_route_in_these_days_is_refused(screen, cast):
    factories.make_route(cast)
    page = shown(screen.create(screen.send(stored("as_regulated"))))
    assert "Черновик не создан" in page
    assert RoutePage.objects.count() == 1


def test_strangers_cannot_be_slipped_in(screen, cast):
    other = factories.make_cast()
    for name in ("teacher", "mentor", "participants-0-staff"):
        response = screen.create(screen.send(stored("as_regulated")), **{name: other.colleague.pk})
        assert response.status_code == 200
        assert other.colleague.surname not in response.content.decode() or (
            other.colleague.surname == cast.colleague.surname
        )
    assert not RoutePage.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"create": "1"},
        {"create": "1", "seen": "подделка", "programme_items-TOTAL_FORMS": "много"},
        {"create": "1", "programme_items-TOTAL_FORMS": "99999999"},
    ],
)
def test_a_forged_form_creates_nothing_and_breaks_nothing(screen, data):
    assert screen.client.post(ADDRESS, data).status_code == 200
    assert not RoutePage.objects.exists()


def test_a_form_without_its_token_is_refused(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.user("deputy"))
    assert client.post(ADDRESS, {"create": "1"}).status_code == 403


def test_five_hundred_items_are_shown_and_created(screen):
    setup_roles()
    content = docx(
        par("Учитель: Лебедева А. И.")
        + par("Наставник: Орлова М. В.")
        + par("Решение о сопровождении принято 01.09.2025")
        + table(row("Содержание", "Срок"), *[row("Дело", "до 15.10.2025")] * 500)
    )
    assert screen.create(screen.send(content)).status_code == 302
    assert draft().programme_items.count() == 500
