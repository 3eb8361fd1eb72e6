"""Canaries: a unique word in every private text of a route, so that a leak names itself.

``plant`` writes them, ``found`` says which of them somebody was shown. Fields are taken from the
models, so that a new text field gets its canary without anybody remembering it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import count
from typing import Any

from django.contrib.messages import get_messages
from django.core.mail import EmailMessage
from django.db import models
from django.http.response import HttpResponseBase
from modelcluster.models import get_all_child_relations
from wagtail.models import Comment, CommentReply

from iom_wagtail.approval import actions as approval
from iom_wagtail.outcome import actions as outcome
from iom_wagtail.outcome.models import ConclusionPage, OutcomeRow
from iom_wagtail.routes import actions, rules
from iom_wagtail.routes.models import RouteAssignment, RoutePage
from iom_wagtail.routes.models.rows import RouteRow
from iom_wagtail.school.models import StaffMember
from tests.factories import (
    Cast,
    agree_to_conclusion,
    approve_conclusion,
    conclude,
    fresh_conclusion,
    make_conclusion,
)

#: Members of a cast whose data are a canary each, when they are on the route.
PEOPLE = ("teacher", "mentor", "psychologist")

#: Number of the planted route: its title is a canary of its own.
NUMBER = 7919

Canaries = dict[str, str]


class Nest:
    """Hands out canaries; Latin letters, so that no escaping hides them."""

    def __init__(self, song: str = "Zkn") -> None:
        self.all: Canaries = {}
        self._song = song
        self._numbers = count(1)

    def lay(self, path: str) -> str:
        """Return a new canary and remember where it is."""
        self.all[path] = f"{self._song}{next(self._numbers):04d}q"
        return self.all[path]


def texts(model: type[models.Model]) -> list[str]:
    """Return the names of a model's own free-text fields."""
    return [
        field.name
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in ("slug", "password")
    ]


def plant(cast: Cast) -> Canaries:
    """Fill every private text around the cast's route; return path → canary.

    The route goes the whole way: returned once, approved, drafted anew. Paths begin with
    ``version.`` (in force), ``draft.`` (written since), ``event.`` (comments of decisions),
    ``assignment.``, ``comment.`` (of Wagtail's editor), ``people.`` (staff and accounts on the
    route), or ``route.`` (title and slug).
    """
    nest = Nest()
    _people(cast, nest)
    _number(cast, nest)
    for row in RouteAssignment.objects.filter(route=cast.route).order_by("pk"):
        for name in texts(RouteAssignment):
            setattr(row, name, nest.lay(f"assignment.{row.role}{row.pk}.{name}"))
        row.save()
    _draft(cast, nest, "version")
    _approve(cast, nest)
    _draft(cast, nest, "draft")
    comment = Comment.objects.create(
        page=cast.route,
        user=cast.user("mentor"),
        text=nest.lay("comment.text"),
        contentpath="goal",
    )
    CommentReply.objects.create(
        comment=comment, user=cast.user("mentor"), text=nest.lay("comment.reply")
    )
    cast.route = RoutePage.objects.get(pk=cast.route.pk)
    return nest.all


def plant_conclusion(cast: Cast) -> Canaries:
    """Give the route a conclusion, approved, opened again and written anew; return its canaries.

    Paths begin with ``conclusion.`` (in force), ``council.``, ``reopening.``, or ``rewritten.``
    (the draft since).
    """
    nest = Nest("Ckn")
    make_conclusion(cast, filled=False)
    _conclusion(cast, nest, "conclusion")
    approve_conclusion(cast)
    outcome.record_council(
        cast.conclusion,
        cast.user("deputy"),
        protocol_no=nest.lay("council.protocol_no"),
        held_on=dt.date(2026, 5, 29),
        decision=nest.lay("council.decision"),
    )
    outcome.reopen(cast.conclusion, cast.user("director"), nest.lay("reopening.reason"))
    _conclusion(cast, nest, "rewritten")
    fresh_conclusion(cast)
    return nest.all


def plant_waiting_conclusion(cast: Cast, step: str) -> Canaries:
    """Give the route a conclusion that waits at the teacher's or the director's step.

    Paths begin with ``at_teacher.`` or ``at_director.``; each word says which.
    """
    nest = Nest({"teacher": "Tkn", "director": "Dkn"}[step])
    make_conclusion(cast, filled=False)
    _conclusion(cast, nest, f"at_{step}")
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    agree_to_conclusion(cast, *{"teacher": ["deputy"], "director": ["deputy", "teacher"]}[step])
    return nest.all


def _conclusion(cast: Cast, nest: Nest, prefix: str) -> None:
    """Write a draft of the conclusion whose every free text is a canary."""
    conclude(cast, cast.conclusion, states=("resolved",) + ("partly",) * 9, problems_state="partly")
    draft = fresh_conclusion(cast).get_latest_revision_as_object()
    for name in texts(ConclusionPage):
        setattr(draft, name, nest.lay(f"{prefix}.{name}"))
    draft.remaining = [nest.lay(f"{prefix}.remaining")]
    rows = list(draft.outcome_rows.all())
    for index, row in enumerate(rows):
        for name in texts(OutcomeRow):
            setattr(row, name, nest.lay(f"{prefix}.rows[{index}].{name}"))
    draft.outcome_rows = rows
    outcome.save_draft(draft, cast.user("mentor"))


def _people(cast: Cast, nest: Nest) -> None:
    on_route = set(cast.route.assignments.values_list("staff_id", flat=True))
    for member in PEOPLE:
        person = getattr(cast, member)
        if person.pk not in on_route:
            continue
        for name in texts(StaffMember):
            setattr(person, name, nest.lay(f"people.{member}.{name}"))
        person.save()
        user = person.user
        user.username = nest.lay(f"people.{member}.username")
        user.first_name = nest.lay(f"people.{member}.first_name")
        user.last_name = nest.lay(f"people.{member}.last_name")
        user.email = f"{nest.lay(f'people.{member}.email')}@example.invalid"
        user.save()


def _number(cast: Cast, nest: Nest) -> None:
    """Give the route a title that no other route has."""
    route = RoutePage.objects.get(pk=cast.route.pk)
    route.number = NUMBER
    route.save()
    nest.all["route.title"] = rules.route_title(route.year_start, NUMBER)
    nest.all["route.slug"] = route.slug


def _draft(cast: Cast, nest: Nest, prefix: str) -> None:
    """Save a draft whose every free text, also of its rows, is a canary."""
    draft = RoutePage.objects.get(pk=cast.route.pk).get_latest_revision_as_object()
    draft.number = NUMBER
    draft.title = nest.all["route.title"]
    for name in texts(RoutePage):
        setattr(draft, name, nest.lay(f"{prefix}.{name}"))
    for relation in get_all_child_relations(RoutePage):
        accessor = relation.get_accessor_name()
        model = relation.related_model
        if not issubclass(model, RouteRow):
            continue  # Wagtail's own, the editor's comments
        rows = list(getattr(draft, accessor).all()) or [model(sort_order=0)]
        for index, row in enumerate(rows):
            for name in texts(model):
                setattr(row, name, nest.lay(f"{prefix}.{accessor}[{index}].{name}"))
        setattr(draft, accessor, rows)
    actions.save_draft(draft, cast.user("mentor"))


def _approve(cast: Cast, nest: Nest) -> None:
    """Send the text on its way, have it returned once, and signed the second time."""

    def fresh() -> RoutePage:
        return RoutePage.objects.get(pk=cast.route.pk)

    def shown(route: RoutePage) -> dict[str, Any]:
        return {"revision_id": route.latest_revision_id}

    approval.submit(fresh(), cast.user("mentor"), comment=nest.lay("event.submitted"))
    approval.send_back(
        (route := fresh()), cast.user("deputy"), comment=nest.lay("event.returned"), **shown(route)
    )
    approval.submit(fresh(), cast.user("mentor"), comment=nest.lay("event.again"))
    for name in ("deputy", "teacher", "director"):
        route = fresh()
        words = nest.lay(f"event.{name}")
        approval.agree(route, cast.user(name), comment=words, **shown(route))


# --- finding them -------------------------------------------------------------------------


def only(canaries: Canaries, *prefixes: str) -> Canaries:
    """Return the canaries whose path begins with one of the prefixes."""
    return {path: word for path, word in canaries.items() if path.startswith(prefixes)}


def without(canaries: Canaries, *prefixes: str) -> Canaries:
    """Return the canaries whose path begins with none of the prefixes."""
    return {path: word for path, word in canaries.items() if not path.startswith(prefixes)}


def found(shown: Any, canaries: Canaries) -> set[str]:
    """Return the paths of the canaries that a response, a mail, a file or a text shows.

    Of a response: headers, cookies, body (a zipped export is opened) and flash messages. Several
    things may be given in a list.
    """
    text = "\n".join(_words(shown)).casefold()
    return {path for path, word in canaries.items() if word.casefold() in text}


def _words(shown: Any) -> Iterator[str]:
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, bytes):
        yield from _bytes(shown)
    elif isinstance(shown, HttpResponseBase):
        yield from _response(shown)
    elif isinstance(shown, EmailMessage):
        yield shown.message().as_string()
        yield shown.subject
        yield str(shown.body)
        yield " ".join(shown.recipients())
    elif isinstance(shown, Iterable):
        for part in shown:
            yield from _words(part)
    else:
        yield str(shown)


def _bytes(content: bytes) -> Iterator[str]:
    if content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                # Some writers of XML spell Cyrillic letters as numbers: &#1048;
                yield unescape(archive.read(name).decode(errors="replace"))
        return
    text = content.decode(errors="replace")
    yield text
    if "\\u" in text:  # JSON spells Cyrillic letters in ASCII
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text)


def _response(response: HttpResponseBase) -> Iterator[str]:
    for name, value in response.headers.items():
        yield f"{name}: {value}"
    yield response.cookies.output()
    yield from _bytes(response.getvalue())
    if request := getattr(response, "wsgi_request", None):
        for message in get_messages(request):
            yield str(message)
