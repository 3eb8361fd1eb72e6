"""Pupils' results from a spreadsheet: figures first, then the file among the attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.keeping import check
from iom_wagtail.files.names import shown_name
from iom_wagtail.journal.attachments import actions
from iom_wagtail.journal.doors import route_for
from iom_wagtail.journal.exceptions import WrongRecord
from iom_wagtail.journal.rules import Right
from iom_wagtail.paperwork.intake.marks import rules
from iom_wagtail.paperwork.intake.marks.forms import MarksForm
from iom_wagtail.routes.doors import reading_context
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from iom_wagtail.paperwork.intake.marks.reading import Marks
    from iom_wagtail.routes.models import RoutePage


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a list of marks, show what it comes to, attach it; 404 to strangers.

    Until it is attached the list lies nowhere: it travels in the page of whoever looks at it.
    """
    page = route_for(request, pk, Right.ATTACH)
    if request.method != "POST":
        initial = {"dated_on": timezone.localdate(), "batch": uuid4(), "kind": "tests"}
        return _show(request, page, None if page.stopped else MarksForm(initial=initial))
    form = MarksForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, page, form)
    read = form.cleaned_data["marks"]
    # A new file is looked at first, whichever button was pressed.
    if "attach" in request.POST and "file" not in request.FILES and read.pairs:
        try:
            return _attach(request, page, form, read)
        except (FileRefused, WrongRecord) as error:
            form.add_error(None, " ".join(error.messages))
            return _show(request, page, form, read)
    return _show(request, page, MarksForm(initial=form.hold()), read)


def _attach(request: HttpRequest, page: RoutePage, form: MarksForm, read: Marks) -> HttpResponse:
    """Attach the list as a private file, with figures beside it in which nobody is named."""
    data = form.cleaned_data
    # The note is a text of the route, whatever language its writer reads.
    with translation.override("ru"):
        note = rules.note_of(
            rules.compare(read.pairs), one_sided=read.one_sided, unread=len(read.bad_rows)
        )
    row = actions.attach(
        page,
        request.user,
        check(data["upload"]),
        kind=data["kind"],
        title=data["title"],
        dated_on=data["dated_on"],
        by_whom=data["by_whom"],
        note=note,
        batch=data["batch"],
    )
    messages.success(request, _("The comparison is attached, with its figures beside it."))
    return redirect(f"{reverse('iom_route_attachments', args=[page.pk])}#s-{row.batch}")


def _show(
    request: HttpRequest, page: RoutePage, form: MarksForm | None, read: Marks | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "stop": page.stop, "read": read}
    if read is not None:
        name = form["held_name"].value() or ""
        context |= {"file_name": shown_name(str(name)), "unread": len(read.bad_rows)}
        if read.pairs:
            figures = rules.compare(read.pairs)
            context |= {
                "figures": figures,
                "before": rules.written(figures.before),
                "after": rules.written(figures.after),
                "two_scales": rules.seem_of_two_scales(read.pairs),
            }
    template = "iom_wagtail/paperwork/marks.html"
    return render(request, template, reading_context(page, **context))
