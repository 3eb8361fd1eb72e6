"""The list of stories: keeping its index, counting, and the twelve that are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, QuerySet

from iom_wagtail.stories.asking import Asked
from iom_wagtail.stories.choices import StoryKind
from iom_wagtail.stories.letters import one_line
from iom_wagtail.stories.models.entry import StoryEntry, StoryWord
from iom_wagtail.stories.models.index import SuccessStoryIndexPage
from iom_wagtail.stories.models.story import SuccessStoryPage
from iom_wagtail.stories.parts import read, words_in
from iom_wagtail.stories.photos import shape_specs, with_renditions
from iom_wagtail.stories.presenting import ON_CARDS, Card, card_of
from iom_wagtail.stories.searching import distinct, words_of
from iom_wagtail.stories.years import year_words

PER_PAGE = 12
#: So many pictures are seen before anybody scrolls.
AT_ONCE = 3


# Keeping the index ------------------------------------------------------------------------


@transaction.atomic
def keep(story: SuccessStoryPage) -> None:
    """Let the index say what a story says; take it out when it isn't live."""
    parent = story.get_parent(update=True) if story.live else None
    index = SuccessStoryIndexPage.objects.filter(pk=parent.pk).first() if parent else None
    if index is None:
        StoryEntry.objects.filter(page=story.pk).delete()
        return
    entry, _created = StoryEntry.objects.update_or_create(
        page_id=story.pk,
        defaults={
            "index": index,
            "told_on": story.told_on,
            "kind": story.kind,
            "subject": one_line(story.subject),
            "year_start": story.year_start,
        },
    )
    wanted = set(distinct(words_of(" ".join(_texts(story)))))
    present = set(entry.words.values_list("word", flat=True))
    entry.words.filter(word__in=present - wanted).delete()
    StoryWord.objects.bulk_create(
        StoryWord(entry=entry, word=word) for word in sorted(wanted - present)
    )


def _texts(story: SuccessStoryPage) -> Iterable[str]:
    """Yield what a visitor can read of a story."""
    yield from (story.title, story.lead, story.subject)
    if story.kind != StoryKind.OTHER:
        yield str(StoryKind(story.kind).label)
    for person in story.people.all():
        yield from (person.shown_name, person.shown_position)
    yield from words_in(read(story.body.raw_data, {}))


def rebuild() -> int:
    """Make the whole index anew from the pages; return how many stories stand in it."""
    StoryEntry.objects.all().delete()
    for story in SuccessStoryPage.objects.live().iterator():
        keep(story)
    return StoryEntry.objects.count()


# The list ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a filter."""

    value: str
    label: str
    chosen: bool


def listed(index: SuccessStoryIndexPage, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page of an index shows for the query of an address.

    Three queries (four with words), whatever the number of stories: counts, cards, pictures.
    """
    asked = Asked.of(given)
    entries = StoryEntry.objects.shown().filter(index=index)
    groups = list(
        entries.order_by().values_list("subject", "year_start", "kind").annotate(Count("pk"))
    )
    wanted = {"subject": asked.subject, "year_start": asked.year, "kind": asked.kind}
    entries = entries.filter(**{name: value for name, value in wanted.items() if value})
    if asked.words:
        entries = entries.matching(asked.words)
        total = entries.count()
    else:
        total = sum(
            count
            for subject, year, kind, count in groups
            if asked.subject in ("", subject)
            and asked.year in (None, year)
            and asked.kind in ("", kind)
        )
    shown = _Counted(entries.order_by("-told_on", "-page"), PER_PAGE, total).get_page(asked.page)
    return {
        "asked": asked,
        "total": total,
        "any": bool(groups),
        "feed_address": f"{index.url}feed/",
        "chosen_words": _chosen(asked),
        "cards": _cards(index, shown),
        "shown": shown,
        **page_links(asked, shown),
        **_filters(asked, groups),
    }


class _Counted(Paginator):
    """Pages of a list whose length is known already."""

    def __init__(self, entries: Any, per_page: int, total: int) -> None:
        super().__init__(entries, per_page)
        self.count = total


def _cards(index: SuccessStoryIndexPage, shown: PaginatorPage) -> list[Card]:
    """Return the cards of one page of the list; what is public is asked of the pages besides."""
    if not shown.paginator.count:
        return []
    first = (shown.number - 1) * PER_PAGE
    entries = shown.paginator.object_list[first : first + PER_PAGE]
    stories = SuccessStoryPage.objects.shown().filter(pk__in=entries.values("page"))
    return cards_of(stories.order_by("-told_on", "-pk"), index.url)


def cards_of(stories: QuerySet, above: str | None) -> list[Card]:
    """Return the cards of stories below the address of their index; two queries."""
    rows = list(stories.values_list(*ON_CARDS, named=True))
    images = with_renditions((row.cover_id, shape_specs("card")) for row in rows if row.cover_id)
    return [
        card_of(row, images.get(row.cover_id), above, lazy=number >= AT_ONCE)
        for number, row in enumerate(rows)
    ]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A way to another page of the list; without ``address`` it is a gap or the page itself."""

    number: int | None
    address: str = ""


def page_links(asked: Asked, shown: PaginatorPage) -> dict[str, Any]:
    """Return the ways to the other pages of a list, none when there is but one."""
    last, number = shown.paginator.num_pages, shown.number
    return {
        "pages": _numbers(asked, shown) if last > 1 else [],
        "back": asked.query(number - 1) or "?",
        "onward": asked.query(number + 1),
        # One address for each page of the whole list; what is narrowed down is not to be found.
        "canonical": Asked(page=number).query(number),
    }


def _numbers(asked: Asked, shown: PaginatorPage) -> list[PageLink]:
    found = []
    for number in shown.paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1):
        if not isinstance(number, int):
            found.append(PageLink(None))
        elif number == shown.number:
            found.append(PageLink(number))
        else:
            found.append(PageLink(number, asked.query(number) or "?"))
    return found


def _chosen(asked: Asked) -> list[str]:
    """Return in words what the list has been narrowed down to."""
    kind = str(StoryKind(asked.kind).label) if asked.kind else ""
    words = f"«{asked.words}»" if asked.words else ""
    return [one for one in (words, asked.subject, year_words(asked.year), kind) if one]


def _filters(asked: Asked, groups: list[tuple]) -> dict[str, list[Choice]]:
    """Return what may be chosen: what there is, and what has been chosen already."""
    subjects = {group[0] for group in groups if group[0]} | ({asked.subject} - {""})
    years = {group[1] for group in groups if group[1]} | ({asked.year} - {None})
    kinds = {group[2] for group in groups} | ({asked.kind} - {""})
    return {
        "subjects": [
            Choice(name, name, name == asked.subject)
            for name in sorted(subjects, key=lambda name: name.lower().replace("ё", "е"))
        ],
        "years": [
            Choice(str(year), year_words(year), year == asked.year)
            for year in sorted(years, reverse=True)
        ],
        "kinds": [
            Choice(kind, kind.label, kind == asked.kind) for kind in StoryKind if kind in kinds
        ],
    }
