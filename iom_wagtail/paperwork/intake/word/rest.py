"""What nobody placed on the walk: words of the form, and everything else into the note. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.utils.translation import gettext as _

from iom_wagtail.paperwork.intake.word.blocks import Cell, Document, Piece, Where, pieces
from iom_wagtail.paperwork.intake.word.labels import Values
from iom_wagtail.paperwork.intake.word.tables import Rows
from iom_wagtail.paperwork.intake.word.vocabulary import is_blank, plain
from iom_wagtail.paperwork.papers.programme import UNDIRECTED

#: What the head or the foot of every page says beside the text.
PAGE_WORDS = re.compile(r"проект|страница \d+ из \d+|\d+")


def leave_rest(
    document: Document,
    values: Values,
    rows: Rows,
    left: dict[Piece, list[str]],
    school: Collection[str],
) -> None:
    """Put headings to their items, and everything that nobody placed into the note.

    ``left`` holds lines that found no place, by their piece; ``school`` what the school is called
    and where it stands, which no route repeats.
    """
    _sections(values, rows, left)
    known = {plain(name) for name in school if name}
    together: dict[tuple[int, int], list[Cell]] = {}
    for piece in pieces(document):
        if _of_the_form(piece, known):
            left.pop(piece, None)
            values.book.words_of_form(piece)
        if values.book.knows(piece):
            if lines := left.get(piece):
                values.note(piece, " / ".join(lines))
            continue
        if is_blank(piece.text):
            values.book.words_of_form(piece)
        elif isinstance(piece, Cell):
            together.setdefault((piece.place.table, piece.place.row), []).append(piece)
        else:
            values.note(piece, _one_line(piece.text))
    for cells in together.values():
        row = Cell(cells[0].place)
        values.note(row, " | ".join(_one_line(cell.text) for cell in cells))
        for cell in cells:
            values.book.placed(cell, _("note"))


def _of_the_form(piece: Piece, known: set[str]) -> bool:
    """Return whether a piece says what the school knows, or what every page repeats."""
    text = " ".join(plain(piece.text).split())
    aside = piece.place.where in (Where.HEADER, Where.FOOTER)
    return text in known or (aside and bool(PAGE_WORDS.fullmatch(text)))


def _sections(values: Values, rows: Rows, left: dict[Piece, list[str]]) -> None:
    """A heading with no item below it is no part of the programme."""
    items = values.draft.programme_items
    for piece, start in rows.sections.items():
        text = " ".join(piece.text.split()).rstrip(":")
        if text == UNDIRECTED:
            values.book.words_of_form(piece)
        elif any(item.direction == text for item in items[start:]):
            left.pop(piece, None)
            values.book.placed(piece, _("Programme: direction of the items below"))


def _one_line(text: str) -> str:
    return " / ".join(line.strip() for line in text.split("\n") if line.strip())
