"""What the pages of stories show: cards, who stands under the title, what is read next."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString

from iom_wagtail.school.words import ru_date, ru_typography
from iom_wagtail.stories.choices import Part, StoryKind
from iom_wagtail.stories.letters import one_line
from iom_wagtail.stories.parts import pictures_wanted, read
from iom_wagtail.stories.photos import SHARE, photo, shape_specs, with_renditions
from iom_wagtail.stories.years import year_words

if TYPE_CHECKING:
    from django.http import HttpRequest

    from iom_wagtail.stories.models.story import StoryPerson, SuccessStoryPage

#: What a card is made of, besides the key.
ON_CARDS = ("title", "slug", "lead", "subject", "kind", "told_on", "cover_id", "cover_alt")
#: How many stories like this one stand under it.
ALIKE = 3
#: Kinds that say less than the subject does.
_GENERAL = (StoryKind.FIRST_YEAR, StoryKind.OTHER)


@dataclass(frozen=True, slots=True)
class Card:
    """A story in a list, its words ready to be shown."""

    title: str
    address: str
    lead: str
    about: str
    told_on: dt.date
    day: str
    photo: SafeString
    alt: str


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as the page names them; without a name the position alone stands there."""

    name: str
    position: str

    @property
    def words(self) -> str:
        """«Анна Игоревна Лебедева, учитель математики»."""
        return ", ".join(part for part in (self.name, self.position) if part)


def card_of(row: Any, image: Any, above: str | None, *, lazy: bool = True) -> Card:
    """Return a row of ``ON_CARDS`` as a card below the address of its index."""
    alt = one_line(row.cover_alt)
    return Card(
        title=ru_typography(one_line(row.title)),
        address=f"{above or ''}{row.slug}/",
        lead=ru_typography(one_line(row.lead)),
        about=ru_typography(about(row.subject, row.kind)),
        told_on=row.told_on,
        day=ru_date(row.told_on),
        photo=photo(image, "card", alt, lazy=lazy),
        alt=alt,
    )


def about(subject: str, kind: str) -> str:
    """Return what a card says first: the kind of success if it says something, or the subject."""
    known = StoryKind(kind) if kind in StoryKind.values else StoryKind.OTHER
    if known not in _GENERAL:
        return _capital(str(known.label))
    if subject:
        return one_line(subject)
    return "" if known == StoryKind.OTHER else _capital(str(known.label))


def eyebrow(subject: str, kind: str) -> str:
    """Return «Математика, первый год в школе»."""
    known = StoryKind(kind) if kind in StoryKind.values else StoryKind.OTHER
    words = "" if known == StoryKind.OTHER else str(known.label)
    return _capital(", ".join(part for part in (one_line(subject), words) if part))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def people_of(rows: Iterable[StoryPerson]) -> dict[str, list[Who]]:
    """Return whom the page names: heroes, mentors, and everybody with a name."""
    found: dict[str, list[Who]] = {"heroes": [], "mentors": [], "named": []}
    for row in rows:
        who = Who(one_line(row.shown_name), one_line(row.shown_position))
        if who.name:
            found["named"].append(who)
        if row.part == Part.HERO and who.words:
            found["heroes"].append(who)
        elif row.part == Part.MENTOR and who.words:
            found["mentors"].append(who)
    return found


# What is read next ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Beside:
    """The stories around one."""

    earlier: Any = None
    later: Any = None
    alike: tuple[Any, ...] = ()


#: Keys of the neighbours and of the newest like the story: three short walks along the index of
#: the list. As one query of the ORM it would take a scalar subquery for each story. The day stands
#: by itself besides: no planner bounds a walk by what stands on one side of an OR.
_AROUND = """
SELECT page_id FROM (SELECT page_id FROM {table} WHERE index_id = %(index)s
  AND told_on <= %(day)s AND (told_on < %(day)s OR page_id < %(own)s)
  ORDER BY told_on DESC, page_id DESC LIMIT 1) before
UNION SELECT page_id FROM (SELECT page_id FROM {table} WHERE index_id = %(index)s
  AND told_on >= %(day)s AND (told_on > %(day)s OR page_id > %(own)s)
  ORDER BY told_on, page_id LIMIT 1) after
UNION SELECT page_id FROM (SELECT page_id FROM {table} WHERE index_id = %(index)s
  AND {column} = %(value)s AND page_id <> %(own)s
  ORDER BY told_on DESC, page_id DESC LIMIT %(many)s) alike
"""


def beside(story: SuccessStoryPage, parent: Any) -> Beside:
    """Return the stories before and after one in the list, and the newest like it; one query."""
    model = type(story)
    entries = model._meta.get_field("entry").related_model
    column, value = ("subject", story.subject) if story.subject else ("kind", story.kind)
    given = {
        "index": parent.pk,
        "day": story.told_on,
        "own": story.pk or 0,
        "value": value,
        # Two more than are shown: the neighbours may be among them.
        "many": ALIKE + 2,
    }
    keys = _raw(_AROUND.format(table=entries._meta.db_table, column=column), given)
    rows = model.objects.shown().filter(pk__in=keys).order_by("-told_on", "-pk")
    return sorted_out(story, list(rows.values_list("pk", *ON_CARDS, named=True)))


def _raw(sql: str, given: dict[str, Any]) -> RawSQL:
    """Return a subquery written out; names become places, as Django wants them here."""
    names = re.findall(r"%\((\w+)\)s", sql)
    return RawSQL(re.sub(r"%\(\w+\)s", "%s", sql), [given[name] for name in names])


def sorted_out(story: Any, found: list[Any]) -> Beside:
    """Tell the places apart: the list is in order, so the neighbours are next to the story."""
    own = (story.told_on, story.pk or 0)
    earlier = next((one for one in found if (one.told_on, one.pk) < own), None)
    later = next((one for one in reversed(found) if (one.told_on, one.pk) > own), None)
    neighbours = {one.pk for one in (earlier, later) if one is not None}
    alike = [
        one
        for one in found
        if one.pk not in neighbours
        and (one.subject == story.subject if story.subject else one.kind == story.kind)
    ]
    return Beside(earlier, later, tuple(alike[:ALIKE]))


# The page ---------------------------------------------------------------------------------


def story_context(story: SuccessStoryPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of a story shows; people, neighbours and pictures: three queries."""
    parent = story.above
    around = beside(story, parent) if parent is not None else Beside()
    above = parent.get_url(request) if parent is not None else None
    raw = list(story.body.raw_data)
    wanted = list(pictures_wanted(raw))
    if story.cover_id:
        wanted.append((story.cover_id, (*shape_specs("wide"), SHARE)))
    wanted += [(one.cover_id, shape_specs("card")) for one in around.alike if one.cover_id]
    images = with_renditions(wanted)
    people = people_of(story.people.all())
    return {
        "eyebrow": eyebrow(story.subject, story.kind),
        "year_words": year_words(story.year_start),
        "parts": read(raw, images),
        "cover": images.get(story.cover_id),
        "earlier": card_of(around.earlier, None, above) if around.earlier else None,
        "later": card_of(around.later, None, above) if around.later else None,
        "alike": [card_of(one, images.get(one.cover_id), above) for one in around.alike],
        "index_address": above,
        **people,
    }
