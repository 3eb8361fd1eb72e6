"""Many stories at once, for tests of growth: rows are written in bulk, past the acts."""

from __future__ import annotations

import datetime as dt

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.sql import InsertQuery
from wagtail.models import Page

from home.search.keeping import remember
from iom_wagtail.stories.models import SuccessStoryIndexPage, SuccessStoryPage

#: What the stories are about; all of them are about a lesson, every seventh about fractions.
TOPICS = ("дроби", "глаголы", "вулканы", "реки", "магниты", "стихи", "карты")
TEXT = (
    "<p>В сентябре урок начинался с шума. Вместе с наставником мы придумали пять правил и сигнал "
    "тишины. К марту класс сам ставил цель урока, и на открытом уроке это увидели коллеги.</p>"
)


def add_stories(index: SuccessStoryIndexPage, count: int) -> list[int]:
    """Add that many live stories about nobody, known to the search; return their keys."""
    index.refresh_from_db()
    kind = ContentType.objects.get_for_model(SuccessStoryPage)
    numbers = range(index.numchild + 1, index.numchild + count + 1)
    pages = Page.objects.bulk_create(
        [
            Page(
                path=Page._get_path(index.path, index.depth + 1, number),
                depth=index.depth + 1,
                numchild=0,
                title=f"История {number}: {TOPICS[number % len(TOPICS)]}",
                draft_title=f"История {number}",
                slug=f"story-{number}",
                url_path=f"{index.url_path}story-{number}/",
                content_type=kind,
                live=True,
                locale_id=index.locale_id,
                last_published_at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC),
            )
            for number in numbers
        ],
        batch_size=500,
    )
    stories = []
    for number, page in zip(numbers, pages, strict=True):
        story = SuccessStoryPage(
            page_ptr_id=page.pk,
            lead=f"Урок, на котором получилось: {TOPICS[number % len(TOPICS)]}",
            subject="Математика",
            told_on=dt.date(2015, 1, 1) + dt.timedelta(days=number % 3650),
            body=[("text", TEXT)],
        )
        story.__dict__.update({f.attname: getattr(page, f.attname) for f in Page._meta.fields})
        stories.append(story)
    _insert(stories)
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + count)
    remember(stories)
    return [page.pk for page in pages]


def _insert(stories: list[SuccessStoryPage]) -> None:
    """Write the stories' own table in bulk, which Django doesn't do for rows of two tables."""
    fields = SuccessStoryPage._meta.local_concrete_fields
    for first in range(0, len(stories), 50):
        query = InsertQuery(SuccessStoryPage)
        query.insert_values(fields, stories[first : first + 50], raw=True)
        query.get_compiler(connection=connection).execute_sql()
