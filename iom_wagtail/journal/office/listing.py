"""«Журнал маршрутов»: what was written on the routes of one's own school, listed and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from iom_wagtail.files.spreadsheets import Column, workbook
from iom_wagtail.journal.office import export
from iom_wagtail.journal.office.forms import LinesForm
from iom_wagtail.journal.office.kinds import KINDS
from iom_wagtail.journal.office.lines import everything, lines_of, present
from iom_wagtail.routes.office.desk import desk_of
from iom_wagtail.routes.office.rows import by_surname
from iom_wagtail.routes.office.views import OfficeView
from iom_wagtail.routes.tester import methodists_of
from iom_wagtail.school.private import keep_private

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

PER_PAGE = 50
#: Of the columns of a workbook, in characters.
WIDTHS = (12, 22, 20, 22, 60, 60, 22)


def reads_lines(request: HttpRequest) -> bool:
    """Return whether the list is for this person: a leader or a methodist of a school.

    The permission, which the request has loaded anyway, spares everybody else a question.
    """
    desk = desk_of(request)
    if desk.school is None:
        return False
    if desk.opens:
        return True
    listed = request.user.has_perm("iom_wagtail.view_staffmember")
    return listed and desk.staff.pk in methodists_of(desk.school)


class LinesView(OfficeView):
    """The list of records with its filters; ``?export=xlsx`` and ``csv`` hand it out whole."""

    page_title = gettext_lazy("Journal of routes")
    header_icon = "history"
    template_name = "iom_wagtail/office/lines.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn away whoever it is not for."""
        if not reads_lines(request):
            raise PermissionDenied
        return keep_private(super().dispatch(request, *args, **kwargs))

    @property
    def trail(self) -> list[dict[str, Any]]:
        """Nothing stands between home and this list."""
        return []

    @cached_property
    def form(self) -> LinesForm:
        """The filters as they were sent."""
        return LinesForm(self.request.GET, kinds=[(kind.name, kind.label) for kind in KINDS])

    @cached_property
    def rows(self) -> QuerySet:
        """The rows that answer the filters, of the own school's visible routes only."""
        data = self.form.cleaned_data if self.form.is_valid() else {}
        routes = self.desk.routes.filter(school=self.desk.school)
        if query := data.get("q"):
            routes = by_surname(routes, query)
        chosen = [kind for kind in KINDS if kind.name == data.get("kind")] or KINDS
        return lines_of(routes, chosen, since=data.get("since"), until=data.get("until"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a page of the list, or hand all of it out."""
        wanted = request.GET.get("export")
        if wanted in ("xlsx", "csv"):
            return self.spreadsheet(wanted)
        return self.render_to_response(self.get_context_data())

    def spreadsheet(self, wanted: str) -> HttpResponse:
        """Return everything that answers the filters as a file."""
        head = [
            _("Date"),
            _("Kind of record"),
            _("Route"),
            _("Young teacher"),
            _("What"),
            _("Details"),
            _("Written by"),
        ]
        cells = (
            [line.day, line.kind, line.route, line.teacher, line.what, line.details, line.author]
            for line in everything(self.rows)
        )
        name = f"journal-{timezone.localdate():%Y-%m-%d}.{wanted}"
        if wanted == "xlsx":
            columns = [Column(*pair) for pair in zip(head, WIDTHS, strict=True)]
            book = workbook(columns, cells, title=_("Journal of routes"))
            return FileResponse(book, as_attachment=True, filename=name)
        # Joined here: the words of choices depend on the language of this request.
        text = "".join(export.csv_lines(head, cells))
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the filters, this page of lines, and the addresses that keep the filters."""
        pages = Paginator(self.rows, PER_PAGE)
        shown = pages.get_page(self.request.GET.get("page"))
        kept = self.request.GET.copy()
        for name in ("page", "export"):
            kept.pop(name, None)
        return super().get_context_data(
            form=self.form,
            shown=shown,
            lines=present(shown.object_list),
            elided=pages.get_elided_page_range(shown.number, on_each_side=2, on_ends=1),
            kept=f"{kept.urlencode()}&" if kept else "",
            filtered=bool(kept),
            media=self.form.media,
            **kwargs,
        )
