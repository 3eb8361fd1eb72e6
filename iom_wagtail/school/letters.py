"""Letters to people of the school. A failing mail server never undoes an act.

A failure is logged by keys, without personal text.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

if TYPE_CHECKING:
    from iom_wagtail.school.models import StaffMember

logger = logging.getLogger("iom_wagtail.mail")


def reachable(person: StaffMember) -> bool:
    """Return whether a letter reaches a person: active, with an open account and an address."""
    return bool(person.active and person.user and person.user.is_active and person.user.email)


def deliver(person: StaffMember, template: str, values: dict[str, Any]) -> bool:
    """Render and send one letter in the site's language; return whether it went out.

    ``template`` is the path without its ending: beside ``….txt`` lies ``…_subject.txt``.
    """
    values = {**values, "person": person}
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string(f"{template}_subject.txt", values)
        body = render_to_string(f"{template}.txt", values)
    mail = EmailMessage(
        " ".join(subject.split()),
        body,
        to=[person.user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        return bool(mail.send())
    except OSError as error:  # smtplib's errors derive from it
        name = template.rpartition("/")[2]
        logger.error("mail %s to staff %s failed: %s", name, person.pk, type(error).__name__)
        return False
