"""What of a route may become part of a story: a whitelist of fields, and nothing else.

Only what was achieved, the praise for it (never a sum), and only those words of the diary that
the teacher has shown to everybody on the route. Diagnosis, testimonials, visits and the
conclusion are never asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.achievements.rules import reach
from iom_wagtail.journal.choices import EncouragementKind
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.stories.wizard.parts import Said, Sources, Won

if TYPE_CHECKING:
    from iom_wagtail.routes.models import RoutePage

#: Every field of a record that can reach a public page.
ACHIEVEMENT_FIELDS = ("uuid", "kind", "happened_on", "title", "level", "stage", "result")
PRAISE_FIELDS = ("uuid", "given_on", "title")
QUOTE_FIELDS = ("uuid", "happened_on", "text", "insight")


def sources_of(page: RoutePage) -> Sources:
    """Return what a story of a route may be made from; the route has a teacher."""
    return Sources(
        teacher=page.teacher,
        mentor=page.leading_mentor,
        year_start=page.year_start,
        won=(*_achievements(page), *_praise(page)),
        said=tuple(_words(page)),
    )


def _achievements(page: RoutePage) -> list[Won]:
    rows = Achievement.objects.present().filter(route=page.pk).values(*ACHIEVEMENT_FIELDS)
    return [
        Won(
            key=_key(row["uuid"]),
            kind=row["kind"],
            on=row["happened_on"],
            title=row["title"],
            detail=". ".join(filter(None, (row["result"], reach(row["level"], row["stage"])))),
        )
        for row in rows
    ]


def _praise(page: RoutePage) -> list[Won]:
    moral = Encouragement.objects.present().filter(route=page.pk, kind=EncouragementKind.MORAL)
    return [
        Won(key=_key(row["uuid"]), kind="praise", on=row["given_on"], title=row["title"], detail="")
        for row in moral.values(*PRAISE_FIELDS)
    ]


def _words(page: RoutePage) -> list[Said]:
    shown = DiaryEntry.objects.present().filter(route=page.pk, to_all=True).values(*QUOTE_FIELDS)
    return [
        Said(
            key=_key(row["uuid"]),
            on=row["happened_on"],
            text="\n".join(part for part in (row["text"], row["insight"]) if part),
        )
        for row in shown
    ]


def _key(uuid: UUID) -> str:
    return uuid.hex
