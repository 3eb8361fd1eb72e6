"""Many people at once: a staff list pasted or as a file, shown before it is taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from iom_wagtail.school import actions, staff_list
from iom_wagtail.school.models import StaffMember
from iom_wagtail.school.office.base import StaffScreen
from iom_wagtail.school.office.forms import StaffListForm
from iom_wagtail.school.office.people_accounts import EMAILS_KEY
from iom_wagtail.school.rules import Act
from iom_wagtail.school.staff_list import RowError, StaffList

if TYPE_CHECKING:
    from django.http import HttpRequest


class ImportView(StaffScreen):
    """Paste, look, take: good rows are taken, the others are named with what is wrong."""

    needs = Act.ADD
    page_title = gettext_lazy("Add from a list")
    header_icon = "upload"
    template_name = "iom_wagtail/school/import.html"
    next_url_name = "iom_staff_accounts"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the list."""
        return self.show(form=StaffListForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show what was read, or take it."""
        form = StaffListForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form=form)
        text = form.cleaned_data["text"]
        known = [person.full_name for person in StaffMember.objects.of(self.school)]
        read = staff_list.parse(text, known)
        if "take" in request.POST and read.rows:
            return self.take(read, text)
        if "errors" in request.POST and read.to_mend:
            return self.errors_file(read)
        # The text, from a file too, stays in the field: it may be mended there.
        return self.show(form=StaffListForm(initial={"text": text}), read=read)

    def show_left(self, read: StaffList, taken: int) -> HttpResponse:
        """Show only the rows that were not taken, to be mended: nothing typed is lost."""
        form = StaffListForm(initial={"text": read.left})
        rest = replace(read, rows=[])
        return self.show(form=form, read=rest, taken=taken)

    @transaction.atomic
    def take(self, read: StaffList, text: str) -> HttpResponse:
        """Add the good rows; go on to the accounts, or to what is left of the list."""
        emails = self.request.session.get(EMAILS_KEY, {})
        taken = 0
        for row in read.rows:
            try:
                person = actions.add_staff(self.school, self.request.user, **row.record)
            except ValidationError as error:
                read.errors.append(RowError(row.number, row.full_name, " ".join(error.messages)))
                # The whole list comes back: who is on the staff by then is passed over.
                read.left = text
                continue
            taken += 1
            if row.email:
                emails[str(person.pk)] = row.email
        self.request.session[EMAILS_KEY] = emails
        self.say(taken, read.errors)
        if read.left:
            return self.show_left(read, taken)
        return redirect(reverse(self.next_url_name))

    def errors_file(self, read: StaffList) -> HttpResponse:
        """Hand out the rows to mend as a workbook that can be uploaded again."""
        # With openpyxl, which only a process that makes a workbook has to carry.
        from iom_wagtail.files.sheets import writing

        head, rows = staff_list.errors_table(read)
        data = writing.errors_book(head, rows, _("Rows to mend"))
        response = HttpResponse(data, content_type=writing.MEDIA_TYPE)
        response["Content-Disposition"] = 'attachment; filename="staff-errors.xlsx"'
        response["Cache-Control"] = "private, no-store"
        return response

    def say(self, taken: int, errors: list[RowError]) -> None:
        """Say how many were taken and how many were not."""
        if taken:
            text = ngettext("%(count)d person was added.", "%(count)d people were added.", taken)
            messages.success(self.request, text % {"count": taken})
        if errors:
            text = ngettext(
                "%(count)d row was not taken.", "%(count)d rows were not taken.", len(errors)
            )
            messages.warning(self.request, text % {"count": len(errors)})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the columns of the example."""
        return super().get_context_data(most_rows=staff_list.MOST_ROWS, **kwargs)
