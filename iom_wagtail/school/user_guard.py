"""Wagtail's own screens of users: nobody raises themselves there, nor takes an account over.

Wagtail lets everybody with the right to change users tick «Administrator», hand out any group
and set anybody's password (8.0.1, ``wagtail/users/forms.py``; abuse case 37). The hooks refuse,
whichever viewset a project uses for its users; our viewset shows beforehand what is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from iom_wagtail.school import rules

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.forms import ModelForm
    from django.http import HttpRequest, HttpResponse

_STOCK_VIEWSET = "wagtail.users.views.users.UserViewSet"

#: What only a superuser changes in Wagtail's form of a user.
POWERS = ("is_superuser", "groups")

POWERS_HELP = gettext_lazy(
    "Only an administrator changes this here. Offices and rights of the school's people are "
    "given in the staff list."
)

DEACTIVATE_INSTEAD = gettext_lazy(
    "People are not deleted, because their names stand on papers. Close the account instead: "
    "take away the tick \u201cActive\u201d."
)


def may_edit_account(user: AbstractBaseUser, target: AbstractBaseUser) -> bool:
    """Return whether somebody changes this account in Wagtail's screens of users."""
    return rules.may_edit_account(
        superuser=user.is_superuser,
        target_superuser=target.is_superuser,
        on_staff=getattr(target, "staff_member", None) is not None,
        groups=set(target.groups.values_list("pk", flat=True)),
        own=set(user.groups.values_list("pk", flat=True)),
    )


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    """Lead back to the list of users and say why."""
    messages.error(request, reason)
    return redirect("wagtailusers_users:index")


def _refuse_powers(request: HttpRequest) -> HttpResponse | None:
    """Refuse a form that gives powers and isn't a superuser's."""
    if request.user.is_superuser or request.method != "POST":
        return None
    if any(request.POST.getlist(name) for name in POWERS):
        return _refused(request, _("Only an administrator gives these rights."))
    return None


def _refuse_account(request: HttpRequest, user: AbstractBaseUser) -> HttpResponse | None:
    """Refuse an account that isn't the asking person's to change."""
    if may_edit_account(request.user, user):
        return None
    return _refused(request, _("This account is not yours to manage."))


def before_create_user(request: HttpRequest) -> HttpResponse | None:
    """Refuse a new account with powers."""
    return _refuse_powers(request)


def before_edit_user(request: HttpRequest, user: AbstractBaseUser) -> HttpResponse | None:
    """Refuse an account that isn't one's to change, and powers in any."""
    return _refuse_account(request, user) or _refuse_powers(request)


def before_delete_user(request: HttpRequest, user: AbstractBaseUser) -> HttpResponse | None:
    """Refuse, whoever asks: people are deactivated, and their names stay on papers (facts 42)."""
    return _refuse_account(request, user) or _refused(request, DEACTIVATE_INSTEAD)


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Refuse acts on many accounts at once to everybody but a superuser, and deletion to all."""
    if get_user_model() not in action.models:
        return None
    if action_type == "delete":
        return _refused(request, DEACTIVATE_INSTEAD)
    if request.user.is_superuser:
        return None
    return _refused(request, _("Only an administrator changes many accounts at once."))


def close_powers(form: ModelForm, user: AbstractBaseUser) -> ModelForm:
    """Close the fields that only a superuser changes: shown, but what is sent is ignored."""
    if not user.is_superuser:
        for name in POWERS:
            if name in form.fields:
                form.fields[name].disabled = True
                form.fields[name].help_text = POWERS_HELP
    return form


def install() -> None:
    """Use our viewset of users, unless the project has one of its own."""
    if not apps.is_installed("wagtail.users"):
        return
    config = apps.get_app_config("wagtailusers")
    if config.user_viewset == _STOCK_VIEWSET:
        config.user_viewset = "iom_wagtail.school.user_screens.GuardedUserViewSet"
