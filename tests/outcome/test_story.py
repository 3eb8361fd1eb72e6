"""One conclusion from its opening to its reading on the site, through the real acts."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.routes.choices import Stage
from iom_wagtail.routes.models import RoutePage
from tests.factories import agree_to_conclusion, fresh_conclusion
from tests.routes.editor import fields

pytestmark = pytest.mark.django_db


def browser(cast, who):
    client = Client()
    client.force_login(cast.user(who))
    return client


def test_from_opening_to_reading(cast):
    mentor = browser(cast, "mentor")
    page_url = reverse("iom_route_conclusion", args=[cast.route.pk])
    assert "Открыть заключение" in mentor.get(page_url).text

    answer = mentor.post(page_url, {"act": "open"})
    cast.conclusion = ConclusionPage.objects.get()
    editor = reverse("wagtailadmin_pages:edit", args=[cast.conclusion.pk])
    assert answer["Location"] == editor

    form = fields(mentor.get(editor))
    assert "Цель урока" in form["outcome_rows-0-before"][0]
    form |= {
        "outcome_rows-0-after": "Цель проверяема",
        "outcome_rows-0-method": "Анализ 10 конспектов",
        "outcome_rows-0-state": "partly",
        "open_items_note": "Перенесены на осень",
        "result": "partial",
        "problems_state": "partly",
        "remaining": "Работа с ошибками\nДифференциация",
        "reasons": "Мало часов",
        "further": ["support", "training"],
        "best_ways": "Совместное планирование",
    }
    saved = mentor.post(editor, form)
    assert saved.status_code == 302, saved.context["form"].errors
    draft = fresh_conclusion(cast).get_latest_revision_as_object()
    assert draft.remaining == ["Работа с ошибками", "Дифференциация"]
    assert draft.further == ["support", "training"]
    assert not draft.live

    assert mentor.post(page_url, {"act": "submit"}).status_code == 302
    agree_to_conclusion(cast, "deputy", "teacher", "director")
    version = ApprovedVersion.objects.get(page=cast.conclusion)
    assert version.data["kind"] == "conclusion"

    shown = browser(cast, "psychologist").get(page_url).text
    for words in ("Цель проверяема", "сняты частично", "Дифференциация", version.sha256):
        assert words in shown
    assert RoutePage.objects.get(pk=cast.route.pk).stage == Stage.COMPLETED
    assert page_url in browser(cast, "psychologist").get(f"/routes/{cast.route.pk}/").text
