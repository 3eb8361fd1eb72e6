"""The approval sheet of a version: who did what when, with which words, and the checksum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iom_wagtail.approval.sheets import lines
from iom_wagtail.paperwork.papers.heads import edition_of, head_of, numbered
from iom_wagtail.paperwork.papers.parts import Paper
from iom_wagtail.school import words

if TYPE_CHECKING:
    from iom_wagtail.paperwork.sources import Sources, Text


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One line of the sheet."""

    what: str
    who: str
    on_behalf: str
    comment: str
    document: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Paper):
    """«Лист согласования» of one version; ``of`` says what was approved."""

    of: str
    rows: tuple[TrailRow, ...]
    sha256: str
    address: str


def sheet(sources: Sources, text: Text) -> Sheet:
    """Return the sheet of an approved text."""
    return Sheet(
        **head_of(sources, text, "sheet", "Лист согласования"),
        edition=edition_of(text),
        of=text.words,
        rows=tuple(
            TrailRow(
                what=line.what,
                who=line.who,
                on_behalf=line.event["on_behalf"],
                comment=line.words,
                document=_document(line.event["document_no"], line.event["document_on"]),
                when=_moment(line.event["moment"]),
            )
            for line in lines(text.trail)
        ),
        sha256=text.sha256,
        address=text.address,
    )


def _document(number: str, on: str | None) -> str:
    day = f"от {words.ru_date(on, 'short')}" if on else ""
    return " ".join(filter(None, [numbered(number), day]))


def _moment(moment: str) -> str:
    """Return «03.09.2025, 14:20» for an ISO moment in local time, as trails keep them."""
    return f"{words.ru_date(moment, 'short')}, {moment[11:16]}"
