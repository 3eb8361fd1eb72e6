"""``TablePanel``: an inline relation as one compact table that looks like the paper form."""

from __future__ import annotations

import functools
from functools import cached_property
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.templatetags.static import static
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.admin.telepath import register as register_telepath_adapter

from iom_wagtail.routes import comparisons
from iom_wagtail.routes.row_forms import ROW_FORMS, RowForm, RowFormSet
from iom_wagtail.routes.row_render import BRIEF_BEYOND, RowTemplate, RowView
from iom_wagtail.routes.tables import TABLES, Cell, Table


class CellPanel(FieldPanel):
    """A field of a row: never drawn by itself, only named and compared."""

    def __init__(self, field_name: str, cell: Cell, **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.cell = cell

    def clone_kwargs(self) -> dict[str, Any]:
        """Keep the cell when the panel is bound to its model."""
        return {**super().clone_kwargs(), "cell": self.cell}

    def get_comparison_class(self) -> type:
        """Return what compares this kind of cell in words."""
        match self.cell.kind:
            case "picks":
                return comparisons.DifficultyComparison
            case "people":
                return comparisons.StaffComparison
            case "checks":
                return type(
                    "ChoicesComparison",
                    (comparisons.ListComparison,),
                    {"choices": self.cell.choices},
                )
            case "date":
                return comparisons.DateComparison
        return super().get_comparison_class()


class TablePanel(InlinePanel):
    """The rows of one relation in a table, over Wagtail's ordinary inline formset.

    Names and prefixes are the stock ones; rows are drawn from one template, and showing the
    page builds no form for any row.
    """

    def __init__(
        self,
        relation_name: str,
        tab: str = "",
        table: Table | None = None,
        row_form: type[RowForm] | None = None,
        formset: type[RowFormSet] = RowFormSet,
        **kwargs: Any,
    ) -> None:
        """A table of a route is known by its relation; another room's brings table and form."""
        self.table: Table = table or TABLES[relation_name]
        self.row_form = row_form or ROW_FORMS[relation_name]
        self.formset = formset
        self.tab = tab
        kwargs.setdefault("panels", [CellPanel(cell.field, cell) for cell in self.table.cells])
        kwargs.setdefault("heading", self.table.caption)
        kwargs.setdefault("label", self.table.row)
        super().__init__(relation_name, **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        """Keep what the panel was made with when it is bound to its model."""
        return {
            **super().clone_kwargs(),
            "tab": self.tab,
            "table": self.table,
            "row_form": self.row_form,
            "formset": self.formset,
        }

    def get_form_options(self) -> dict[str, Any]:
        """Return the formset: stock names, our row form and our light formset."""
        return {
            "formsets": {
                self.relation_name: {
                    "fields": self.table.fields,
                    "form": self.row_form,
                    "formset": self.formset,
                    "validate_max": True,
                }
            }
        }

    def classes(self) -> list[str]:
        """Leave out the stock card look."""
        return [*Panel.classes(self), "iom-table-panel"]

    @register_telepath_adapter
    class BoundPanel(Panel.BoundPanel):
        """The table of one page, for one request."""

        template_name = "iom_wagtail/routes/editor/table.html"
        #: The stock script knows this plain kind; ours finds the table by its markup.
        telepath_adapter_name = "wagtail.panels.Panel"

        @property
        def formset(self) -> RowFormSet:
            """The formset of the page's form."""
            return self.form.formsets[self.panel.relation_name]

        @property
        def media(self) -> forms.Media:
            """The editor's own script and look."""
            return forms.Media(
                css={"all": [static("iom_wagtail/editor/editor.css")]},
                js=[
                    static("iom_wagtail/editor/rows.js"),
                    static("iom_wagtail/editor/clipboard.js"),
                    static("iom_wagtail/editor/paste.js"),
                    static("iom_wagtail/editor/editor.js"),
                    static("iom_wagtail/editor/session.js"),
                ],
            )

        def get_comparison(self) -> list[Any]:
            """Compare row by row, matched by uuid, cell by cell in words."""
            cells: list[Any] = []
            for child in self.panel.child_edit_handler.children:
                bound = child.get_bound_panel(
                    instance=None, request=self.request, form=None, prefix=self.prefix
                )
                cells.extend(bound.get_comparison())
            return [
                functools.partial(
                    comparisons.RowsComparison, self.panel.db_field, cells, label=self.heading
                )
            ]

        @cached_property
        def rows(self) -> list[RowView]:
            """The rows to show, in order: as typed when the form came back, else as stored."""
            formset, fields = self.formset, self.panel.table.fields
            rows = _typed_rows(formset, self.form) if formset.is_bound else self._stored(fields)
            if self.panel.table.tells:
                for row in rows:
                    row.beside = self.form.beside(self.panel.relation_name, row.uuid)
            return rows

        def _stored(self, fields: list[str]) -> list[RowView]:
            return [
                RowView(
                    index=index,
                    no=index + 1,
                    pk=row.pk,
                    uuid=str(row.uuid),
                    values={name: getattr(row, name) for name in fields},
                )
                for index, row in enumerate(self.formset.current_rows)
            ]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return what the table's template shows."""
            context = super().get_context_data(parent_context)
            table, rows = self.panel.table, self.rows
            wants_all = self.request is not None and "full" in self.request.GET
            closed = self.form.closed
            long = self.form.row_count > BRIEF_BEYOND and not table.fixed
            brief = long and not wants_all and not closed
            choices = self.form.cell_choices(self.panel.relation_name)
            template = RowTemplate(table, choices=choices, brief=brief, closed=closed)
            blank = RowTemplate(table, choices=choices) if brief else template
            context.update(
                {
                    "table": table,
                    # Not the formset itself: a template's dot would ask it for a row's form.
                    "management_form": self.formset.management_form,
                    "non_form_errors": self.formset.non_form_errors(),
                    "closed": closed,
                    "brief": brief,
                    "full_url": "?full=1",
                    "count": len([row for row in rows if not row.deleted]),
                    "last": len(rows),
                    "rows": template.render(rows),
                    "blank": blank.render([RowView(index=-1, no=0)]),
                    "uuids": [row.uuid for row in rows] if brief else [],
                    "uuids_id": f"{table.relation}-uuids",
                    "groups": _heading_groups(table),
                    "span": table.span,
                    "tab": self.panel.tab,
                }
            )
            return context


def _heading_groups(table: Table) -> dict[str, list[Any]]:
    """Return the two lines of the table's head: single headings, and those under a common one."""
    top: list[dict[str, Any]] = []
    below: list[Any] = []
    for column in table.columns:
        if not column.group:
            top.append({"heading": column.heading, "css": column.css, "span": 0})
            continue
        below.append(column.heading)
        if top and top[-1]["heading"] is column.group:
            top[-1]["span"] += 1
        else:
            top.append({"heading": column.group, "css": "", "span": 1})
    return {"top": top, "below": below}


def _typed_rows(formset: RowFormSet, page_form: Any) -> list[RowView]:
    """Return rows as they were posted, with what is wrong in each; nothing typed is lost."""
    views = []
    for index, form in enumerate(formset.forms):
        values = {}
        for name, form_field in form.fields.items():
            value = form_field.widget.value_from_datadict(
                form.data, form.files, form.add_prefix(name)
            )
            values[name] = value
        order = values.pop(ORDERING_FIELD_NAME, None)
        views.append(
            (
                int(order) if str(order or "").isdecimal() else index,
                RowView(
                    index=index,
                    no=0,
                    pk=form.instance.pk,
                    uuid=str(form.row_uuid or ""),
                    deleted=bool(values.pop(DELETION_FIELD_NAME, False)),
                    values=values,
                    errors={
                        "" if name in ("__all__", "id") else name: list(messages)
                        for name, messages in form.errors.items()
                    },
                    remarks=page_form.remarks_for(form.prefix),
                    whole=frozenset(problem.message for problem in page_form.problems),
                ),
            )
        )
    views.sort(key=lambda pair: pair[0])
    return [_numbered(view, no) for no, (_order, view) in enumerate(views, start=1)]


def _numbered(view: RowView, no: int) -> RowView:
    view.no = no
    return view
