"""How wagtail-localize lives beside private pages: it asks nothing of them and keeps nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.admin.action_menu import ActionMenuItem
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import TranslationSource

from iom_wagtail.routes.exceptions import WrongPlace
from iom_wagtail.routes.models.private import PrivatePage


@receiver(pre_save, sender=TranslationSource, dispatch_uid="home_no_private_source")
def refuse_private_sources(instance: TranslationSource, **kwargs: Any) -> None:
    """Refuse to copy a private page's text into a source for translators (facts 27).

    ``copy_for_translation`` refuses too, but the source with the whole text is written before it.
    """
    model = instance.specific_content_type.model_class()
    if model is not None and issubclass(model, PrivatePage):
        raise WrongPlace


def leave_private_pages_alone() -> None:
    """Hide what the editor offers about translations on pages that have none, and don't ask.

    wagtail-localize 1.14 looks for a translation to restart or to convert in every editor: two
    queries that are always in vain here. Can go when it asks the page whether it is translated.
    """
    items = (
        localize.RestartTranslationPageActionMenuItem,
        localize.ConvertToAliasPageActionMenuItem,
    )
    for item in items:
        item.is_shown = _only_on_public(item.is_shown)


def _only_on_public(is_shown: Callable[..., bool]) -> Callable[..., bool]:
    def shown(self: ActionMenuItem, context: dict[str, Any]) -> bool:
        return not isinstance(context.get("page"), PrivatePage) and is_shown(self, context)

    return shown
