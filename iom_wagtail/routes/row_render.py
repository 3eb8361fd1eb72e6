"""Draws the rows of a table: the template is rendered once, the rows fill it in.

Django's widgets for 300 rows cost 0.7 s, a template loop 0.24 s (``performance.md``); here the
template of one row runs once, with marks where values go, and each row is a join of strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from iom_wagtail.routes.fields import format_date
from iom_wagtail.routes.tables import Cell, Table

#: Marks of the template: private-use letters, which ``row_view`` drops from people's texts.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_BETWEEN_TAGS = re.compile(rf"(?<=[>{_CLOSE}])\s+(?=[<{_OPEN}])|\s*\n\s*")
#: Attribute values that need no quotes: plain words and keys, never a mark of a person's text.
_QUOTED = re.compile(
    rf'="(?!{_OPEN}(?:value|date))([\w{_OPEN}{_CLOSE}:.-]+)"(?=[\s>{_OPEN}])', re.ASCII
)
#: End tags a parser closes by itself.
_OPTIONAL = re.compile(r"</(?:td|tr|tbody|option)>")

ROW_TEMPLATE = "iom_wagtail/routes/editor/row.html"
BRIEF_TEMPLATE = "iom_wagtail/routes/editor/row_brief.html"
CLOSED_TEMPLATE = "iom_wagtail/routes/editor/row_closed.html"
#: Beyond this many rows on the page, all are drawn briefly and completed by the script.
BRIEF_BEYOND = 60


@dataclass(slots=True)
class RowView:
    """One row as it is shown: typed or stored values, errors and remarks by field."""

    index: int
    no: int
    pk: Any = None
    uuid: str = ""
    deleted: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    #: What the page tells of the row, as HTML.
    beside: str = ""
    #: Messages that name their place themselves and need no label before them.
    whole: frozenset[str] = frozenset()


Part = str | Callable[[RowView], str]


def _fill(parts: list[Part], row: RowView) -> str:
    return "".join(part if isinstance(part, str) else part(row) for part in parts)


def mark(kind: str, *parts: Any) -> SafeString:
    """Return a mark for the row's template: «value of this field goes here»."""
    return mark_safe(_OPEN + ":".join([kind, *(str(part) for part in parts)]) + _CLOSE)


def _chosen(row: RowView, name: str, value: str) -> bool:
    current = row.values.get(name)
    if isinstance(current, list | tuple | set):
        return value in {str(item) for item in current}
    return current is not None and str(current) == value


def _text(value: Any) -> str:
    """Return a text ready for a textarea, whose first line break HTML would swallow."""
    text = escape(value)
    return f"\n{text}" if text.startswith(("\n", "\r")) else text


class RowTemplate:
    """The template of one table's rows, rendered once for a request and filled for each row."""

    def __init__(
        self,
        table: Table,
        *,
        choices: dict[str, Sequence[tuple[str, Any, Any]]],
        brief: bool = False,
        closed: bool = False,
    ) -> None:
        """``choices``: for people and picks (value, what is written, full text), by field.

        ``closed`` rows are text, for whoever may not write.
        """
        self.table = table
        self.brief = brief
        self.sparse = brief or closed
        self.choices = choices
        self.cells = {cell.field: cell for cell in table.cells}
        name = CLOSED_TEMPLATE if closed else BRIEF_TEMPLATE if brief else ROW_TEMPLATE
        html = _BETWEEN_TAGS.sub("", render_to_string(name, {"table": self._context()}).strip())
        html = _QUOTED.sub(r"=\1", html)
        if brief:
            html = _OPTIONAL.sub("", html)
        self.parts = self._parts(iter(_MARK.split(html)))

    def render(self, rows: Iterable[RowView]) -> SafeString:
        """Return the rows' HTML; every text of a person is escaped."""
        # Values are escaped where they are filled in.
        return mark_safe("".join(_fill(self.parts, row) for row in rows))

    def _parts(self, pieces: Iterator[str], until: str = "") -> list[Part]:
        """Return literals and what fills in the marks; «when:…» encloses parts up to «end:…»."""
        parts: list[Part] = []
        for literal in pieces:
            parts.append(literal)
            text = next(pieces, None)
            if text is None or text == until:
                break
            kind, _colon, condition = text.partition(":")
            if kind == "when":
                inner = self._parts(pieces, f"end:{condition}")
                parts.append(self._when(condition, inner))
            else:
                parts.append(self._compile(text))
        return parts

    def _when(self, condition: str, inner: list[Part]) -> Part:
        """Return what draws the inner parts: when sparse, only where something is filled in."""
        name, _colon, value = condition.partition(":")
        if not self.sparse:
            return lambda row: _fill(inner, row)
        if value:
            return lambda row: _fill(inner, row) if _chosen(row, name, value) else ""
        names = name.split("+")
        return lambda row: (
            _fill(inner, row) if any(row.values.get(n) or n in row.errors for n in names) else ""
        )

    def _context(self) -> dict[str, Any]:
        table = self.table
        return {
            "relation": table.relation,
            "row": table.row,
            "columns": [
                {
                    "css": column.css,
                    "label": column.label if len(column.cells) == 1 else column.heading,
                    "cells": [self._cell(cell) for cell in column.cells],
                }
                for column in table.columns
            ],
            "details": [self._cell(cell) for cell in table.details],
            "details_label": table.details_label,
            "details_open": mark("when", "+".join(cell.field for cell in table.details)),
            "details_close": mark("end", "+".join(cell.field for cell in table.details)),
            "span": table.span,
            "fixed": table.fixed,
            "beside": mark("beside") if table.tells else "",
            "index": mark("index"),
            "no": mark("no"),
            "pk": mark("pk"),
            "uuid": mark("uuid"),
            "deleted": mark("deleted"),
            "css": mark("css"),
            "css_brief": mark("css_brief"),
            "pk_brief": mark("pk_brief"),
            "says": mark("says"),
        }

    def _offered(self, cell: Cell) -> Sequence[tuple[Any, Any, Any]]:
        """Return what may be chosen in a cell: value, what is written, full text."""
        given = self.choices.get(cell.field)
        return given if given is not None else [(value, text, "") for value, text in cell.choices]

    def _said(self, cell: Cell) -> Part:
        """Return what writes the cell's value as text: chosen things by their names."""
        if not cell.choices and cell.field not in self.choices:
            return lambda row: escape(format_date(row.values.get(cell.field)))
        offered = self._offered(cell)
        return lambda row: escape(
            ", ".join(
                str(label)
                for value, label, _title in offered
                if _chosen(row, cell.field, str(value))
            )
        )

    def _cell(self, cell: Cell) -> dict[str, Any]:
        name = cell.field
        options = [
            {
                "value": value,
                "label": label,
                "title": title,
                "selected": mark("selected", name, value),
                "checked": mark("checked", name, value),
                "open": mark("when", name, value),
                "close": mark("end", name, value),
            }
            for value, label, title in self._offered(cell)
        ]
        return {
            "name": name,
            "kind": cell.kind,
            "label": cell.label,
            "hint": cell.hint,
            "value": mark("date" if cell.kind == "date" else "value", name),
            "invalid": mark("invalid", name),
            "said": mark("said", name),
            "open": mark("when", name),
            "close": mark("end", name),
            "options": options,
        }

    def _compile(self, text: str) -> Part:
        """Return what fills in one mark."""
        kind, *args = text.split(":", 2)
        match kind:
            case "index":
                return lambda row: str(row.index) if row.index >= 0 else "__prefix__"
            case "no":
                return lambda row: str(row.no)
            case "pk":
                return lambda row: "" if row.pk is None else str(row.pk)
            case "uuid":
                return lambda row: row.uuid
            case "deleted":
                return lambda row: " checked" if row.deleted else ""
            case "css":
                return lambda row: " item--bad" if row.errors else ""
            case "css_brief":
                return lambda row: ' class="item--bad"' if row.errors else ""
            case "pk_brief":
                return lambda row: "" if row.pk is None else f" value={row.pk}"
            case "says":
                return self._says
            case "beside":
                return lambda row: row.beside
        (name, *rest) = args
        match kind:
            case "said":
                return self._said(self.cells[name])
            case "value":
                return lambda row: _text(row.values.get(name) or "")
            case "date":
                return lambda row: escape(format_date(row.values.get(name)))
            case "invalid":
                return lambda row: self._invalid(row, name)
            case "selected":
                return lambda row: " selected" if _chosen(row, name, rest[0]) else ""
            case "checked":
                return lambda row: " checked" if _chosen(row, name, rest[0]) else ""
        raise ValueError(text)

    def _invalid(self, row: RowView, name: str) -> str:
        if name not in row.errors:
            return ""
        return f' aria-invalid="true" aria-describedby="{self._says_id(row)}"'

    def _says_id(self, row: RowView) -> str:
        return f"{self.table.relation}-{row.index}-says"

    def _says(self, row: RowView) -> str:
        """Return the line under a row with what is wrong and what may be noted."""
        if not row.errors and not row.remarks:
            return ""
        labels = {cell.field: str(cell.label) for cell in self.table.cells}
        context = {
            "id": self._says_id(row),
            "span": self.table.span - 1,
            "errors": [
                ("" if message in row.whole else labels.get(name, ""), message)
                for name, messages in row.errors.items()
                for message in messages
            ],
            "remarks": row.remarks,
        }
        return render_to_string("iom_wagtail/routes/editor/says.html", context)
