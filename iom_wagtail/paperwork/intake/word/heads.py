"""Which table this is, and which column is which: by the words of its head, never by position."""

from __future__ import annotations

import re
from dataclasses import dataclass

from iom_wagtail.paperwork.intake.word.blocks import Cell, Table, distinct
from iom_wagtail.paperwork.intake.word.vocabulary import KINDS, UNDER, plain, role_of

#: A head is at most so many rows; its cells are names, not texts.
DEEPEST = 3
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: its kind, its number of rows, role and words of each column."""

    kind: str
    height: int
    roles: tuple[str, ...]
    words: tuple[str, ...]

    def of(self, row: list[Cell | None], cell: Cell) -> list[str]:
        """Return the roles of the columns that a cell of a row covers, once each."""
        covered = [self.roles[i] for i, c in enumerate(row) if c is cell and i < len(self.roles)]
        return list(dict.fromkeys(covered))

    def said(self, row: list[Cell | None], cell: Cell) -> str:
        """Return the words over a cell."""
        covered = [self.words[i] for i, c in enumerate(row) if c is cell and i < len(self.words)]
        return ", ".join(dict.fromkeys(word for word in covered if word))


def find_head(table: Table, start: int, under: str = "") -> Head | None:
    """Return the head that begins at a row, or None where the row begins none.

    ``under`` is the kind that the heading over the table names: «Контрольные срезы».
    """
    best: Head | None = None
    most = 0
    for height in range(1, DEEPEST + 1):
        rows = table.rows[start : start + height]
        if len(rows) < height or not _could_be_head(rows[-1], first=height == 1):
            break
        for kind, (columns, needed, one_of) in KINDS.items():
            if kind == under:
                columns = (*columns, *UNDER[kind])
            words = tuple(_joined(rows, column) for column in range(table.width))
            roles = tuple(role_of(word, columns) for word in words)
            found = set(roles) - {""}
            if not needed <= found or not found & one_of:
                continue
            told = [word for word in dict.fromkeys(words) if word]
            known = sum(1 for word in told if role_of(word, columns))
            if known * 2 < len(told) or known < most or (known == most and kind != under):
                continue
            best, most = Head(kind, height, roles, words), known
    return best


def counts_columns(row: list[Cell | None]) -> bool:
    """Return whether a row only numbers the columns: 1, 2, 3 …"""
    told = [cell.text.strip(" .") for cell in distinct(row) if cell.text]
    return len(told) > 2 and told == [str(n) for n in range(1, len(told) + 1)]


def _could_be_head(row: list[Cell | None], *, first: bool) -> bool:
    texts = [cell.text for cell in distinct(row) if cell.text]
    return (bool(texts) or not first) and all(len(text) <= LONGEST for text in texts)


def _joined(rows: list[list[Cell | None]], column: int) -> str:
    """Return the words over a column, from the top down, a merged cell once.

    «Деятельность» over three columns and «сопровождаемого» below it give both.
    """
    cells = dict.fromkeys(row[column] for row in rows if column < len(row))
    words = [re.sub(r"-\s*\n\s*", "", cell.text) for cell in cells if cell is not None]
    words = [" ".join(word.split()) for word in words if word.strip()]
    # A cell repeated by hand instead of merged says the same twice.
    said: dict[str, str] = {}
    for word in words:
        said.setdefault(plain(word), word)
    return " ".join(said.values())
