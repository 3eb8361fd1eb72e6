"""Sentences that builders put together: days as official papers write them, the consent."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from iom_wagtail.paperwork.kinds import KINDS
from iom_wagtail.paperwork.papers.heads import day_of
from iom_wagtail.paperwork.papers.programme import passport
from iom_wagtail.paperwork.sources import Sources
from iom_wagtail.routes.models import RoutePage

DAY = dt.date(2025, 9, 1)


def test_a_day_ends_with_the_word_for_year():
    with translation.override("ru"):
        assert day_of(DAY) == "1\xa0сентября\xa02025\xa0г."
    assert day_of(None) == ""


@pytest.fixture
def sources(cast):
    user = cast.user("deputy")
    page = RoutePage.objects.visible_to(user).with_stop().get(pk=cast.route.pk)
    page.reader = page.permissions_for_user(user)
    return Sources(page)


@pytest.mark.parametrize(
    ("given", "on", "document", "told"),
    [
        (True, "2025-09-01", "Соглашение № 7", "получено 1 сентября 2025 г. Соглашение № 7"),
        (True, "2025-09-01", "", "получено 1 сентября 2025 г."),
        (True, None, "Соглашение № 7", "получено. Соглашение № 7"),
        (True, None, "", "получено"),
        (False, None, "Соглашение № 7", "Соглашение № 7"),
        (False, None, "", None),
    ],
)
def test_the_mentors_consent_is_told_in_a_sentence(sources, given, on, document, told):
    consent = {"given": given, "date": on, "document": document, "order": ""}
    sources.programme.data["passport"]["mentor_consent"] = consent
    with translation.override("ru"):
        facts = {fact.label: fact.text.replace("\xa0", " ") for fact in passport(sources).facts}
    assert facts.get("Согласие наставника") == told


def test_the_blank_for_the_day_holds_the_day_alone(sources):
    paper = KINDS["passport"].paper(sources)
    assert paper.decided_on.endswith("г.")
    assert paper.decided_by == "Приказ № 1"
