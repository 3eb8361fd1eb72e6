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
    ("given", "on", "told"),
    [
        (True, "2025-09-01", "получено, 1 сентября 2025 г."),
        (True, None, "получено"),
        (False, None, None),
    ],
)
def test_the_mentors_consent_is_told_with_its_day(sources, given, on, told):
    consent = {"given": given, "date": on, "document": "Соглашение № 7", "order": ""}
    sources.programme.data["passport"]["mentor_consent"] = consent
    with translation.override("ru"):
        facts = {fact.label: fact.text.replace("\xa0", " ") for fact in passport(sources).facts}
    assert facts.get("Согласие наставника") == told
    assert facts["Документ о согласии"] == "Соглашение № 7"


def test_the_blank_for_the_day_holds_the_day_alone(sources):
    paper = KINDS["passport"].paper(sources)
    assert paper.decided_on.endswith("г.")
    assert paper.decided_by == "Приказ № 1"
