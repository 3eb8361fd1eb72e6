"""A password handed out on paper is changed at the first login, before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest

#: Key of the mark in the session: other people's requests cost no query.
SESSION_KEY = "iom_temporary_password"


def needs_new_password(user: AbstractBaseUser) -> bool:
    """Return whether a person still uses the password that was handed out on paper."""
    staff = getattr(user, "staff_member", None)
    return bool(staff and staff.password_is_temporary)


@receiver(user_logged_in, dispatch_uid="iom_wagtail_temporary_password")
def mark_session(request: HttpRequest | None, user: AbstractBaseUser, **kwargs: Any) -> None:
    """Remember at login that the password has to be changed."""
    if request is not None and needs_new_password(user):
        request.session[SESSION_KEY] = True
