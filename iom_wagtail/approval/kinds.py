"""The kinds of pages this room approves, as their rooms tell about them in ``ready()``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from iom_wagtail.approval.guard import ApprovedPage
    from iom_wagtail.school.models import School


class Kind:
    """How the pages of a kind are found for a person; one object a kind, without state."""

    #: The page's class.
    model: type[ApprovedPage]

    def visible_to(self, user: AbstractBaseUser) -> QuerySet:
        """Return the pages whose text in approval, or in force, this user may see; the oracle."""
        raise NotImplementedError

    def listed(self, pages: QuerySet) -> QuerySet:
        """Return pages as lists need them: without long texts, with what ``holder`` returns."""
        return pages

    def holder(self, page: ApprovedPage) -> ApprovedPage:
        """Return the page that holds the people of a listed one: itself, or the one above it."""
        return page

    def bring_people(self, pages: list[ApprovedPage], own: School | None) -> None:
        """Let listed pages of this kind answer about people and school without asking again.

        In a fixed number of queries, whatever their number; ``own`` is the asking person's
        school, fetched already.
        """
        raise NotImplementedError

    def open(self, request: HttpRequest, pk: int) -> ApprovedPage:
        """Return one page if the person may see it, and log what has to be logged.

        Raises ``Http404`` whatever the reason.
        """
        raise NotImplementedError


_kinds: dict[type, Kind] = {}


def register(kind: Kind) -> None:
    """Let this room know of a kind."""
    _kinds[kind.model] = kind


def kinds() -> Iterator[Kind]:
    """Yield every kind."""
    yield from _kinds.values()


def kind_of(model: type) -> Kind:
    """Return the kind of a page's class; raises ``KeyError`` when nobody registered it."""
    return _kinds[model]
