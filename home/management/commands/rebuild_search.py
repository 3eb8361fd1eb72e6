"""``rebuild_search``: write down anew what the public search looks through."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from home.search.keeping import rebuild


class Command(BaseCommand):
    """Needed after pages came into the database past Wagtail: a restored backup, an import."""

    help = "Writes down anew the words of all public pages for the search of the site."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it in one transaction, so that nobody searches in half of it."""
        with transaction.atomic():
            count = rebuild()
        self.stdout.write(f"{count} pages")
