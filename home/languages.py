"""The languages of the pages, remembered: every public request asks for the present one."""

from __future__ import annotations

import time
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import get_language
from wagtail.models import Locale

_asked = Locale.get_active
_known: dict[str, tuple[Locale, float]] = {}

#: Seconds for which another process may go on with a language that was removed.
KEPT_FOR = 60.0


def remember() -> None:
    """Answer ``Locale.get_active`` from memory; there are two or three rows, and they stay.

    Wagtail 8.0 asks the database on every request, to find the home page in the language of the
    address. A process forgets when a language is added or removed in it, the others after a
    minute. Can go when Wagtail remembers them.
    """
    Locale.get_active = classmethod(_active)


def _active(cls: type[Locale]) -> Locale:
    language = get_language() or ""
    found, until = _known.get(language, (None, 0.0))
    if found is None or until < time.monotonic():
        found = _asked()
        _known[language] = (found, time.monotonic() + KEPT_FOR)
    return found


@receiver([post_save, post_delete], sender=Locale, dispatch_uid="home_forget_languages")
def forget(**kwargs: Any) -> None:
    """Ask anew."""
    _known.clear()
