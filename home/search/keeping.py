"""Keeping the words of public pages beside them: written when one appears, gone when it goes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F
from wagtail.models import Page

from home.models import PublicChange, PublicText
from home.search.texts import KINDS, text_of
from home.search.words import bag

#: So much of a page is said in a list of results.
SUMMARY = 300
BATCH = 500


def remember(pages: Iterable[Page]) -> None:
    """Write down the words of pages, anew for those known already; others than public kinds, and
    those not live, are forgotten.
    """
    rows, gone = [], []
    for page in pages:
        text = text_of(page) if page.live else None
        if text is None:
            gone.append(page.pk)
            continue
        rows.append(
            PublicText(
                page_id=page.pk,
                words=bag(text.texts),
                summary=text.summary[:SUMMARY],
                dated_on=text.dated_on,
            )
        )
    forget(gone)
    PublicText.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["words", "summary", "dated_on"],
        batch_size=BATCH,
    )


def forget(keys: Iterable[int]) -> None:
    """Drop the words of pages."""
    if keys := list(keys):
        PublicText.objects.filter(pk__in=keys).delete()


def rebuild() -> int:
    """Write down the words of all public pages; return how many there are."""
    PublicText.objects.all().delete()
    for model in KINDS:
        remember(model.objects.live().iterator(chunk_size=BATCH))
    note_change()
    return PublicText.objects.count()


def note_change() -> None:
    """Say that something public has appeared, changed or gone: what was kept ready is forgotten."""
    if not PublicChange.objects.update(number=F("number") + 1):
        PublicChange.objects.create(pk=1, number=1)


def last_change() -> int:
    """Return the number of the last change."""
    return PublicChange.objects.values_list("number", flat=True).first() or 0
