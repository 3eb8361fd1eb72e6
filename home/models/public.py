"""What the site keeps of its public pages beside them: words to search in, and a change counter."""

from __future__ import annotations

from django.db import models
from wagtail.models import Page


class PublicText(models.Model):
    """The words of one public page, as the search looks for them.

    A row is there only while its page is public. Nothing else is ever looked through, so that no
    route can come up. The database keeps an index of ``words`` by itself: see the migration
    ``search_index``.
    """

    page = models.OneToOneField(
        Page,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="public_text",
        editable=False,
    )
    # Each once, in lower case and with «е» for «ё».
    words = models.TextField()
    # A few sentences for the list of results, and the day they are of.
    summary = models.TextField(blank=True)
    dated_on = models.DateField(null=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.page_id)


class PublicChange(models.Model):
    """A counter that grows whenever something public appears, changes or goes.

    What is kept ready of public pages is kept under this number: a new one, and every process
    forgets at once what it had. There is one row.
    """

    number = models.PositiveBigIntegerField(default=0)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.number)
