"""The two pages a kind of record has on the site: the list with its form, and one record.

A noun's ``views.py`` says what is its own: who writes, the form, the act, the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from iom_wagtail.journal.answers import refused, seen_edition
from iom_wagtail.journal.doors import route_for, staff_id_of
from iom_wagtail.journal.exceptions import NotAllowed, WrongRecord
from iom_wagtail.journal.given_back import gives_back
from iom_wagtail.journal.once import form_key, write_once
from iom_wagtail.journal.records.models import RecordChange
from iom_wagtail.journal.restoring import removed
from iom_wagtail.journal.rules import allows
from iom_wagtail.journal.stream.entries import Context
from iom_wagtail.journal.stream.queries import Stream
from iom_wagtail.routes.doors import reading_context
from iom_wagtail.school.private import private_page

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from iom_wagtail.journal.kinds import Kind
    from iom_wagtail.journal.records.models import Record
    from iom_wagtail.journal.rules import Right
    from iom_wagtail.journal.stream.entries import Source
    from iom_wagtail.routes.models import RoutePage

#: Records on a list; older ones come on demand, as in the stream.
SHOWN = 20


@dataclass(frozen=True)
class Description:
    """A record in words: heading, short facts, longer texts, and what to know about it."""

    heading: str
    facts: list[tuple[str, Any]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    audience: str = ""
    notes: list[str] = field(default_factory=list)


@method_decorator([private_page, gives_back], name="dispatch")
class JournalPage(View):
    """A page about records of one kind on one route; 404 to those who may not see the route."""

    http_method_names = ("get", "head", "post")
    kind: ClassVar[Kind]
    right: ClassVar[Right]
    form_class: ClassVar[type[forms.Form]]
    title: ClassVar[Any]
    privacy: ClassVar[Any] = ""
    #: Address names and labels of the lists that lie beside this one.
    beside: ClassVar[tuple[tuple[str, Any], ...]] = ()
    page: RoutePage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the route before anything else is asked."""
        self.page = route_for(request, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def may_write(self) -> bool:
        """Return whether the reader writes records of this kind."""
        return allows(self.page.reader.offices, self.right)

    def make_form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Return the form, empty or with what was sent."""
        return self.form_class(data, initial=initial)

    def context(self, **values: Any) -> dict[str, Any]:
        """Return what both pages show around their own part."""
        return reading_context(
            self.page,
            kind=self.kind,
            title=self.title,
            privacy_words=self.privacy,
            list_url=self.kind.list_url(self.page),
            stop=self.page.stop,
            **values,
        )


class RecordsPage(JournalPage):
    """The list of a kind, newest first, and the form of a new record for those who write it."""

    template = "iom_wagtail/journal/records.html"
    source: ClassVar[Source]
    new: ClassVar[Any]
    nothing: ClassVar[Any]

    def initial(self) -> dict[str, Any]:
        """Return what a new form begins with."""
        return {}

    def write(self, values: dict[str, Any]) -> Record:
        """Do the act of the noun; return the record. Raises what the act raises.

        ``values`` are the form's, and the ``uuid`` that the record gets.
        """
        raise NotImplementedError

    def said(self, record: Record) -> str:
        """Return what was done, in words."""
        return _("The record is saved.")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the list, and the form to those who write."""
        writes = self.may_write() and not self.page.stopped
        return self.show(self.make_form(initial=self.initial()) if writes else None)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a new record; what was typed stays in the form when it is refused."""
        if not self.may_write():
            raise NotAllowed(_("You can't write this on this route."))
        form = self.make_form(request.POST)
        if form.is_valid():
            try:
                record = write_once(
                    request,
                    self.kind.model,
                    form.cleaned_data,
                    lambda uuid: self.write({**form.cleaned_data, "uuid": uuid}),
                )
            except WrongRecord as error:
                refused(form, error)
            else:
                messages.success(request, self.said(record))
                return redirect(self.kind.list_url(self.page))
        return self.show(form)

    def show(self, form: forms.Form | None) -> HttpResponse:
        """Render the list."""
        records = Stream(self.page, [self.source])
        total = records.counts().get(self.source.kind, 0)
        entries = records.latest(Context(self.page), limit=SHOWN)
        older = reverse("iom_route_stream", args=[self.page.pk])
        return render(
            self.request,
            self.template,
            self.context(
                form=form,
                key=form_key(self.request),
                new=self.new,
                nothing=self.nothing,
                entries=entries,
                rest=total - len(entries),
                more=f"{older}?kind={self.source.kind}&from={len(entries)}",
                beside=self.beside,
            ),
        )


class RecordPage(JournalPage):
    """One record; its author changes it, removes it and brings it back."""

    template = "iom_wagtail/journal/record.html"
    #: Whether the author rewrites the record; otherwise it is only removed.
    changeable = True

    def readable(self) -> QuerySet:
        """Return the records of the route that its reader may read."""
        raise NotImplementedError

    def describe(self, record: Record) -> Description:
        """Return the record in words."""
        raise NotImplementedError

    def values_of(self, record: Record) -> dict[str, Any]:
        """Return what the form of the record begins with."""
        return {name: getattr(record, name) for name in self.form_class.base_fields}

    def change(self, record: Record, values: dict[str, Any], seen: int | None) -> None:
        """Do the act of changing. Raises what the act raises."""
        raise NotImplementedError

    def remove(self, record: Record) -> RecordChange:
        """Do the act of removing."""
        raise NotImplementedError

    def extra(self, record: Record) -> dict[str, Any]:
        """Return what else the template of this kind shows."""
        return {}

    def record(self, uuid: UUID) -> Record:
        """Return a record that the reader may read; raises ``Http404``."""
        row = self.readable().select_related("created_by").filter(uuid=uuid).first()
        if row is None:
            raise Http404
        row.route = self.page
        return row

    def own(self, record: Record) -> bool:
        """Return whether the reader wrote the record and still writes such ones."""
        return record.created_by_id == staff_id_of(self.request.user) and self.may_write()

    def get(self, request: HttpRequest, pk: int, uuid: UUID) -> HttpResponse:
        """Show the record, and its form to its author."""
        return self.show(self.record(uuid))

    def post(self, request: HttpRequest, pk: int, uuid: UUID) -> HttpResponse:
        """Do what the pressed button says."""
        record = self.record(uuid)
        act = request.POST.get("act", "")
        if act == "remove":
            return removed(request, self.page, self.kind, record, self.remove(record))
        if act == "change" and self.changeable:
            return self.post_change(record)
        return self.show(record)

    def post_change(self, record: Record) -> HttpResponse:
        """Change the record; a second saver is told, and keeps what was typed."""
        if not self.own(record):
            raise NotAllowed(_("Only its author changes this record."))
        form = self.make_form(self.request.POST)
        if form.is_valid():
            try:
                self.change(record, form.cleaned_data, seen_edition(self.request))
            except WrongRecord as error:
                refused(form, error)
            else:
                messages.success(self.request, _("The record is saved."))
                return redirect(self.kind.record_url(record))
        return self.show(self.record(record.uuid), form=form)

    def show(self, record: Record, **values: Any) -> HttpResponse:
        """Render the record."""
        own = self.own(record)
        if own and self.changeable and not self.page.stopped:
            values.setdefault("form", self.make_form(initial=self.values_of(record)))
        return render(
            self.request,
            self.template,
            self.context(
                record=record,
                description=self.describe(record),
                own=own,
                history=RecordChange.objects.filter(record=record.uuid) if own else [],
                **{**self.extra(record), **values},
            ),
        )
