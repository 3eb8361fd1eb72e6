"""``manage.py take_down_expired``: pages whose consents have run out go offline."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from iom_wagtail.stories.expiry import expire


class Command(BaseCommand):
    """Run it once a day, after midnight."""

    help = "Takes down public pages on which somebody's consent has run out. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take them down and say how many."""
        gone = expire()
        words = ngettext("%(count)d page went offline.", "%(count)d pages went offline.", gone)
        self.stdout.write(words % {"count": gone})
