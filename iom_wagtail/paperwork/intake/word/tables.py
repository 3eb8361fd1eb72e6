"""Rows of tables into the programme, the card, the diagnosis, the checkpoints. Pure."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from iom_wagtail.paperwork.intake.dates.terms import read_due
from iom_wagtail.paperwork.intake.word import printed, ticks
from iom_wagtail.paperwork.intake.word.blocks import Cell, Table, distinct
from iom_wagtail.paperwork.intake.word.draft import Difficulty, Item, Row, Taught
from iom_wagtail.paperwork.intake.word.heads import Head
from iom_wagtail.paperwork.intake.word.labels import Values
from iom_wagtail.paperwork.intake.word.names import name_of
from iom_wagtail.paperwork.intake.word.vocabulary import is_blank, plain
from iom_wagtail.paperwork.papers.programme import UNDIRECTED

#: The longest name of a part; a longer row is an item.
LONGEST_SECTION = 150
ACTIVITIES = ("accompanied", "accompanying", "joint")
#: A row with nothing but this in it begins a part of the programme.
SECTION = re.compile(r"(?:раздел|блок|модуль|направление|этап|часть)(?![а-я])|[ivx]{1,4}[.)]|.*:$")
_RELATIONS = {
    "programme": "programme_items",
    "taught": "taught_programmes",
    "difficulties": "difficulties",
    "checkpoints": "checkpoints",
}


class Rows:
    """Turns the rows of one kind of table into rows of the draft."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.draft = values.draft
        self.book = values.book
        #: The part of the programme that the next items belong to, and the cell that named it.
        self.direction = ""
        self.sections: dict[Cell, int] = {}
        self._noted: set[Cell] = set()
        self._begun = 0

    def begin(self) -> None:
        """Begin a table: its rows may be numbered from one again."""
        self._begun = len(self.draft.programme_items)

    def begin_section(self, cell: Cell, text: str) -> None:
        """Let the items that follow belong to a part of the programme."""
        direction = " ".join(text.split()).rstrip(":")
        self.direction = "" if direction == UNDIRECTED else direction
        self.sections[cell] = len(self.draft.programme_items)

    def section_of(self, head: Head, row: list[Cell | None]) -> Cell | None:
        """Return the cell of a row that is one heading over the whole width, or None."""
        if head.kind != "programme":
            return None
        told = [cell for cell in distinct(row) if not is_blank(cell.text)]
        roles = {cell: set(head.of(row, cell)) - {"number"} for cell in told}
        told = [cell for cell in told if roles[cell]]
        if len(told) != 1:
            return None
        cell = told[0]
        columns = set(head.roles) - {"", "number"}
        over_all = "content" in roles[cell] and len(roles[cell]) >= min(3, len(columns))
        alone = len(columns) > 1 and "direction" not in roles[cell]
        numbered = printed.number_of(cell.text) in self._next_numbers
        heading = cell.strong or (bool(SECTION.match(plain(cell.text))) and not numbered)
        begins = (over_all and len(columns) > 1) or (alone and heading)
        return cell if begins and len(cell.text) <= LONGEST_SECTION else None

    @property
    def _next_numbers(self) -> tuple[int, int]:
        """The number of the next item in the programme, and in its table."""
        count = len(self.draft.programme_items)
        return count + 1, count - self._begun + 1

    def take(self, head: Head, row: list[Cell | None], table: Table) -> None:
        """Take one row of a table with this head."""
        parts: dict[str, list[Cell]] = {}
        for cell in distinct(row):
            if not cell.text or is_blank(cell.text):
                continue
            parts.setdefault(self._role(head, row, cell), []).append(cell)
        if not set(parts) - {"number"}:
            return
        told = {
            role: "\n".join(cell.text for cell in cells)
            for role, cells in parts.items()
            if role not in ("number", "")
        }
        relation = _RELATIONS[head.kind]
        if set(told) - {"responsible", "done"}:
            made = getattr(self, f"_{head.kind}")(told, parts)
            rows = getattr(self.draft, relation)
            rows.append(made)
            self._record(head, row, parts, made, relation, len(rows))
        for role in ("", "responsible", "done"):
            for cell in parts.get(role, []):
                self._extra(head, row, cell, relation)

    def _role(self, head: Head, row: list[Cell | None], cell: Cell) -> str:
        """Return the one role of a cell; merged over several activities it is a joint one."""
        roles = [role for role in head.of(row, cell) if role]
        activities = [role for role in roles if role in ACTIVITIES]
        if "content" in roles:
            return "content"
        if len(activities) > 1:
            return "joint"
        return roles[0] if roles else ""

    def _record(
        self,
        head: Head,
        row: list[Cell | None],
        parts: dict[str, list[Cell]],
        made: Row,
        relation: str,
        number: int,
    ) -> None:
        """Write down where the cells of a row went, and what to look at."""
        place = _("%(table)s, row %(row)d") % {"table": name_of(relation), "row": number}
        for role, cells in parts.items():
            for cell in cells:
                if role == "number":
                    self.book.words_of_form(cell)
                if role in ("number", "", "responsible", "done"):
                    continue
                merged = len([r for r in head.of(row, cell) if r not in ("", "number")]) > 1
                remark = ""
                if merged:
                    remark = _("The cell is merged over several columns: check where it belongs.")
                    made.remarks.append(remark)
                for name in _names_in(role, parts, made):
                    column = name_of(name)
                    self.book.placed(cell, f"{place}: {column[:1].lower()}{column[1:]}", remark)
                for due in made.remarks if role in ("due", "planned_on") else ():
                    self.book.remark(cell, due)

    def _extra(self, head: Head, row: list[Cell | None], cell: Cell, relation: str) -> None:
        """Keep a cell of a column that a route doesn't have, with the words over it."""
        if cell in self._noted:
            return
        self._noted.add(cell)
        count = len(getattr(self.draft, relation))
        where = _("%(table)s, row %(row)d") % {"table": name_of(relation), "row": count}
        said = head.said(row, cell)
        self.values.note(cell, cell.text, f"{where}, «{said}»" if said else where)

    # --- kinds ----------------------------------------------------------------

    def _programme(self, told: dict[str, str], parts: dict[str, list[Cell]]) -> Item:
        due = read_due(told.get("due", ""), self.values.period)
        content = told.get("content", "")
        # A number in a column of its own leaves the one in the text to its writer.
        if "number" not in parts and printed.number_of(content) in self._next_numbers:
            content = printed.without_number(content)
        content, result, answers = printed.item_of(content)
        item = Item(
            content=content,
            due_from=due.due_from,
            due_to=due.due_to,
            due_words=due.due_words,
            activity_accompanied=told.get("accompanied", ""),
            activity_accompanying=told.get("accompanying", ""),
            activity_joint=told.get("joint", ""),
            direction=told.get("direction", self.direction),
            expected_result="\n".join(filter(None, [told.get("result", ""), result])),
            answers=answers,
        )
        if due.remark:
            item.remarks.append(due.remark)
        if not item.content:
            item.remarks.append(_("The row has no content of the item."))
        return item

    def _taught(self, told: dict[str, str], parts: dict[str, list[Cell]]) -> Taught:
        return Taught(
            classes=told.get("classes", ""),
            programme=told.get("programme", ""),
            planning=told.get("planning", ""),
            textbook_set=told.get("textbook_set", ""),
        )

    def _difficulties(self, told: dict[str, str], parts: dict[str, list[Cell]]) -> Difficulty:
        methods, other = ticks.choose_methods(told.get("methods", ""))
        row = Difficulty(
            kind=ticks.choose(told.get("kind", ""), ticks.DIFFICULTY_KINDS),
            text=told.get("text", ""),
            methods=methods,
            method_other=other,
        )
        place = len(self.draft.difficulties) + 1
        number = " ".join(cell.text for cell in parts.get("number", [])).strip(" .№")
        self.values.numbered.setdefault(int(number) if number.isdecimal() else place, place)
        severity = ticks.choose(told.get("severity", ""), ticks.SEVERITIES)
        row.severity = int(severity) if severity else None
        for role, known in (("kind", row.kind), ("severity", severity)):
            if told.get(role) and not known:
                for cell in parts.pop(role):
                    self.values.note(cell, cell.text, name_of(role))
                row.remarks.append(
                    _("“%(text)s” is not on the list: choose.") % {"text": told[role][:80]}
                )
        return row

    def _checkpoints(self, told: dict[str, str], parts: dict[str, list[Cell]]) -> Row:
        title = told.get("title", "")
        row = self.values.cut(title, told.get("planned_on", ""))
        row.held_by = told.get("held_by", "")
        if kind := told.get("kind", ""):
            row.kind, row.kind_other = ticks.form_of(kind)
        return row


def _names_in(role: str, parts: dict[str, list[Cell]], made: Row) -> list[str]:
    """Return the names of the places that a cell went to: its column's, and what stood in it."""
    names = ["class" if role == "classes" else role]
    if role == "content" and isinstance(made, Item):
        names += ["result"] if made.expected_result and "result" not in parts else []
        names += ["answers"] if made.answers else []
    return names
