"""The index of public stories: narrow rows that lists, filters and the search ask.

A summary, kept by ``stories/listing.py`` and made anew by its ``rebuild``; never the truth: what
is shown is asked of ``shown()`` besides, so a row too many shows nothing.
"""

from __future__ import annotations

import datetime as dt

from django.db import connections, models
from django.utils import timezone

from iom_wagtail.stories.choices import StoryKind
from iom_wagtail.stories.models.index import SuccessStoryIndexPage
from iom_wagtail.stories.models.story import SuccessStoryPage
from iom_wagtail.stories.searching import LONGEST_WORD, asked_words, begins


class EntryQuerySet(models.QuerySet):
    """Questions to the index, as sentences."""

    def shown(self, on: dt.date | None = None) -> EntryQuerySet:
        """Return the entries of stories that are public on a day, as ``ShownQuerySet`` has it."""
        day = on or timezone.localdate()
        run_out = SuccessStoryPage.objects.filter(shown_until__lt=day)
        return self.exclude(page__in=run_out.values("pk"))

    def matching(self, question: str) -> EntryQuerySet:
        """Return the entries in which every word of a question occurs, whatever its ending."""
        vendor = connections[self.db].vendor
        found = self
        for beginning in asked_words(question):
            words = StoryWord.objects.using(self.db).filter(begins("word", beginning, vendor))
            found = found.filter(page__in=words.values("entry"))
        return found


class StoryEntry(models.Model):
    """One live story in the list of its index page."""

    page = models.OneToOneField(
        SuccessStoryPage, primary_key=True, on_delete=models.CASCADE, related_name="entry"
    )
    index = models.ForeignKey(
        SuccessStoryIndexPage, on_delete=models.CASCADE, related_name="entries", db_index=False
    )
    told_on = models.DateField()
    kind = models.CharField(max_length=20, choices=StoryKind.choices)
    subject = models.CharField(max_length=100, blank=True)
    year_start = models.PositiveSmallIntegerField(null=True)

    objects = EntryQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        # Each holds all that is asked, so that no row is read for a list or a count.
        indexes = [
            models.Index(
                fields=["index", "-told_on", "-page", "subject", "year_start", "kind"],
                name="iom_entry_list",
            ),
            models.Index(
                fields=["index", "subject", "year_start", "kind", "page"], name="iom_entry_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"№ {self.pk}"


class StoryWord(models.Model):
    """One word of a story, once."""

    entry = models.ForeignKey(StoryEntry, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=LONGEST_WORD)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(
                fields=["word", "entry"],
                opclasses=["varchar_pattern_ops", ""],
                name="iom_story_word",
            )
        ]

    def __str__(self) -> str:
        return self.word
