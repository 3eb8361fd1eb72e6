"""Many stories at once, for tests of growth: rows are written in bulk, past the acts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F
from wagtail.models import Locale, Page

from iom_wagtail.stories.models import (
    StoryEntry,
    StoryWord,
    SuccessStoryIndexPage,
    SuccessStoryPage,
)
from iom_wagtail.stories.searching import words_of
from tests.stories.telling import make_picture

SUBJECTS = ("Математика", "Физика", "Русский язык", "История", "Химия", "Музыка", "")
KINDS = ("contest", "talk", "open_lesson", "first_year", "materials")
FIRST_DAY = dt.date(2016, 9, 1)
#: What the texts are made of; each story has some of these and a number of its own.
WORDS = (
    "урок", "класс", "ученик", "учитель", "наставник", "дроби", "задача", "вопрос", "ответ",
    "доска", "карточка", "конкурс", "работа", "школа", "праздник", "диплом", "открытый",
    "разговор", "совет", "помощь", "тетрадь", "ошибка", "правило", "пример", "группа", "цель",
    "тишина", "сигнал", "месяц", "год", "весна", "осень", "коллега", "находка", "приём", "проект",
    "опыт", "чтение", "слово",
)  # fmt: skip
MOST_PICTURES = 24


def add_stories(
    index: SuccessStoryIndexPage, count: int, *, pictures: int = MOST_PICTURES
) -> list[int]:
    """Add that many public stories with their entries in the index; return their keys."""
    covers = [make_picture(f"Снимок {number}") for number in range(min(count, pictures))]
    last = index.get_last_child()
    first = Page._str2int(last.path[-Page.steplen :]) if last is not None else 0
    numbers = range(first + 1, first + count + 1)
    kind = ContentType.objects.get_for_model(SuccessStoryPage)
    with transaction.atomic():
        pages = Page.objects.bulk_create(
            Page(
                path=Page._get_path(index.path, index.depth + 1, number),
                depth=index.depth + 1,
                numchild=0,
                title=f"История {number}: {WORDS[number % len(WORDS)]}",
                draft_title=f"История {number}",
                slug=f"story-{number}",
                url_path=f"{index.url_path}story-{number}/",
                content_type=kind,
                live=True,
                locale=Locale.get_default(),
            )
            for number in numbers
        )
        stories = [
            SuccessStoryPage(
                page_ptr_id=page.pk,
                lead=f"Что помогло на уроке {number}.",
                kind=KINDS[number % len(KINDS)],
                subject=SUBJECTS[number % len(SUBJECTS)],
                year_start=2016 + number % 10,
                told_on=FIRST_DAY + dt.timedelta(days=number % 3600),
                cover=covers[number % len(covers)] if covers else None,
                cover_alt="Доска с карточками",
                body=json.dumps([{"type": "text", "value": f"<p>{_text(number)}</p>", "id": "1"}]),
            )
            for number, page in zip(numbers, pages, strict=True)
        ]
        # ``bulk_create`` refuses models with a parent; the parents' rows are there already.
        own = SuccessStoryPage._meta.local_concrete_fields
        SuccessStoryPage._base_manager.get_queryset()._batched_insert(stories, own, 500)
        SuccessStoryIndexPage.objects.filter(pk=index.pk).update(numchild=F("numchild") + count)
        _enter(index, numbers, pages)
    index.refresh_from_db()
    return [page.pk for page in pages]


def _text(number: int) -> str:
    """Return some words, different from story to story."""
    own = [WORDS[(number * step) % len(WORDS)] for step in range(1, 25)]
    return f"{' '.join(own)} номер{number}"


def _enter(index: SuccessStoryIndexPage, numbers: range, pages: list[Page]) -> None:
    """Write the index as ``stories/listing.py`` does, in bulk."""
    StoryEntry.objects.bulk_create(
        (
            StoryEntry(
                page_id=page.pk,
                index=index,
                told_on=FIRST_DAY + dt.timedelta(days=number % 3600),
                kind=KINDS[number % len(KINDS)],
                subject=SUBJECTS[number % len(SUBJECTS)],
                year_start=2016 + number % 10,
            )
            for number, page in zip(numbers, pages, strict=True)
        ),
        batch_size=1000,
    )

    def words() -> Iterator[tuple[int, str]]:
        for number, page in zip(numbers, pages, strict=True):
            text = f"{page.title} Что помогло на уроке {number}. {_text(number)}"
            yield from ((page.pk, word) for word in set(words_of(text)))

    table = connection.ops.quote_name(StoryWord._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} (entry_id, word) VALUES (%s, %s)", words())
