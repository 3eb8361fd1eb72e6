"""Which school is being visited: asked once a request, or told by a site that knows it already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.apps import apps
from wagtail.models import Site

if TYPE_CHECKING:
    from django.http import HttpRequest


class SchoolLines(Protocol):
    """What public pages say of a school: ``School`` itself, or the same in plain values."""

    pk: int
    short_name: str
    full_name: str
    place: str


def remember_school(request: HttpRequest, school: SchoolLines | None) -> None:
    """Let nobody ask again which school a request visits."""
    request._iom_school = school


def school_of_request(request: HttpRequest) -> SchoolLines | None:
    """Return the school on whose site a request came; None where none is set up."""
    if not hasattr(request, "_iom_school"):
        site = Site.find_for_request(request)
        schools = apps.get_model("iom_wagtail", "School").objects
        remember_school(request, schools.filter(site=site).first() if site else None)
    return request._iom_school
