"""Finding public pages by their words. The database does the work, and never too much of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils.text import capfirst
from wagtail.models import Page

from home.public import public
from home.search.words import rank, stems_of
from iom_wagtail.stories.models.base import ConsentedPage

#: The newest so many pages are put in order; who gets more than that asks too broadly.
MOST = 200

#: The index that the database keeps of ``PublicText.words`` (migration ``search_index``), and how
#: it is asked: every word by its beginning.
_ASK = {
    "sqlite": (
        "SELECT rowid FROM home_publictext_words WHERE home_publictext_words MATCH %s",
        '"{}" *',
        " AND ",
    ),
    "postgresql": (
        "SELECT page_id FROM home_publictext WHERE word_vector @@ CAST(%s AS tsquery)",
        "'{}':*",
        " & ",
    ),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found."""

    title: str
    url_path: str
    kind: str
    summary: str
    dated_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Found:
    """The pages found, best first; ``more`` tells that there are others beyond them."""

    hits: Sequence[Hit]
    more: bool = False


def find(query: str, home_path: str) -> Found:
    """Return the public pages below a home page that hold every word of a query.

    Pages with the words in their title come first, and newer ones before older ones.
    """
    stems = stems_of(query)
    if not stems:
        return Found(())
    sql, word, between = _ASK[connection.vendor]
    asked = between.join(word.format(stem) for stem in stems)
    rows = (
        public(Page.objects.filter(path__startswith=home_path))
        .filter(pk__in=RawSQL(sql, [asked]))
        .order_by("-pk")
        .values_list(
            "title",
            "url_path",
            "content_type",
            "public_text__summary",
            "public_text__dated_on",
        )
    )
    found = list(rows[: MOST + 1])
    best = sorted(found[:MOST], key=lambda row: -rank(row[0], stems))
    return Found([_hit(row) for row in best], more=len(found) > MOST)


def _hit(row: tuple) -> Hit:
    title, url_path, content_type, summary, dated_on = row
    model = ContentType.objects.get_for_id(content_type).model_class()
    # Of plain pages the title says enough.
    named = model is not None and issubclass(model, ConsentedPage)
    kind = capfirst(str(model._meta.verbose_name)) if named else ""
    return Hit(title, url_path, kind, summary, dated_on)
