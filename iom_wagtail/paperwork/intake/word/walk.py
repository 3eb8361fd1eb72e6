"""One walk over the blocks of a file: labels and heads of tables in whatever order. Pure.

What finds no place on the way is left for ``rest``: no word of a file is lost.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from iom_wagtail.paperwork.intake.dates.terms import read_days
from iom_wagtail.paperwork.intake.word.blocks import (
    Cell,
    Document,
    Paragraph,
    Piece,
    Table,
    distinct,
)
from iom_wagtail.paperwork.intake.word.heads import Head, counts_columns, find_head
from iom_wagtail.paperwork.intake.word.labels import BULLET, LISTS, Values
from iom_wagtail.paperwork.intake.word.people import names_somebody
from iom_wagtail.paperwork.intake.word.printed import number_of
from iom_wagtail.paperwork.intake.word.signatures import is_signature
from iom_wagtail.paperwork.intake.word.tables import SECTION, Rows
from iom_wagtail.paperwork.intake.word.vocabulary import (
    UNDER,
    YEAR_LINE,
    Label,
    find_label,
    is_blank,
    is_form_title,
    is_title,
    plain,
    without_hints,
)

PEOPLE = ("teacher", "mentor", "participants")


class Walk:
    """One walk over the blocks; it remembers a label that still waits for its value."""

    def __init__(self, document: Document, values: Values) -> None:
        self.document = document
        self.values = values
        self.book = values.book
        self.rows = Rows(values)
        self.waiting: Label | None = None
        #: How the lines of the list above look, and the paragraph of the last one.
        self.list_style: bool | None = None
        self.list_at = 0
        self.head: Head | None = None
        self.head_table = 0
        self.last: Paragraph | None = None
        #: Lines that found no place, by their piece.
        self.left: dict[Piece, list[str]] = {}

    def go(self) -> None:
        """Walk over all blocks in their order."""
        for block in self.document.blocks:
            if isinstance(block, Table):
                self.table(block)
                self.last = None
                continue
            for number, line in enumerate(self._lines(block.text)):
                self.line(line, block, listed=block.listed or number > 0)
            self.last = block

    def _lines(self, text: str) -> list[str]:
        """Return the lines of a paragraph; those of one numbered point of a list are one text."""
        lines = text.split("\n")
        number = self._next_point(text)
        if number and all(number_of(line) != number + 1 for line in lines[1:]):
            return [text]
        return lines

    def _next_point(self, text: str) -> int:
        """Return the number of a point that goes on with the list above, or 0."""
        label = self.waiting
        if label is None or label.field not in LISTS or self.list_style is False:
            return 0
        number = number_of(text) or 0
        return number if number == len(getattr(self.values.draft, label.field)) + 1 else 0

    # --- lines ----------------------------------------------------------------

    def line(self, text: str, piece: Piece, *, listed: bool) -> None:
        """Take one line: a label with its value, the value of the label before, or neither."""
        if is_blank(text):
            if text.strip():
                self.book.words_of_form(piece)
            return
        found = find_label(text)
        # «2. Цель урока: …» in a list of tasks is a task.
        if found is not None and not found[0].sure and self._next_point(text):
            found = None
        if found is not None:
            self._label(*found, piece)
        elif (label := self.waiting) and self._answers(label, text, piece, listed=listed):
            self._value(label, text, piece)
        else:
            self.waiting = None
            if is_title(text):
                self.book.words_of_form(piece)
            elif YEAR_LINE.fullmatch(plain(text)):
                self.book.placed(piece, _("period"))
            else:
                self._leave(text, piece)

    def _label(self, label: Label, value: str, piece: Piece) -> None:
        self.book.words_of_form(piece)
        self.waiting = label
        self.list_style, self.list_at = None, piece.place.paragraph
        if value:
            self.values.take(label.field, value, piece)
            # A list may go on below; everything else has its value.
            self.waiting = label if label.field in LISTS else None

    def _answers(self, label: Label, text: str, piece: Piece, *, listed: bool) -> bool:
        """Return whether a line is the value of the label before it."""
        field = label.field
        if is_title(text) and not self._next_point(text):
            return False
        if field in PEOPLE:
            return len(text) <= 400 and names_somebody(text, self.values.staff)
        if field in ("decision", "diagnosed_on", "period"):
            return bool(read_days(text, self.values.period))
        return field not in LISTS or self._goes_on(text, piece, listed=listed)

    def _goes_on(self, text: str, piece: Piece, *, listed: bool) -> bool:
        """Return whether a line belongs to the list above: one style, and no gap in between."""
        listed = listed or bool(BULLET.match(text))
        near = piece.place.paragraph - self.list_at <= 1
        goes_on = (listed or near) and self.list_style in (None, listed) and "___" not in text
        self.list_style, self.list_at = listed, piece.place.paragraph
        return goes_on

    def _value(self, label: Label, text: str, piece: Piece) -> None:
        if label.field in LISTS:
            self.values.listed(label.field, text, piece)
            return
        self.values.take(label.field, without_hints(text).strip("_ "), piece)
        self.waiting = None

    def _leave(self, text: str, piece: Piece) -> None:
        """Leave a line for the note, with the other lines of its piece that nobody placed."""
        self.left.setdefault(piece, []).append(text.strip())

    # --- tables ---------------------------------------------------------------

    def table(self, table: Table) -> None:
        """Take a table row by row; its head may come again, or change with the part below it."""
        head = self.head if self._continues(table) else None
        under = "" if head else self._under()
        self.rows.begin()
        if head is None and self.last is not None:
            self.rows.direction = ""
            if not self.book.knows(self.last):
                self._heading(self.last, table)
        self.waiting = None
        index = 0
        while index < len(table.rows):
            row = table.rows[index]
            found = find_head(table, index, under)
            if found is not None:
                head, self.waiting = found, None
                self._head_words(head, table.rows[index : index + found.height])
                index += found.height
                continue
            if head is not None and self._is_label_row(head, row):
                head = None
            self._row(head, row, table)
            index += 1
        self.head, self.head_table = head, table.number

    def _continues(self, table: Table) -> bool:
        """Return whether a table without a head of its own goes on with the one before."""
        head = self.head
        if head is None or table.width != len(head.roles) or table.number != self.head_table + 1:
            return False
        first = next((cell for row in table.rows for cell in distinct(row) if cell.text), None)
        if first is None or (find_label(first.text) and head.kind != "programme"):
            return False
        return all(find_head(table, index) is None for index in range(min(len(table.rows), 3)))

    def _under(self) -> str:
        """Return the kind of table that the heading right above names, or ""."""
        found = find_label(self.last.text) if self.last is not None else None
        return found[0].field if found and found[0].field in UNDER else ""

    def _heading(self, over: Paragraph, table: Table) -> None:
        """Take the heading over a table of the programme as the part its items belong to."""
        head = next((h for i in range(3) if (h := find_head(table, i))), None)
        if head is None or head.kind != "programme" or "\n" in over.text:
            return
        text = over.text
        later = over.strong and bool(self.values.draft.programme_items)
        if len(text) <= 150 and (later or SECTION.match(plain(text))) and not is_title(text):
            self.rows.direction = text.rstrip(":")
            self.rows.sections[over] = len(self.values.draft.programme_items)

    def _is_label_row(self, head: Head, row: list[Cell | None]) -> bool:
        """Return whether a row under a small table belongs to the card around it again."""
        cells = [cell for cell in distinct(row) if cell.text]
        if head.kind == "programme" or len(cells) != 2:
            return False
        found = find_label(cells[0].text)
        return found is not None and not found[1]

    def _head_words(self, head: Head, rows: list[list[Cell | None]]) -> None:
        """Take the heads of known columns for words of the form; others go to the note."""
        for row in rows:
            for cell in distinct(row):
                if any(head.of(row, cell)):
                    self.book.words_of_form(cell)

    def _form_words(self, rows: list[list[Cell | None]]) -> None:
        for row in rows:
            for cell in distinct(row):
                if cell.text and not self.book.knows(cell):
                    self.book.words_of_form(cell)

    def _row(self, head: Head | None, row: list[Cell | None], table: Table) -> None:
        told = [cell for cell in distinct(row) if cell.text]
        if not told:
            return
        section = self.rows.section_of(head, row) if head else None
        if counts_columns(row):
            self._form_words([row])
        elif section is not None and not is_form_title(section.text):
            self.rows.begin_section(section, section.text)
            for cell in told:
                if cell is not section:
                    self.book.words_of_form(cell)
        elif len(told) == 1 and is_title(told[0].text):
            self._form_words([row])
        elif head is None:
            if is_signature([cell.text for cell in told], self.values.staff):
                self._form_words([row])
            else:
                self._labels(told)
        else:
            self.rows.take(head, row, table)

    def _labels(self, cells: list[Cell]) -> None:
        """Take a row of names and values beside them; a lone cell is read as lines."""
        index = 0
        while index < len(cells):
            cell = cells[index]
            if self.book.knows(cell):
                index += 1
                continue
            found = find_label(cell.text) if "\n" not in cell.text.strip() else None
            index += 1
            if found is None:
                for line in cell.text.split("\n"):
                    self.line(line, cell, listed=False)
                continue
            label, value = found
            self._label(label, value, cell)
            if not value and len(cells) == 2 and not _only_names(cells[1].text):
                # Beside the one name stands its value, whatever words it begins with.
                self.values.take(label.field, without_hints(cells[1].text), cells[1])
                self.waiting = None
                return
            while index < len(cells) and find_label(cells[index].text) is None:
                if not is_blank(cells[index].text) and not self.book.knows(cells[index]):
                    self.values.take(label.field, without_hints(cells[index].text), cells[index])
                    self.waiting = None
                elif not self.book.knows(cells[index]):
                    self.book.words_of_form(cells[index])
                index += 1


def _only_names(text: str) -> bool:
    """Return whether a text is the name of a place and no more."""
    found = find_label(text)
    return found is not None and not found[1]
