"""How wagtail-localize lives beside private pages: it asks nothing of them and keeps nothing.

And how its form for files speaks to who chose a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import TranslationSource
from wagtail_localize.views import edit_translation

from iom_wagtail.routes.exceptions import WrongPlace
from iom_wagtail.routes.models.private import PrivatePage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Page


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

    wagtail-localize 1.14 looks in every editor whether the page is a translation, and whether
    there is one to restart or to convert: three queries that are always in vain here. Wagtail has
    no public way to put a hook aside. Can go when localize asks the page whether it is translated.
    """
    hooks._hooks["before_edit_page"] = [
        (_aside(hook) if hook is localize.before_edit_page else hook, order)
        for hook, order in hooks._hooks["before_edit_page"]
    ]
    items = (
        localize.RestartTranslationPageActionMenuItem,
        localize.ConvertToAliasPageActionMenuItem,
    )
    for item in items:
        item.is_shown = _only_on_public(item.is_shown)


def _aside(hook: Callable[..., Any]) -> Callable[..., Any]:
    def before_edit_page(request: HttpRequest, page: Page) -> Any:
        return None if isinstance(page, PrivatePage) else hook(request, page)

    return before_edit_page


def _only_on_public(is_shown: Callable[..., bool]) -> Callable[..., bool]:
    def shown(self: ActionMenuItem, context: dict[str, Any]) -> bool:
        return not isinstance(context.get("page"), PrivatePage) and is_shown(self, context)

    return shown


def answer_wrong_files_in_words() -> None:
    """Let a form without a PO file, or with one that is no translation's, get a sentence.

    wagtail-localize 1.14 looks both up without asking whether they are there, and answers 500. Its
    view is looked up by name when the admin's addresses are made. Can go when localize asks.
    """
    edit_translation.upload_pofile = _in_words(edit_translation.upload_pofile)


def _in_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def upload_pofile(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except KeyError:
            messages.error(request, _("This is no PO file of this translation. Choose another."))
            return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")

    return upload_pofile
