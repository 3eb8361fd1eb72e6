"""What the editor of a page tells about its people: what is shown of each, and is it allowed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse

from iom_wagtail.stories import rules
from iom_wagtail.stories.choices import ConsentField
from iom_wagtail.stories.consent import words
from iom_wagtail.stories.consent.access import allows
from iom_wagtail.stories.consent.rules import Act
from iom_wagtail.stories.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.stories.models.base import ConsentedPage


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is shown of a person."""

    label: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One person: what is shown, until when it may be, where a consent is recorded."""

    name: str
    told: tuple[Told, ...]
    until: dt.date | None
    record_url: str

    @property
    def allowed(self) -> bool:
        """Whether everything shown of the person is allowed."""
        return all(one.allowed for one in self.told)


def facts(page: ConsentedPage, user: AbstractBaseUser) -> dict[str, Any]:
    """Return the lines of the panel, the places that tell a name, and the ways on."""
    people = page.shown_people()
    given = page.consents(people)
    day = page.goes_live_on()
    records = bool(people) and allows(user, page.school(), Act.RECORD)
    return {
        "lines": [_line(shown, given, day, records) for shown in people],
        "told_names": [words.tells(one) for one in rules.named(people, texts_of(page))],
        "records": records,
        "anonymise_url": reverse("iom_anonymise", args=[page.pk]) if page.pk and people else "",
    }


def _line(shown: rules.Shown, given: Sequence[rules.Given], day: dt.date, records: bool) -> Line:
    may = rules.allowed(shown, given, day)
    return Line(
        name=shown.name,
        told=tuple(
            Told(str(words.SHORT[field]), field in may)
            for field in ConsentField
            if field in shown.fields
        ),
        until=rules.shown_until([shown], given, day),
        record_url=record_url(shown) if records and shown.key else "",
    )


def record_url(shown: rules.Shown) -> str:
    """Return where a consent of somebody on a page is recorded."""
    asked = {"person": shown.person} if shown.person is not None else {"renews": shown.consent}
    return f"{reverse('iom_consent_add')}?{urlencode(asked)}"
