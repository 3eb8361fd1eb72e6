"""The kinds of papers in signing order: which there are of a route, and how one is made.

A kind of which a route has several (visits, checkpoints, testimonials) is asked by the record's
``uuid``. Papers are in Russian whatever language the screen speaks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.visits import headings
from iom_wagtail.paperwork.exceptions import NoPaper
from iom_wagtail.paperwork.papers import attached, happened, outcome, programme, sheet

if TYPE_CHECKING:
    from iom_wagtail.paperwork.papers.parts import Paper
    from iom_wagtail.paperwork.sources import Sources, Text


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that can be printed; ``uuid`` and ``label`` tell it from others of its kind.

    ``name`` is what the paper and its file are called.
    """

    kind: Kind
    name: str
    draft: bool = False
    uuid: UUID | None = None
    label: str = ""
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: its code in addresses and file names, its name on screens.

    ``offers`` yields what there is of it; ``build`` makes one (``row`` is the record, or None).
    ``shows`` is the text whose version a paper prints; None for papers of records, which were
    never approved and so are no drafts either. ``called`` names one paper where the kind's own
    name says too little.
    """

    code: str
    name: Promise
    landscape: bool
    rows: Callable[[Sources], list[tuple[Any, str, dt.date | None]]]
    build: Callable[[Sources, Any], Paper]
    shows: Callable[[Sources], Text | None]
    several: bool = False
    called: Callable[[Any], str] | None = None

    def offers(self, sources: Sources) -> Iterator[Offer]:
        """Yield what can be printed of this kind for the reader of the sources."""
        text = self.shows(sources)
        for row, label, on in self.rows(sources):
            yield Offer(
                kind=self,
                name=self.called(row) if self.called else str(self.name),
                draft=text is not None and text.number is None,
                uuid=row.uuid if self.several else None,
                label=label,
                on=on,
            )

    @property
    def of(self) -> str | None:
        """Whose version it prints: ``programme``, ``conclusion``, or nobody's."""
        return {_programme_of: "programme", _conclusion_of: "conclusion"}.get(self.shows)

    def paper(self, sources: Sources, uuid: UUID | None = None) -> Paper:
        """Return one paper; raises ``NoPaper``."""
        with translation.override("ru"):
            for row, _label, _on in self.rows(sources):
                if not self.several or row.uuid == uuid:
                    return self.build(sources, row)
        raise NoPaper


def _one(sources: Sources) -> list[tuple[Any, str, dt.date | None]]:
    return [(None, "", None)]


def _with_conclusion(sources: Sources) -> list[tuple[Any, str, dt.date | None]]:
    return _one(sources) if sources.conclusion is not None else []


def _signed(sources: Sources) -> list[tuple[Any, str, dt.date | None]]:
    return _one(sources) if sources.programme.number is not None else []


def _conclusion_signed(sources: Sources) -> list[tuple[Any, str, dt.date | None]]:
    text = sources.conclusion
    return _one(sources) if text is not None and text.number is not None else []


def _visits(sources: Sources) -> list[tuple[Any, str, dt.date | None]]:
    return [
        (
            row,
            headings.heading(
                host=row.host, classes=row.classes, lesson_no=row.lesson_no, topic=row.topic
            ),
            row.visited_on,
        )
        for row in sources.visits
    ]


@dataclass(frozen=True, slots=True)
class _Held:
    """A held checkpoint under the checkpoint's own uuid, which addresses know."""

    uuid: UUID
    result: Any


def _checkpoints(sources: Sources) -> list[tuple[Any, str, dt.date | None]]:
    return [
        (
            _Held(UUID(each.planned["uuid"]), each),
            f"{each.planned['no']}. {each.planned['title']}",
            each.row.held_on,
        )
        for each in sources.results
    ]


def _attachments(sources: Sources) -> list[tuple[Any, str, dt.date | None]]:
    there = sources.attachments or attached.told_testimonials(sources)
    return _one(sources) if there else []


def _testimonials(sources: Sources) -> list[tuple[Any, str, dt.date | None]]:
    return [(row, row.author_words, row.given_on) for row in sources.testimonials]


def _extract(sources: Sources) -> list[tuple[Any, str, dt.date | None]]:
    row = sources.council
    return [(row, "", row.held_on)] if row is not None and sources.conclusion is not None else []


def _programme_of(sources: Sources) -> Text:
    return sources.programme


def _conclusion_of(sources: Sources) -> Text | None:
    return sources.conclusion


def _no_text(sources: Sources) -> None:
    return None


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "passport",
            _("Passport with the programme"),
            True,
            _one,
            lambda sources, row: programme.passport(sources),
            _programme_of,
        ),
        Kind(
            "sheet",
            _("Approval sheet of the programme"),
            False,
            _signed,
            lambda sources, row: sheet.sheet(sources, sources.programme),
            _programme_of,
        ),
        Kind(
            "card",
            _("Card of individual accompaniment"),
            False,
            _one,
            lambda sources, row: programme.card(sources),
            _programme_of,
        ),
        Kind(
            "attachments",
            _("List of attachments"),
            False,
            _attachments,
            lambda sources, row: attached.attachments(sources),
            _no_text,
        ),
        Kind(
            "visit",
            _("Sheet of a lesson visit"),
            False,
            _visits,
            happened.visit,
            _no_text,
            several=True,
        ),
        Kind(
            "checkpoint",
            _("Note of a checkpoint"),
            False,
            _checkpoints,
            lambda sources, row: happened.checkpoint(
                sources, row.result.planned, row.result.row, row.result.seen
            ),
            _no_text,
            several=True,
        ),
        Kind(
            "meetings",
            _("Log of meetings"),
            True,
            lambda sources: _one(sources) if sources.meetings else [],
            lambda sources, row: happened.meetings(sources, sources.meetings),
            _no_text,
        ),
        Kind(
            "testimonial",
            _("Testimonial (paper)"),
            False,
            _testimonials,
            attached.testimonial,
            _no_text,
            several=True,
            called=attached.testimonial_title,
        ),
        Kind(
            "analysis",
            _("Analysis of outcomes"),
            True,
            _with_conclusion,
            lambda sources, row: outcome.analysis(sources),
            _conclusion_of,
        ),
        Kind(
            "conclusion",
            _("General conclusion"),
            False,
            _with_conclusion,
            lambda sources, row: outcome.conclusion(sources),
            _conclusion_of,
        ),
        Kind(
            "conclusion-sheet",
            _("Approval sheet of the conclusion"),
            False,
            _conclusion_signed,
            lambda sources, row: sheet.sheet(sources, sources.need_conclusion()),
            _conclusion_of,
        ),
        Kind(
            "extract",
            _("Extract from the minutes of the council"),
            False,
            _extract,
            outcome.extract,
            _no_text,
        ),
    )
}


def offers(sources: Sources) -> list[Offer]:
    """Return every paper there is for the reader of the sources, in signing order.

    Raises ``NoPaper`` where there is no text that the reader may see.
    """
    return [offer for kind in KINDS.values() for offer in kind.offers(sources)]
