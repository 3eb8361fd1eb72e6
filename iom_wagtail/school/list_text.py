"""The text of a list: text into rows of cells and back. Pure functions."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

MOST_BYTES = 1_000_000

#: «12», «12.» or «12)» before a name, or in a column of its own.
_COUNTER = re.compile(r"\d+[.)]?")
_DASH = re.compile(r" [—–-] ")
_HIDDEN = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


class Unreadable(ValueError):
    """A row can't be read; ``number`` says which one."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def cells_of(text: str, mark: str) -> list[tuple[int, list[str]]]:
    """Return (row number, cells) of every row that isn't empty.

    Raises ``Unreadable``.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    # A quotation mark that nobody closes would swallow the rows behind it: then each row counts.
    open_mark = text.count('"') % 2
    csv.field_size_limit(max(csv.field_size_limit(), MOST_BYTES))
    reader = csv.reader(
        io.StringIO(_HIDDEN.sub("", text)),
        delimiter=mark,
        quoting=csv.QUOTE_NONE if open_mark else csv.QUOTE_MINIMAL,
    )
    found = []
    number = 0
    try:
        for number, raw in enumerate(reader, start=1):
            cells = [" ".join(cell.split()).strip('"' if open_mark else "") for cell in raw]
            if any(cells):
                # «Лебедева Анна Игоревна — учитель»
                cells = _DASH.split(cells[0], maxsplit=1) if len(cells) == 1 else cells
                found.append((number, cells))
    except csv.Error as error:
        raise Unreadable(number + 1) from error
    return found


def without_counters(lines: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Return the rows without a first column that is empty or only counts them."""
    first = [cells[0] for _number, cells in lines]
    beyond = [cells[1][:1] for _number, cells in lines if len(cells) > 1]
    # Names begin with a capital; «;учитель» is a row without a name, not an empty column.
    if not any(char.isupper() for char in beyond):
        return lines
    if not all(_COUNTER.fullmatch(cell) for cell in first if cell):
        return lines
    return [(number, cells[1:]) for number, cells in lines if any(cells[1:])]


def written(rows: list[list[str]], mark: str) -> str:
    """Return rows as text that ``cells_of`` reads again."""
    # A comma stands inside positions: «учитель, куратор».
    text = io.StringIO()
    csv.writer(text, delimiter=";" if mark == "," else mark, lineterminator="\n").writerows(rows)
    return text.getvalue().rstrip("\n")
