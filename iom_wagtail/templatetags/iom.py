"""Template filters and tags of the plugin: words, icons, who is asking."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from django import template
from django.apps import apps
from django.core.files.storage import Storage, storages
from django.db.models import Q
from django.template.defaultfilters import stringfilter
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from iom_wagtail.approval import wording
from iom_wagtail.routes.reading import read_route
from iom_wagtail.school import words
from iom_wagtail.school.here import school_of_request
from iom_wagtail.school.low_vision import Look, look_of

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def ru_typography(text: str) -> str:
    """Set the non-breaking spaces of a Russian text."""
    return words.ru_typography(text)


@register.filter
def noted(label: str, note: str) -> str:
    """Show a label and its note; a note that begins with the label stands alone."""
    return words.noted(label, note)


@register.filter
def ru_date(value: dt.date | str | None, form: str = "long") -> str:
    """Show a date: «27 марта 2026» (long), «27 марта» (day), «27.03.2026» (short)."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return words.ru_date(value, form)


@register.filter
def relative_days(value: dt.date | str | None) -> str:
    """Show how far a day is from today: «через неделю», «3 дня назад»."""
    return words.relative_days(value, timezone.localdate()) if value else ""


@lru_cache(maxsize=8)
def _sprite(storage: Storage) -> str:
    """Return the address of the icons; a page draws twenty, and it stays while a process runs."""
    return storage.url("iom_wagtail/icons.svg")


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite; it is ornament, words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        _sprite(storages["staticfiles"]),
        name,
    )


@register.simple_tag(takes_context=True)
def school_here(context: template.Context) -> Any:
    """Return the school of the page or of the site that is being visited; perhaps None."""
    school = context.get("school")
    request = context.get("request")
    if school is not None or request is None:
        return school
    return school_of_request(request)


@register.simple_tag(takes_context=True)
def low_vision(context: template.Context) -> Look | None:
    """Return how the visitor wants the page to look; None for the ordinary version."""
    return context.get("lv_look") or look_of(context.get("request"))


@register.simple_tag(takes_context=True)
def may_enter_admin(context: template.Context) -> bool:
    """Return whether the visitor may enter Wagtail's admin; one query."""
    user = context["request"].user
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    permission = apps.get_model("auth", "Permission").objects
    return permission.filter(
        Q(group__user=user) | Q(user=user),
        codename="access_admin",
        content_type__app_label="wagtailadmin",
    ).exists()


@register.filter
def event_words(event: dict[str, Any]) -> str:
    """Say what happened: «М. В. Орлова, наставник: согласовано»."""
    return wording.event_words(event)


@register.filter
def place_words(step: str) -> str:
    """Say with whom a text is: «у наставника»."""
    return words.ru_typography(wording.place_words(step))


@register.filter
def hours(value: str | None) -> str:
    """Show «21» for "21.0" and «21,5» for "21.5"."""
    text = (value or "").removesuffix(".0")
    return text.replace(".", formats.get_format("DECIMAL_SEPARATOR"))


@register.simple_tag
def reading_of(page: Any) -> Any:
    """Return the reading of a page's own, perhaps unsaved, text; for the editor's preview."""
    return read_route(page.snapshot(), timezone.localdate())
