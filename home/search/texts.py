"""What of a public page is searched: kind by kind, and no kind that isn't named here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from home.models.pages import ContentPage, MentoringPage
from iom_wagtail.stories.models import (
    CelebrationIndexPage,
    CelebrationPage,
    SuccessStoryIndexPage,
    SuccessStoryPage,
)


@dataclass(frozen=True, slots=True)
class Text:
    """The texts of a page, what a list of results says of it, and its day."""

    texts: list[str]
    summary: str = ""
    dated_on: dt.date | None = None


def _body(page: Any) -> list[str]:
    """Return the texts of a page's blocks, without markup."""
    return [str(text) for text in page.body.stream_block.get_searchable_content(page.body)]


def _people(page: Any) -> list[str]:
    return [f"{row.shown_name} {row.shown_position}" for row in page.people.all()]


def _story(page: SuccessStoryPage) -> Text:
    words = [page.title, page.lead, page.subject, str(page.get_kind_display())]
    return Text([*words, *_people(page), *_body(page)], page.lead, page.told_on)


def _celebration(page: CelebrationPage) -> Text:
    points = [point.title for point in page.programme.all()]
    honours = [row.honour for row in page.people.all()]
    words = [page.title, page.lead, page.place, *points, *honours, *_people(page), *_body(page)]
    return Text(words, page.lead, timezone.localdate(page.begins_at))


def _content(page: Any) -> Text:
    return Text([page.title, page.lead, *_body(page)], page.lead or page.search_description)


def _index(page: Any) -> Text:
    return Text([page.title, page.lead], page.lead)


#: The kinds of pages that the search knows. A route is none of them.
KINDS: dict[type[Page], Callable[[Any], Text]] = {
    SuccessStoryPage: _story,
    CelebrationPage: _celebration,
    ContentPage: _content,
    MentoringPage: _content,
    SuccessStoryIndexPage: _index,
    CelebrationIndexPage: _index,
}


def text_of(page: Page) -> Text | None:
    """Return what is searched of a page; None for a kind that the search doesn't know."""
    read = KINDS.get(type(page))
    return read(page) if read is not None else None
