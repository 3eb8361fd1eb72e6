"""Mail to those whom a public page waits for; the author is told by Wagtail's own letters."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse
from wagtail.models import Page

from iom_wagtail.school import letters
from iom_wagtail.school.letters import reachable
from iom_wagtail.stories.moderation import signals


@receiver(signals.asked, dispatch_uid="iom_wagtail_mail_publication")
def tell_asked(page: Page, people: list[Any], **kwargs: Any) -> None:
    """Tell those who decide that a page waits; its title may name somebody, so it isn't told."""
    site = page.get_site()
    link = (site.root_url if site else "") + reverse("wagtailadmin_pages:edit", args=[page.pk])
    for user in people:
        person = getattr(user, "staff_member", None)
        if person is not None and reachable(person):
            letter = partial(
                letters.deliver, person, "iom_wagtail/stories/mail/asked", {"link": link}
            )
            transaction.on_commit(letter)
