"""What the parts that an author picked become. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import escape
from django.utils.text import capfirst

from iom_wagtail.school.words import ru_date
from iom_wagtail.stories.choices import StoryKind
from iom_wagtail.stories.wizard.parts import Won

#: The kind of story an achievement suggests; the first one that was picked decides.
KINDS = {
    "contest": StoryKind.CONTEST,
    "festival": StoryKind.CONTEST,
    "talk": StoryKind.TALK,
    "free_microphone": StoryKind.FREE_MICROPHONE,
    "publication": StoryKind.MATERIALS,
    "open_lesson": StoryKind.OPEN_LESSON,
    "project": StoryKind.PROJECT,
}


def paragraphs(text: str) -> str:
    """Return plain text as paragraphs of HTML; whatever looks like markup stays words."""
    parts = [part.strip() for part in text.replace("\r", "").split("\n")]
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)


def body_of(
    text: str, quotes: Iterable[str], who: str, won: Sequence[Won]
) -> list[tuple[str, Any]]:
    """Return the blocks of a story: its text, the words, the achievements; empty parts left out."""
    blocks: list[tuple[str, Any]] = []
    if told := paragraphs(text):
        blocks.append(("text", told))
    blocks += [("quote", {"text": quote.strip(), "who": who}) for quote in quotes if quote.strip()]
    if won:
        told_of = [{"title": capfirst(one.title), "detail": detail_of(one)} for one in won]
        blocks.append(("achievements", told_of))
    return blocks


def detail_of(won: Won) -> str:
    """Return «Призёр. Муниципальный уровень, 16 апреля 2026»."""
    return ", ".join(filter(None, (capfirst(won.detail), ru_date(won.on))))


def kind_of(won: Sequence[Won]) -> StoryKind:
    """Return which kind of story this is; the year itself is a success, too."""
    return next((KINDS[one.kind] for one in won if one.kind in KINDS), StoryKind.FIRST_YEAR)


def natural_name(surname: str, given_name: str, patronymic: str) -> str:
    """Return «Анна Игоревна Лебедева», as a story says a name."""
    return " ".join(filter(None, (given_name, patronymic, surname)))
