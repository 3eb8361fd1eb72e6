"""A Word file into a draft: choose it, look at what was understood, mend it, create the draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from iom_wagtail.conf import get_settings
from iom_wagtail.files.keeping import max_file_bytes
from iom_wagtail.files.names import shown_name
from iom_wagtail.paperwork.intake.word import actions
from iom_wagtail.paperwork.intake.word.actions import Contents, ParticipantRefused
from iom_wagtail.paperwork.intake.word.forms import PreviewForm, UploadForm
from iom_wagtail.paperwork.intake.word.interpret import interpret
from iom_wagtail.paperwork.intake.word.limits import check_words
from iom_wagtail.paperwork.intake.word.names import name_of
from iom_wagtail.paperwork.intake.word.package import WordRefused, open_word
from iom_wagtail.paperwork.intake.word.preview import Seen, initial_of, row_name, seen_of
from iom_wagtail.paperwork.intake.word.read import read
from iom_wagtail.paperwork.intake.word.row_forms import RowSet, row_sets
from iom_wagtail.routes.exceptions import WrongAssignment
from iom_wagtail.routes.office.views import OfficeView
from iom_wagtail.routes.opening import Opening

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from iom_wagtail.paperwork.intake.word.blocks import Document
    from iom_wagtail.paperwork.intake.word.draft import Draft
    from iom_wagtail.paperwork.intake.word.people import Person
    from iom_wagtail.routes.models import RoutePage

STYLES = Media(css={"all": ["iom_wagtail/office/office.css", "iom_wagtail/office/word.css"]})


class WordImportView(OfficeView):
    """One address: a GET asks for the file, a POST with a file shows it, one without creates."""

    page_title = gettext_lazy("A route from a Word file")
    header_icon = "upload"
    template_name = "iom_wagtail/paperwork/word_upload.html"
    preview_template = "iom_wagtail/paperwork/word_preview.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn away whoever doesn't open routes."""
        if not self.desk.opens:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def people(self) -> QuerySet:
        """Who may be the teacher or the mentor."""
        return self.desk.school.staff.active().filter(outside=False)

    @cached_property
    def everybody(self) -> QuerySet:
        """Who may take part."""
        return self.desk.school.staff.active()

    @cached_property
    def staff(self) -> list[Person]:
        """Whom a paper may name."""
        return actions.staff_of(self.desk.school)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the file."""
        return self.ask(UploadForm(today=timezone.localdate()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show what a file was understood to say, or create the draft from the mended form."""
        if "create" in request.POST:
            return self.create(request)
        form = UploadForm(request.POST, request.FILES, today=timezone.localdate())
        if not form.is_valid():
            return self.ask(form)
        uploads = form.cleaned_data["file"]
        try:
            draft = self.understand(uploads, form.cleaned_data["year"])
        except WordRefused as error:
            form.add_error("file", str(error))
            return self.ask(form)
        return self.show(draft, [shown_name(upload.name or "") for upload in uploads])

    def understand(self, uploads: Sequence[UploadedFile], year: int) -> Draft:
        """Return what the files of one route say; raises ``WordRefused`` that names the file."""
        school = self.desk.school
        return interpret(
            [self.read(upload, tell=len(uploads) > 1) for upload in uploads],
            self.staff,
            year=year,
            max_rows=get_settings().max_rows,
            school=(school.full_name, school.short_name, school.place),
        )

    def read(self, upload: UploadedFile, *, tell: bool) -> Document:
        """Return the blocks of a file; ``tell`` writes its name before every place in it."""
        name = upload.name or ""
        told = shown_name(name) if tell else ""
        try:
            package = open_word(upload, name, size=upload.size or 0, max_bytes=max_file_bytes())
            document = read(package, told)
            check_words(document)
        except WordRefused as error:
            if not tell:
                raise
            message = _("%(file)s: %(place)s") % {"file": told, "place": error}
            raise WordRefused(message, error.code) from error
        return document

    # --- screens --------------------------------------------------------------

    def ask(self, form: UploadForm) -> HttpResponse:
        """Show the form for the file."""
        if form.is_bound:
            messages.error(self.request, _("The file was not read. See what is marked below."))
        return self.render_to_response(
            self.get_context_data(
                form=form,
                action_url=reverse("iom_route_import_word"),
                submit_button_label=_("Look at the file"),
                submit_button_active_label=_("Reading…"),
                media=form.media + STYLES,
            )
        )

    def show(self, draft: Draft, names: Sequence[str]) -> HttpResponse:
        """Show what was understood, with every value in a field."""
        values, rows = initial_of(draft)
        seen = seen_of(draft, ", ".join(f"«{name}»" for name in names), self.staff)
        form = PreviewForm(initial={**values, "seen": seen.packed()}, people=self.people)
        return self.preview(form, self.sets(None, rows), seen)

    def sets(
        self, data: Any, initial: dict[str, list[dict[str, Any]]] | None = None
    ) -> dict[str, RowSet]:
        """Return the tables of the preview."""
        return row_sets(data, initial or {}, everybody=self.everybody, most=get_settings().max_rows)

    def preview(self, form: PreviewForm, sets: dict[str, RowSet], seen: Seen) -> HttpResponse:
        """Show the form that mends."""
        self.template_name = self.preview_template
        media = form.media + STYLES
        for rows in sets.values():
            for number, row in enumerate(rows.forms, start=1):
                row.name = row_name(rows.prefix, number)
                row.remarks = seen.beside(row.prefix)
                media += row.media
        return self.render_to_response(
            self.get_context_data(
                form=form,
                sets=sets,
                seen=seen,
                field_remarks={r.anchor: r.text for r in seen.remarks if r.anchor},
                tables=[(name_of(relation), rows) for relation, rows in sets.items() if rows.forms],
                action_url=reverse("iom_route_import_word"),
                submit_button_label=_("Create the draft of the route"),
                submit_button_active_label=_("Creating the draft…"),
                has_unsaved_changes=True,
                media=media,
            )
        )

    # --- the act --------------------------------------------------------------

    def create(self, request: HttpRequest) -> HttpResponse:
        """Create the draft, or show the form again with what is wrong; nothing typed is lost."""
        form = PreviewForm(request.POST, people=self.people)
        sets = self.sets(request.POST)
        valid = all([form.is_valid(), *(rows.is_valid() for rows in sets.values())])
        if valid and self.answers_fit(sets):
            try:
                route = self.open(form, sets)
            except WrongAssignment as error:
                form.take(error)
            except ParticipantRefused as error:
                chosen = [row for row in sets["participants"].taken if row.cleaned_data["staff"]]
                chosen[error.index].add_error("staff", " ".join(error.error.messages))
            else:
                messages.success(
                    request,
                    _("%(route)s is open. Its draft holds what the file told.")
                    % {"route": route.title},
                )
                return redirect("wagtailadmin_pages:edit", route.pk)
        count = len(form.errors) + sum(rows.total_error_count() for rows in sets.values())
        messages.error(
            request,
            ngettext(
                "The draft was not created: %(count)d place is marked below.",
                "The draft was not created: %(count)d places are marked below.",
                count,
            )
            % {"count": count},
        )
        return self.preview(form, sets, Seen.unpacked(form.data.get("seen", "")))

    def answers_fit(self, sets: dict[str, RowSet]) -> bool:
        """Return whether the items name difficulties that there are; mark those that don't."""
        most = len(sets["difficulties"].forms)
        fits = [row.check_answers(most) for row in sets["programme_items"].taken]
        return all(fits)

    def open(self, form: PreviewForm, sets: dict[str, RowSet]) -> RoutePage:
        """Do the act; raises ``WrongAssignment`` and ``ParticipantRefused``."""
        data = form.cleaned_data
        values = {name: data[name] for name in form.page_fields}
        keys, others = actions.by_key(data["diagnosed_by"], self.staff)
        values |= {"diagnosed_by": keys, "diagnosed_by_other": others}
        people = [row.cleaned_data for row in sets["participants"].taken]
        values["import_note"] = "\n".join(
            [
                *filter(None, [data["import_note"].strip()]),
                *(
                    _("Takes part: %(who)s") % {"who": person["written"] or person["duty"]}
                    for person in people
                    if person["staff"] is None and (person["written"] or person["duty"])
                ),
            ]
        )
        rows = {
            relation: [self.record(relation, row) for row in table.taken]
            for relation, table in sets.items()
            if relation != "participants"
        }
        contents = Contents(
            values, rows, [(p["staff"], p["duty"]) for p in people if p["staff"] is not None]
        )
        opening = Opening(**{name: data[name] for name in form.opening_fields})
        return actions.create_draft(self.desk.school, self.request.user, opening, contents)

    def record(self, relation: str, row: Form) -> dict[str, Any]:
        """Return the fields of a row; people whom a checkpoint names are found on the staff."""
        data = row.cleaned_data
        record = {name: value for name, value in data.items() if name not in ("DELETE", "ORDER")}
        if relation == "difficulties":
            # Counted before any is left out: as the preview calls them.
            record["number"] = int(row.prefix.rpartition("-")[2]) + 1
        if relation == "checkpoints":
            keys, others = actions.by_key(record.pop("held_by"), self.staff)
            record |= {"held_by": keys, "held_by_other": others}
        return record
