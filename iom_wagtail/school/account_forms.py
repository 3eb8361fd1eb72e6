"""Django's own account forms in the site's look; their rules stay Django's."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import forms as auth
from django.utils.translation import gettext_lazy as _


class Dressed:
    """Gives every field the look of the site and a label of our own where one is set."""

    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "input"
            if name in self.labels:
                field.label = self.labels[name]


class LoginForm(Dressed, auth.AuthenticationForm):
    """Login name and password."""

    labels = {"username": _("Login name"), "password": _("Password")}
    error_messages = {
        **auth.AuthenticationForm.error_messages,
        "invalid_login": _(
            "No such login name and password. Check the keyboard layout and Caps Lock."
        ),
    }


class PasswordForm(Dressed, auth.PasswordChangeForm):
    """The present password and the new one, twice."""

    labels = {
        "old_password": _("Present password"),
        "new_password1": _("New password"),
        "new_password2": _("New password again"),
    }


class NewPasswordForm(Dressed, auth.SetPasswordForm):
    """The new password, twice."""

    labels = {
        "new_password1": _("New password"),
        "new_password2": _("New password again"),
    }


class ResetForm(Dressed, auth.PasswordResetForm):
    """The e-mail to which the link goes."""

    labels = {"email": _("E-mail")}
