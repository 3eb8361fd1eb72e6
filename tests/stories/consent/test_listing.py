"""The list of consents is narrowed by state, by whose they are, by copies and by names."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from iom_wagtail.stories.choices import Withdrawal
from iom_wagtail.stories.consent.models import PublicationConsent
from tests.stories.made import make_consent, today

pytestmark = pytest.mark.django_db


def test_the_list_is_narrowed(enter, cast):
    make_consent(cast.teacher)
    make_consent(cast.mentor, valid_until=today(3))
    make_consent(cast.colleague, valid_until=today(-1))
    gone = make_consent(cast.psychologist)
    PublicationConsent.objects.filter(pk=gone.pk).update(
        withdrawn_at=dt.datetime.now(dt.UTC), withdrawn_on=today(), withdrawal=Withdrawal.SELF
    )
    make_consent(school=cast.school, other_name="Ёлкин Пётр")
    browser = enter("deputy")
    names = ("Лебедева", "Орлова", "Воробьёва", "Синицына", "Ёлкин")

    def found(**query):
        page = browser.get(reverse("iom_consents"), query).content.decode()
        return [name for name in names if f"<b>{name}" in page]

    assert found() == list(names)
    assert found(state="holds") == ["Лебедева", "Орлова", "Ёлкин"]
    assert found(state="soon") == ["Орлова"]
    assert found(state="run_out") == ["Воробьёва"]
    assert found(state="withdrawn") == ["Синицына"]
    assert found(whose="other") == ["Ёлкин"] and found(q="елкин петр") == ["Ёлкин"]
    assert found(q="лебедева имя") == ["Лебедева"] and found(copy="yes") == []
    assert found(q="никто") == [] and found(state="nonsense") == list(names)
