"""The screen that takes programme items from a table: choose, look and mend, write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from iom_wagtail.conf import get_settings
from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.paperwork.intake.dates.periods import Period
from iom_wagtail.paperwork.intake.exceptions import DraftMoved, NotTaken
from iom_wagtail.paperwork.intake.forms import TableForm
from iom_wagtail.paperwork.intake.items import actions, posted, rules
from iom_wagtail.paperwork.intake.items.columns import FIELDS
from iom_wagtail.paperwork.intake.items.reading import Programme, read_programme
from iom_wagtail.paperwork.intake.items.rules import Looked, Mode
from iom_wagtail.routes.fields import format_date
from iom_wagtail.routes.office.views import RouteView
from iom_wagtail.routes.rules import Ability
from iom_wagtail.school import words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class ImportItemsView(RouteView):
    """Nothing is written before the button under the preview is pressed; then all or nothing."""

    page_title = gettext_lazy("Items from a table")
    header_icon = "upload"
    template_name = "iom_wagtail/paperwork/items.html"
    needs = Ability.EDIT

    def get_page_subtitle(self) -> str:
        """Name the route; its title holds no names."""
        return self.route.title

    @cached_property
    def contents(self) -> list[str]:
        """The contents of the items that are in the draft."""
        draft = self.route.get_latest_revision_as_object()
        return [row.content for row in draft.programme_items.all()]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Ask for the table, or say why the draft can't be written now."""
        return self.show(form=TableForm(), obstacle=actions.obstacle(self.route, request.user))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show what was read, or what was mended, or write it."""
        if not posted.is_preview(request.POST):
            return self.read()
        programme = posted.programme_of(request.POST)
        looked = self.look(programme)
        mode = Mode.REPLACE if request.POST.get("mode") == Mode.REPLACE else Mode.APPEND
        if "take" not in request.POST:
            return self.preview(programme, looked, mode)
        try:
            taken = actions.take_items(
                self.route,
                request.user,
                looked,
                mode=mode,
                based_on=self.based_on,
                columns=frozenset(name for name in FIELDS if programme.letters.get(name)),
            )
        except DraftMoved as error:
            return self.preview(programme, looked, mode, error=error, conflict=error.conflict)
        except NotTaken as error:
            return self.preview(programme, looked, mode, error=error, based_on=self.based_on)
        self.say(taken, looked)
        return redirect(f"{reverse('wagtailadmin_pages:edit', args=[self.route.pk])}#tab-programme")

    def read(self) -> HttpResponse:
        """Show the lines of the table that came, or what is wrong with it."""
        form = TableForm(self.request.POST, self.request.FILES)
        if form.is_valid():
            try:
                programme = read_programme(form.cleaned_data["book"], get_settings().max_rows)
            except FileRefused as error:
                form.add_error("file" if self.request.FILES else "text", error)
            else:
                return self.preview(programme, self.look(programme), Mode.APPEND)
        return self.show(form=form, obstacle=actions.obstacle(self.route, self.request.user))

    def look(self, programme: Programme) -> list[Looked]:
        """Return the lines with what is wrong in them."""
        usual = Period.of_year(self.route.year_start)
        start, end = self.route.start_on or usual.start_on, self.route.end_on or usual.end_on
        period = Period(usual.year, start, end)
        return [rules.look(line, programme.letters, period) for line in programme.lines]

    @property
    def based_on(self) -> int:
        """The revision that the preview was shown over; 0 when the form doesn't say."""
        given = self.request.POST.get("based_on", "")
        return int(given) if given.isdecimal() and len(given) < 18 else 0

    def preview(
        self,
        programme: Programme,
        looked: list[Looked],
        mode: Mode,
        *,
        error: NotTaken | None = None,
        **context: Any,
    ) -> HttpResponse:
        """Show the lines, each with its term as it was understood and what is wrong."""
        lines = [each.line for each in looked if each.line.taken]
        found = set(rules.matched(lines, self.contents).values())
        shown = {
            "based_on": self.route.latest_revision_id,
            "programme": programme,
            "about": posted.about(programme),
            "looked": [_shown(place, each) for place, each in enumerate(looked)],
            "mode": mode,
            "count": len(self.contents),
            "going": [
                (number, content)
                for number, content in enumerate(self.contents, start=1)
                if number - 1 not in found
            ],
            "labels": rules.LABELS,
            "taken": len(lines),
            "stops": sum(each.stops for each in looked),
            "errors": error.messages if error else [],
        }
        return self.show(**{**shown, **context})

    def show(self, **context: Any) -> HttpResponse:
        """Render the screen; the texts of a programme are kept by nobody on the way."""
        response = self.render_to_response(self.get_context_data(**context))
        response["Cache-Control"] = "private, no-store"
        return response

    def say(self, taken: actions.Taken, looked: list[Looked]) -> None:
        """Say what became of the items, and that rows were left out."""
        left = sum(not each.line.taken for each in looked)
        said = [
            (
                taken.added,
                ngettext("%(count)d item was added.", "%(count)d items were added.", taken.added),
            ),
            (
                taken.changed,
                ngettext(
                    "%(count)d item was changed.", "%(count)d items were changed.", taken.changed
                ),
            ),
            (
                taken.removed,
                ngettext(
                    "%(count)d item was removed.", "%(count)d items were removed.", taken.removed
                ),
            ),
            (left, ngettext("%(count)d row was left out.", "%(count)d rows were left out.", left)),
        ]
        what = " ".join(text % {"count": count} for count, text in said if count)
        messages.success(self.request, _("Saved as a draft. %(what)s") % {"what": what})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the route and the way back."""
        return super().get_context_data(
            route=self.route,
            editor_url=reverse("wagtailadmin_pages:edit", args=[self.route.pk]),
            **kwargs,
        )


def _shown(place: int, looked: Looked) -> dict[str, Any]:
    """Return a line as the template shows it."""
    line, due = looked.line, looked.due
    understood = words.span(due.due_from, due.due_to)
    plain = format_date(due.due_from or due.due_to)
    return {
        "place": place,
        "number": line.number,
        "taken": line.taken,
        "values": line.values,
        "stops": looked.stops,
        "bad": {name for name, _message in looked.faults},
        "faults": [message for _name, message in looked.faults],
        "remarks": looked.remarks,
        # What says the same as the cell needs no second line.
        "understood": understood if understood and plain != line.values["due"] else "",
        "as_words": bool(due.due_words),
    }
