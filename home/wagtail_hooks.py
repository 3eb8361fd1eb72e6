"""The site's own hooks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.images import get_image_model

from home.publishing import picture_problem


@hooks.register("before_bulk_action")
def keep_pictures_public(
    request: HttpRequest, action_type: str, objects: list[Any], view: Any
) -> HttpResponse | None:
    """Refuse to move pictures in bulk to where they would only seem private."""
    if action_type != "add_to_collection" or view.model is not get_image_model():
        return None
    problem = picture_problem(view.cleaned_form.cleaned_data["collection"])
    if not problem:
        return None
    messages.error(request, problem)
    return redirect(view.next_url)


@hooks.register("insert_global_admin_css")
def dress_the_editor() -> SafeString:
    """Let the labels of the site's own blocks begin with a capital, as those of stories do."""
    return format_html('<link rel="stylesheet" href="{}">', static("iom_wagtail/office/office.css"))
