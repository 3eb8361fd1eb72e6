"""Wagtail's screens of users with the powers closed to everybody but a superuser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.users.views.users import CreateView, EditView, UserViewSet

from iom_wagtail.school.user_guard import close_powers

if TYPE_CHECKING:
    from django.forms import ModelForm


class ClosedPowers:
    """A view whose form shows, but doesn't take, what only a superuser gives."""

    def get_form(self, form_class: Any = None) -> ModelForm:
        """Return the form with those fields disabled."""
        return close_powers(super().get_form(form_class), self.request.user)


class GuardedCreateView(ClosedPowers, CreateView):
    """A new account."""


class GuardedEditView(ClosedPowers, EditView):
    """An account that is there."""


class GuardedUserViewSet(UserViewSet):
    """Wagtail's own, but for the closed fields; the hooks of ``user_guard`` refuse the rest."""

    add_view_class = GuardedCreateView
    edit_view_class = GuardedEditView
