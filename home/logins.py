"""Wrong passwords: after six of them a login rests for a quarter of an hour (django-axes)."""

from __future__ import annotations

from typing import Any

from axes.utils import reset
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from iom_wagtail.school.private import keep_private


def resting(request: HttpRequest, answer: HttpResponse | None, credentials: Any) -> HttpResponse:
    """Say that the login rests, for how long, and who can help (429)."""
    rest = int(settings.AXES_COOLOFF_TIME.total_seconds())
    response = render(request, "home/login_resting.html", {"minutes": rest // 60}, status=429)
    response["Retry-After"] = str(rest)
    return keep_private(response)


def somebody(*_who: Any) -> str:
    """Return what the log says of a person who tries to log in: nothing.

    People write their password into the field of the name, too.
    """
    return "somebody"


def address_behind_proxy(request: HttpRequest) -> str:
    """Return a visitor's address where a proxy stands in front: the last one it was told of.

    What stands before it in the header, the visitor may have written.
    """
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return told or request.META.get("REMOTE_ADDR", "")


@receiver(post_save, sender=settings.AUTH_USER_MODEL, dispatch_uid="home_new_password_opens")
def new_password_opens(instance: AbstractBaseUser, **kwargs: Any) -> None:
    """Let a login that rests go on with a new password: from the deputy, by mail, by hand.

    Django holds the new password on the object until it has been saved.
    """
    if instance._password is not None:
        reset(username=instance.get_username())
