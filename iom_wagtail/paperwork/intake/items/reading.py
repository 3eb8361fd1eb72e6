"""Rows of a table into lines of the programme; nothing is dropped without a word. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets.book import Book, Sheet, SheetRow, letter
from iom_wagtail.paperwork.intake.items.columns import FIELDS, Columns, recognise


@dataclass(slots=True)
class Line:
    """One row of the table on its way into the programme: its number there, its texts by field.

    ``faults`` are what was wrong with its cells when they were read, by field.
    """

    number: int
    values: dict[str, str]
    taken: bool = True
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Programme:
    """What was read: the sheet's name, its lines, the letters of its columns, what was left out."""

    sheet: str
    lines: list[Line] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def read_programme(book: Book, most: int) -> Programme:
    """Return the lines of the first sheet that has the head of a programme.

    Raises ``FileRefused`` when no sheet has one, when nothing stands under it, and when there
    are more lines than the ``most`` a programme holds.
    """
    found = book.find(recognise)
    if found is None:
        raise FileRefused(_no_head(book), code="head")
    sheet, index, columns = found
    result = Programme(sheet.name, letters={name: columns.letter_of(name) for name in FIELDS})
    lost: dict[int, int] = {}
    direction = ""
    for row in sheet.rows[index + columns.depth :]:
        if _is_repeated_head(row, sheet.rows[index]) or _only_counts(row):
            continue
        if section := _section(row, sheet, columns):
            direction = section
            continue
        for place in row.filled:
            if place not in columns.places.values() and place != columns.counter:
                lost[place] = lost.get(place, 0) + 1
        line = _line(row, columns, direction)
        if any(line.values[name] for name in FIELDS if name != "direction"):
            result.lines.append(line)
    if not result.lines:
        raise FileRefused(_("There are no rows under the head of the table."), code="empty")
    if len(result.lines) > most:
        raise FileRefused(
            _("The table has %(count)d items; a programme holds %(most)d at most.")
            % {"count": len(result.lines), "most": most},
            code="rows",
        )
    result.left_out = [_left_out(place, columns, count) for place, count in sorted(lost.items())]
    return result


def _no_head(book: Book) -> str:
    names = ", ".join(f"«{sheet.name}»" for sheet in book.sheets if sheet.name)
    said = _(
        "The head of the programme was not found. Name the columns as in the passport: "
        "“Содержание пункта программы”, “Срок выполнения”, “Деятельность сопровождаемого”, "
        "“Деятельность сопровождающего”, “Совместная деятельность”."
    )
    return (
        _("%(said)s Sheets looked at: %(names)s.") % {"said": said, "names": names}
        if names
        else said
    )


def _left_out(place: int, columns: Columns, count: int) -> str:
    heading = columns.unknown.get(place) or _("without a heading")
    return _("%(letter)s “%(heading)s”, filled cells: %(count)d") % {
        "letter": letter(place),
        "heading": heading,
        "count": count,
    }


def _is_repeated_head(row: SheetRow, head: SheetRow) -> bool:
    return row.cells == head.cells


def _only_counts(row: SheetRow) -> bool:
    """Return whether a row only numbers the columns: 1, 2, 3 …, as printed forms do."""
    texts = [row.cells[index].rstrip(".") for index in row.filled]
    return len(texts) > 2 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _section(row: SheetRow, sheet: Sheet, columns: Columns) -> str:
    """Return the title of a section: a text across the table, or alone where numbers stand."""
    filled = row.filled
    if len(filled) != 1:
        return ""
    text = " ".join(row.cells[filled[0]].split())
    alone = filled[0] == columns.counter and not text.rstrip(".").isdecimal()
    return text if alone or sheet.width_at(row, filled[0]) > 2 else ""


def _line(row: SheetRow, columns: Columns, direction: str) -> Line:
    values = {name: row.cell(columns.places.get(name, -1)) for name in FIELDS}
    values["due"] = _due(row, columns)
    values["direction"] = " ".join((values["direction"] or direction).split())
    faults = {
        name: row.faults[place] for name, place in columns.places.items() if place in row.faults
    }
    for name in ("due_from", "due_to"):
        if name in faults:
            faults.setdefault("due", faults.pop(name))
    return Line(row.number, values, faults=faults)


def _due(row: SheetRow, columns: Columns) -> str:
    """Return the term in one text, also where its days stand in two columns."""
    words, first, last = (
        " ".join(row.cell(columns.places.get(name, -1)).split())
        for name in ("due", "due_from", "due_to")
    )
    if first and last:
        days = first if first == last else f"{first} – {last}"
    else:
        days = first or (f"до {last}" if last else "")
    return " ".join(filter(None, (days, words)))
