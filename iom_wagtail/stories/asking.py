"""What a visitor asks of a list: words, subject, school year, kind, page. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from iom_wagtail.stories.choices import StoryKind
from iom_wagtail.stories.letters import one_line
from iom_wagtail.stories.searching import LONGEST_QUESTION
from iom_wagtail.stories.years import FIRST

LONGEST_SUBJECT = 100
LAST_YEAR = 2200


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the list of stories. What makes no sense counts as not asked."""

    words: str = ""
    subject: str = ""
    year: int | None = None
    kind: str = ""
    page: int = 1

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """Read the query of an address."""
        year = _number(given.get("year"))
        kind = given.get("kind") or ""
        return cls(
            words=one_line(given.get("q"))[:LONGEST_QUESTION].strip(),
            subject=one_line(given.get("subject"))[:LONGEST_SUBJECT],
            year=year if year is not None and FIRST <= year <= LAST_YEAR else None,
            kind=kind if kind in StoryKind.values else "",
            page=max(1, _number(given.get("page")) or 1),
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but a page was asked for."""
        return bool(self.words or self.subject or self.year or self.kind)

    def query(self, page: int = 1) -> str:
        """Return «?q=…&page=2» for another page of the same; "" for the whole list."""
        own = replace(self, page=page)
        pairs = {
            "q": own.words,
            "subject": own.subject,
            "year": own.year,
            "kind": own.kind,
            "page": own.page if own.page > 1 else None,
        }
        encoded = urlencode({name: value for name, value in pairs.items() if value})
        return f"?{encoded}" if encoded else ""


def _number(text: str | None) -> int | None:
    """Return a number of at most six digits; None for anything else."""
    found = (text or "").strip()
    return int(found) if re.fullmatch(r"[0-9]{1,6}", found) else None
