"""The chooser of people: every one of its views shows the asking person's own school only.

``ChooserViewSet`` checks nothing by row (``wagtail8-facts.md`` 16, 31), so each view is scoped
here. Forms take ``AdminStaffChooser`` from ``school/widgets.py``, which imports no models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser as views
from wagtail.admin.viewsets.chooser import ChooserViewSet

from iom_wagtail.school.access import school_of
from iom_wagtail.school.models import StaffMember, StaffQuerySet
from iom_wagtail.school.widgets import CHOOSER, AdminStaffChooser, label_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.urls import URLPattern

__all__ = ["AdminStaffChooser", "StaffChooserViewSet", "choosable", "staff_chooser_viewset"]


def choosable(user: AbstractBaseUser) -> StaffQuerySet:
    """Return whom a person may choose: those who work at the own school, or help it."""
    return StaffMember.objects.of(school_of(user)).active()


class PeopleSearchForm(BaseFilterForm):
    """Search by the beginning or any part of a name or position."""

    q = forms.CharField(
        label=pgettext_lazy("people", "Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Name or position")}),
        required=False,
        max_length=100,
    )

    def filter(self, objects: StaffQuerySet) -> StaffQuerySet:
        """Keep who answers every word."""
        query = self.cleaned_data["q"]
        self.is_searching, self.search_query = bool(query), query
        return objects.matching(query)


class OwnPeopleMixin:
    """The list of the chooser: name and post of the own school's people."""

    filter_form_class = PeopleSearchForm
    per_page = 15
    results_template_name = "iom_wagtail/school/chooser_results.html"

    def get_object_list(self) -> StaffQuerySet:
        """Return the people of the own school."""
        return choosable(self.request.user)

    @property
    def columns(self) -> list[Column]:
        """Return name and post."""
        name = self.title_column
        name.label = pgettext_lazy("surname, given name, patronymic", "Name")
        return [name, Column("position", label=_("Position"), accessor="position")]

    def can_create(self) -> bool:
        """Return that nobody is added here: people are entered in the staff list."""
        return False


class ChooseView(OwnPeopleMixin, views.ChooseView):
    """The window."""


class ChooseResultsView(OwnPeopleMixin, views.ChooseResultsView):
    """The list alone, after a search or a turn of the page."""


class ChosenMixin:
    """The answer about chosen people: key and label, nobody of another school."""

    def found(self, keys: list[str]) -> list[StaffMember]:
        """Return the people of these keys; raises ``Http404`` when one isn't to be chosen."""
        if not all(key.isascii() and key.isdigit() and len(key) < 19 for key in keys):
            raise Http404
        people = list(choosable(self.request.user).filter(pk__in=keys))
        if len(people) != len(set(map(int, keys))):
            raise Http404
        return people

    def get_object(self, pk: str) -> StaffMember:
        """Return one person."""
        return self.found([pk])[0]

    def get_objects(self, pks: list[str]) -> list[StaffMember]:
        """Return several people."""
        return self.found(pks)

    def get_display_title(self, instance: StaffMember) -> str:
        """Return name and post, as the widget shows them."""
        return label_of(instance)

    def get_edit_item_url(self, instance: StaffMember) -> None:
        """Return no address: the widget has no link to edit."""
        return None


class ChosenView(ChosenMixin, views.ChosenView):
    """One person was chosen."""


class ChosenMultipleView(ChosenMixin, views.ChosenMultipleView):
    """Several people were chosen."""


class StaffChooserViewSet(ChooserViewSet):
    """The window in which forms of the admin let one choose a person."""

    model = StaffMember
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    widget_class = AdminStaffChooser

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses, but for creating: people are entered in the staff list."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


def staff_chooser_viewset() -> Any:
    """Return the chooser for Wagtail's hook."""
    return StaffChooserViewSet(CHOOSER, url_prefix="iom/staff-chooser")
