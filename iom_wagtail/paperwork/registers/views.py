"""The page of registers, and the registers themselves as workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from iom_wagtail.files.spreadsheets import Column, workbook
from iom_wagtail.paperwork.dossier.actions import may_order_year
from iom_wagtail.paperwork.registers.kinds import REGISTERS, SCHOOL, WHOSE, Register
from iom_wagtail.paperwork.registers.streams import known
from iom_wagtail.routes.office.desk import desk_of
from iom_wagtail.routes.reads import log_reads
from iom_wagtail.routes.rules import year_label
from iom_wagtail.school import words
from iom_wagtail.school.models import School
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from iom_wagtail.routes.managers import RouteQuerySet


def name_of_page(*, leads: bool) -> str:
    """Return what the page of registers is called: the school's leaders order packages there."""
    return _("Registers and packages") if leads else _("Registers for Excel")


@private_page
@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """Offer the registers of each school year of which this person sees routes."""
    desk = desk_of(request)
    orders = desk.school is not None and may_order_year(desk.school, request.user)
    years = desk.routes.order_by("-year_start").values_list("year_start", flat=True).distinct()
    return render(
        request,
        "iom_wagtail/paperwork/registers.html",
        {
            "school": desk.school,
            "section": "routes",
            "kinds": list(REGISTERS.values()),
            "heading": name_of_page(leads=orders),
            "orders": orders,
            "years": [(year, year_label(year)) for year in years],
        },
    )


@private_page
@require_safe
def register(request: HttpRequest, kind: str) -> FileResponse:
    """Hand out a register of the routes that this person sees, of one year (``?year=2025``) or all.

    404 for an unknown register, and where there is no route to list.
    """
    chosen = REGISTERS.get(kind)
    year = request.GET.get("year", "")
    if chosen is None or (year and not (year.isdecimal() and len(year) == 4)):
        raise Http404
    routes = desk_of(request).routes
    if year:
        routes = routes.filter(year_start=int(year))
    schools = list(
        School.objects.filter(pk__in=routes.order_by().values("school"))
        .order_by("short_name")
        .values_list("short_name", flat=True)
    )
    if not schools:
        raise Http404
    log_reads(routes, request.user)
    period = year_label(int(year)) if year else ""
    book = _book(chosen, routes, schools, period)
    name = " ".join(filter(None, [str(chosen.title), period.replace("/", "-")]))
    return FileResponse(book, as_attachment=True, filename=f"{name}.xlsx")


def _book(chosen: Register, routes: RouteQuerySet, schools: list[str], period: str) -> Any:
    """Return the workbook; a column names the school where there are several."""
    several = len(schools) > 1
    today = timezone.localdate()
    when = _("as of %(date)s") % {"date": words.ru_date(today, "short")}
    of_year = _("school year %(year)s") % {"year": period} if period else _("all school years")

    def lines() -> Iterator[list[Any]]:
        for one in known(routes):
            first = [one.route.school.short_name] if several else []
            for line in chosen.lines(one, today):
                yield [*first, *line]

    head = [*(SCHOOL if several else ()), *chosen.head]
    return workbook(
        [Column(str(label), width) for label, width in head],
        lines(),
        title=str(chosen.title),
        heading=[str(chosen.title), ", ".join([*schools, of_year, when])],
        frozen=len(head) - len(chosen.head) + len(WHOSE),
    )
