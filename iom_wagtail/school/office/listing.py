"""The staff list: search, filters, who has an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from iom_wagtail.school.models import StaffMember
from iom_wagtail.school.office.base import InSchool
from iom_wagtail.school.rules import Act

if TYPE_CHECKING:
    from iom_wagtail.school.models import StaffQuerySet


class CellColumn(BaseColumn):
    """A column whose cell is a template of this room; ``edits``: whether records open."""

    def __init__(self, name: str, *, edits: bool = False, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"iom_wagtail/school/cell_{name}.html"
        self.edits = edits


class StaffPaginator(WagtailPaginator):
    """Counts people as Russian does; Wagtail knows one plural only."""

    @cached_property
    def items_count_label(self) -> str:
        """Return «5 человек»."""
        text = ngettext("%(count)d person", "%(count)d people", self.count)
        return text % {"count": self.count}


class StaffFilterSet(WagtailFilterSet):
    """Who works here, who has an account."""

    active = django_filters.ChoiceFilter(
        label=_("Works here"),
        empty_label=_("All"),
        choices=[("true", _("Yes")), ("false", _("Left"))],
        method="filter_active",
        widget=forms.RadioSelect,
    )
    account = django_filters.ChoiceFilter(
        label=_("Account"),
        empty_label=_("All"),
        choices=[("true", _("Has an account")), ("false", _("No account"))],
        method="filter_account",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = StaffMember
        fields: list[str] = []

    def filter_active(self, people: StaffQuerySet, name: str, value: str) -> StaffQuerySet:
        """Keep those who work here, or those who left."""
        return people.filter(active=value == "true")

    def filter_account(self, people: StaffQuerySet, name: str, value: str) -> StaffQuerySet:
        """Keep those with an account, or those without."""
        return people.filter(user__isnull=value == "false")


class StaffListView(InSchool, BaseListingView):
    """The people of the own school."""

    model = StaffMember
    needs = Act.VIEW
    page_title = _("Staff")
    header_icon = "group"
    results_template_name = "iom_wagtail/school/staff_results.html"
    template_name = "iom_wagtail/school/staff.html"
    paginate_by = 50
    paginator_class = StaffPaginator
    is_searchable = True
    filterset_class = StaffFilterSet
    default_ordering = ("-active", "surname", "given_name", "patronymic", "pk")
    index_url_name = "iom_staff"
    index_results_url_name = "iom_staff_results"
    table_classname = "listing iom-staff"

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Return the columns; names are links for those to whom records open."""
        return [
            CellColumn(
                "person",
                label=_("Person"),
                classname="title",
                sort_key="surname",
                edits=self.edits,
            ),
            Column("position", label=_("Position"), accessor="position", sort_key="position"),
            Column("subject", label=_("Subject"), accessor="subject"),
            CellColumn("account", label=_("Account")),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer what the reader may do."""
        if not self.adds:
            return []
        return [
            HeaderButton(_("Add a person"), reverse("iom_staff_add"), icon_name="plus"),
        ]

    @cached_property
    def header_more_buttons(self) -> list[HeaderButton]:
        """Offer what concerns many people at once."""
        if not self.adds:
            return []
        return [
            HeaderButton(
                _("Add from a list"), reverse("iom_staff_import"), icon_name="upload", priority=10
            ),
            HeaderButton(
                _("Accounts and one-time passwords"),
                reverse("iom_staff_accounts"),
                icon_name="key",
                priority=20,
            ),
        ]

    def get_base_queryset(self) -> StaffQuerySet:
        """Return the people of the own school."""
        return StaffMember.objects.of(self.school).select_related("user")

    def search_queryset(self, queryset: StaffQuerySet) -> StaffQuerySet:
        """Search names, positions, subjects."""
        return queryset.matching(self.search_query) if self.is_searching else queryset
