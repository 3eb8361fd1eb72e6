"""What the editor of a story or a celebration posts."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def row(person: Any = None, **values: Any) -> dict[str, Any]:
    """Return what a row of a person posts."""
    ticks = {"in_picture": "on"} if values.pop("in_picture", False) else {}
    return {
        "part": "hero",
        "person": person.pk if person is not None else "",
        "consent": "",
        "shown_name": "",
        "shown_position": "",
        **ticks,
        **values,
    }


def story(*rows: dict[str, Any], words: str = "Слова", **values: Any) -> dict[str, Any]:
    """Return what the form of a story posts."""
    return {
        **nested_form_data(
            {
                "title": "Первый год",
                "slug": "pervyj-god",
                "lead": "",
                "kind": "other",
                "subject": "",
                "year_start": "",
                "told_on": "01.05.2026",
                "cover": "",
                "cover_alt": "",
                "body": streamfield([("text", rich_text(f"<p>{words}</p>"))]),
                "people": inline_formset(list(rows)),
                "comments": inline_formset([]),
                "search_description": "",
                "seo_title": "",
                "show_in_menus": "",
                "go_live_at": "",
                "expire_at": "",
            }
        ),
        **values,
    }


def edit(page: Any) -> str:
    """Return the address of a page's editor."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add(parent: Any, model: str = "successstorypage") -> str:
    """Return the address where a page is made."""
    return reverse("wagtailadmin_pages:add", args=["iom_wagtail", model, parent.pk])
