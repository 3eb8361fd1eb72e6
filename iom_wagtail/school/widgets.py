"""Choosing a person of the staff in a form of the admin. Imports no models, so forms may."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import BaseChooser

#: The namespace of the chooser's own addresses (``school/chooser.py``).
CHOOSER = "iom_staff_chooser"


def label_of(person: Any) -> str:
    """Return «Лебедева Анна Игоревна, учитель математики»; the post tells namesakes apart."""
    return ", ".join(part for part in (person.full_name, person.position) if part)


class AdminStaffChooser(BaseChooser):
    """Chooses a person in a window with search, of the asking person's own school only.

    It names nobody outside the queryset of its field: a stranger's key posted by hand comes
    back as an empty choice, not as the stranger's name.
    """

    model = "iom_wagtail.StaffMember"
    chooser_modal_url_name = f"{CHOOSER}:choose"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    clear_choice_text = _("Choose nobody")
    show_edit_link = False
    icon = "user"

    def get_instance(self, value: Any) -> Any:
        """Return the chosen person among those the field offers, or None."""
        if value is None or isinstance(value, self.model_class):
            return value
        people = getattr(getattr(self, "choices", None), "queryset", None)
        if people is None:
            people = self.model_class.objects.all()
        try:
            return people.filter(pk=value).first()
        except (TypeError, ValueError, OverflowError):
            return None

    def get_value_data_from_instance(self, instance: Any) -> dict[str, Any]:
        """Return key and label; people have no page of their own behind the chooser."""
        return {
            "id": instance.pk,
            "edit_url": None,
            self.display_title_key: self.get_display_title(instance),
        }

    def get_display_title(self, instance: Any) -> str:
        """Return name and post."""
        return label_of(instance)


class StaffField(forms.ModelChoiceField):
    """One person of a queryset, chosen in the window."""

    widget = AdminStaffChooser
    default_error_messages = {
        "invalid_choice": _("This person is not on this school's staff."),
    }

    def label_from_instance(self, person: Any) -> str:
        """Return name and post."""
        return label_of(person)


class StaffListField(forms.ModelMultipleChoiceField):
    """Several people of a queryset, ticked in a list."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": _("This person is not on this school's staff."),
    }

    def label_from_instance(self, person: Any) -> str:
        """Return name and post."""
        return label_of(person)
