"""«Согласия на публикацию»: the school's consents with their state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from iom_wagtail.stories.consent import queries
from iom_wagtail.stories.consent.forms import ListForm
from iom_wagtail.stories.consent.office.base import ConsentScreen
from iom_wagtail.stories.consent.showing import tell_state

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50


class ConsentsView(ConsentScreen):
    """The list with its filters."""

    page_title = gettext_lazy("Consents to publication")
    template_name = "iom_wagtail/stories/consent/list.html"

    @cached_property
    def form(self) -> ListForm:
        """The filters as they were sent."""
        return ListForm(self.request.GET)

    @cached_property
    def rows(self) -> QuerySet:
        """The consents that answer the filters."""
        data = self.form.cleaned_data if self.form.is_valid() else {}
        rows = queries.consents_of(self.school)
        rows = queries.in_state(rows, data.get("state", ""), timezone.localdate())
        if whose := data.get("whose"):
            rows = rows.filter(person__isnull=whose == "other")
        if copy := data.get("copy"):
            rows = rows.filter(copies__gt=0) if copy == "yes" else rows.filter(copies=0)
        return queries.matching(rows, data.get("q", ""))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a page of the list."""
        pages = Paginator(self.rows, PER_PAGE)
        shown = pages.get_page(request.GET.get("page"))
        kept = request.GET.copy()
        kept.pop("page", None)
        return self.show(
            form=self.form,
            shown=shown,
            consents=[tell_state(row) for row in shown.object_list],
            elided=pages.get_elided_page_range(shown.number, on_each_side=2, on_ends=1),
            kept=f"{kept.urlencode()}&" if kept else "",
            filtered=any(kept.values()),
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return home and this list."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]
