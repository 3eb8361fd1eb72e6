"""The tables of the route as data: columns and cells, in the order and words of the paper form.

Pure: names, labels, closed lists. ``table_panel.py`` draws them, ``row_forms.py`` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.routes.choices import (
    CheckpointKind,
    DiagnosisMethod,
    DifficultyKind,
    HelpKind,
    Severity,
)


@dataclass(frozen=True)
class Cell:
    """One field of a row. ``kind``: text, line, date, select, checks, people or picks."""

    field: str
    kind: str
    label: Any
    choices: Any = ()
    hint: Any = ""
    max_length: int | None = None


@dataclass(frozen=True)
class Column:
    """One column: a heading, perhaps under a common one, and the cells that stand in it."""

    heading: Any
    cells: tuple[Cell, ...]
    css: str = ""
    group: Any = ""

    @property
    def label(self) -> Any:
        """The heading as it stands alone, on a phone's card."""
        return self.cells[0].label


@dataclass(frozen=True)
class Table:
    """One table: its relation, columns, the second line of a row, and its words."""

    relation: str
    caption: Any
    columns: tuple[Column, ...]
    #: Singular name of a row: «Пункт».
    row: Any
    #: What is written on the button under the table, and in place of a table without rows.
    add: Any
    empty: Any
    clause: Any = ""
    details: tuple[Cell, ...] = ()
    details_label: Any = ""
    css: str = field(default="")
    #: Whether its rows are given: none is added, removed or moved.
    fixed: bool = False
    #: Whether the page's form tells something under each row (``DraftForm.beside``).
    tells: bool = False

    @property
    def span(self) -> int:
        """How many columns a row has, with its number and its acts."""
        return len(self.columns) + (1 if self.fixed else 2)

    @property
    def cells(self) -> list[Cell]:
        """All cells of a row, the second line's last."""
        return [*(cell for column in self.columns for cell in column.cells), *self.details]

    @property
    def fields(self) -> list[str]:
        """The names of all fields of a row."""
        return [cell.field for cell in self.cells]


def column(cell: Cell, heading: Any = "", css: str = "", group: Any = "") -> Column:
    """Return a column of one cell; headed by the cell's label unless told otherwise."""
    return Column(heading or cell.label, (cell,), css, group)


OBJECTIVES = Table(
    relation="objectives",
    caption=_("Tasks of the accompaniment"),
    row=_("Task"),
    add=_("Add a task"),
    empty=_("No tasks yet. Write what the accompaniment is to achieve this year."),
    clause=_("Clauses 1.2 and 2.2 of the regulation."),
    columns=(
        column(Cell("text", "text", _("Task"))),
        column(
            Cell("help_kinds", "checks", _("Kinds of help"), HelpKind.choices),
            css="c-wide",
        ),
    ),
)

TAUGHT_PROGRAMMES = Table(
    relation="taught_programmes",
    # Translators: «Реализуемые программы (по классам)» (5.2)
    caption=_("Programmes taught (by class)"),
    row=_("Programme"),
    add=_("Add a programme"),
    empty=_("No programmes yet. Add a line for each class or parallel the teacher teaches."),
    clause=_("Clause 5.2 of the regulation, the table of the card."),
    columns=(
        # Translators: «Класс» (5.2)
        column(Cell("classes", "text", _("Class"), max_length=200), css="c-short"),
        # Translators: «Программа» (5.2)
        column(Cell("programme", "text", pgettext_lazy("card", "Programme"))),
        # Translators: «Планирование» (5.2)
        column(Cell("planning", "text", _("Planning"))),
        # Translators: «Учебный комплекс» (5.2)
        column(Cell("textbook_set", "text", _("Textbook set"))),
    ),
)

DIFFICULTIES = Table(
    relation="difficulties",
    caption=_("Difficulties found by the diagnosis"),
    row=_("Difficulty"),
    add=_("Add a difficulty"),
    empty=_("No difficulties yet. Add what the diagnosis found; the programme answers it."),
    clause=_("Clauses 4.1 (kinds) and 4.2 (how they are found) of the regulation."),
    columns=(
        column(Cell("kind", "select", _("Kind"), DifficultyKind.choices), css="c-kind"),
        column(Cell("text", "text", _("Difficulty"))),
        column(Cell("severity", "select", _("Severity"), Severity.choices), css="c-short"),
    ),
    details=(
        Cell("methods", "checks", _("How it was found"), DiagnosisMethod.choices),
        Cell("method_other", "line", _("Other method"), max_length=200),
    ),
    details_label=_("How it was found"),
)

# Translators: «Деятельность» (5.1)
_ACTIVITY = _("Activity")

PROGRAMME_ITEMS = Table(
    relation="programme_items",
    caption=_("Items of the accompaniment programme"),
    row=_("Item"),
    add=_("Add an item"),
    empty=_("No items yet. Add the first: what is done, by when, who does what."),
    clause=_("Clause 5.1 of the regulation, the table of the passport."),
    columns=(
        # Translators: «Содержание пункта программы» (5.1)
        column(Cell("content", "text", _("Content of the programme item"))),
        Column(
            # Translators: «Срок выполнения» (5.1)
            _("Due date"),
            (
                # Translators: «с» in «с 01.09.2025»
                Cell("due_from", "date", pgettext_lazy("due", "from")),
                # Translators: «по» in «по 26.09.2025»
                Cell("due_to", "date", pgettext_lazy("due", "to")),
                Cell("due_words", "line", _("or in words"), max_length=100),
            ),
            css="c-due",
        ),
        column(
            # Translators: «Деятельность сопровождаемого» (5.1)
            Cell("activity_accompanied", "text", _("Activity of the accompanied")),
            # Translators: «сопровождаемого» (5.1)
            heading=pgettext_lazy("activity", "of the accompanied"),
            group=_ACTIVITY,
        ),
        column(
            # Translators: «Деятельность сопровождающего» (5.1)
            Cell("activity_accompanying", "text", _("Activity of the accompanying")),
            # Translators: «сопровождающего» (5.1)
            heading=pgettext_lazy("activity", "of the accompanying"),
            group=_ACTIVITY,
        ),
        column(
            # Translators: «Совместная деятельность» (5.1)
            Cell("activity_joint", "text", _("Joint activity")),
            # Translators: «совместная» (5.1)
            heading=pgettext_lazy("activity", "joint"),
            group=_ACTIVITY,
        ),
        column(Cell("difficulties", "picks", _("Difficulties")), css="c-dif"),
    ),
    details=(
        Cell("direction", "line", _("Direction"), max_length=150),
        Cell("expected_result", "text", _("Expected result")),
    ),
    details_label=_("Direction and result"),
)

CHECKPOINTS = Table(
    relation="checkpoints",
    caption=_("Planned checkpoints"),
    row=_("Checkpoint"),
    add=_("Add a checkpoint"),
    empty=_("No checkpoints yet. Plan at least one in each half-year."),
    clause=_("Clause 3.1 of the regulation: “контрольные срезы”."),
    columns=(
        Column(
            _("Kind"),
            (
                Cell("kind", "select", _("Kind"), CheckpointKind.choices),
                Cell("kind_other", "line", _("other kind"), max_length=150),
            ),
            css="c-kind",
        ),
        column(Cell("title", "text", _("Checkpoint"))),
        column(Cell("planned_on", "date", _("Date")), css="c-due"),
        Column(
            _("Held by"),
            (
                Cell("held_by", "people", _("Held by")),
                Cell("held_by_other", "line", _("somebody else"), max_length=200),
            ),
            css="c-wide",
        ),
    ),
)

TABLES: dict[str, Table] = {
    table.relation: table
    for table in (OBJECTIVES, TAUGHT_PROGRAMMES, DIFFICULTIES, PROGRAMME_ITEMS, CHECKPOINTS)
}
