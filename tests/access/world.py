"""The world of the access matrix: a school with two routes, another school, every role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import wagtail_factories
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import GroupPagePermission, Page, Site

from iom_wagtail.approval import actions as approval
from iom_wagtail.approval import delegations
from iom_wagtail.journal.visits.sets import sets_in_use
from iom_wagtail.routes import actions
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.school import roles
from iom_wagtail.school.roles import GroupCode
from tests.access import canaries
from tests.access.consented import plant_consent
from tests.access.printed import ready_dossier
from tests.access.records import plant_records
from tests.access.translated import translated
from tests.factories import (
    Cast,
    StaffFactory,
    UserFactory,
    add_participant,
    approve,
    make_cast,
    make_route,
)

#: Who stands on the route or holds an office in its school; in the order of the columns.
ENTITLED = (
    "teacher",
    "mentor",
    "participant",
    "methodist",
    "deputy",
    "director",
    "delegate",
    "superuser",
)
#: O of ``abuse-cases.md``: people with an account who have nothing to do with the route.
OUTSIDERS = (
    "colleague",
    "removed",
    "their_teacher",
    "their_director",
    "site_editor",
    "technician",
    "tree_editor",
)
ROLES = (*ENTITLED, *OUTSIDERS, "anonymous")


@dataclass
class World:
    """Everything an address of the matrix may point to."""

    cast: Cast
    other: Cast
    route: RoutePage
    waiting: RoutePage
    draft: RoutePage
    home: Page
    users: dict[str, Any]
    canaries: dict[str, str]
    things: dict[str, Any] = field(default_factory=dict)
    cookies: dict[str, Any] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def enter(self) -> None:
        """Log everybody in once; each request starts from these cookies."""
        for role in ROLES:
            client = Client(raise_request_exception=False)
            if role in self.users:
                client.force_login(self.users[role])
            self.clients[role] = client
            self.cookies[role] = {key: item.value for key, item in client.cookies.items()}

    @contextmanager
    def as_role(self, role: str) -> Iterator[Client]:
        """Yield the role's browser as it was right after logging in."""
        client = self.clients[role]
        client.cookies.clear()
        for key, value in self.cookies[role].items():
            client.cookies[key] = value
        yield client


def all_permissions_on_the_tree() -> Group:
    """Return a group that holds every stored page permission on the tree's root."""
    tree = Group.objects.create(name="Всё дерево")
    tree.permissions.add(Permission.objects.get(codename="access_admin"))
    for permission in Permission.objects.filter(content_type__model="page"):
        GroupPagePermission.objects.create(
            group=tree, page=Page.get_first_root_node(), permission=permission
        )
    return tree


def _people(cast: Cast, other: Cast) -> dict[str, Any]:
    """Return an account a role; those with a staff record of the school have one."""
    by_hand = {}
    for role in ("site_editor", "technician"):
        person = StaffFactory(school=cast.school, account=True)
        roles.sync_groups(person)
        person.user.groups.add(roles.group(GroupCode(role)))
        by_hand[role] = person.user
    tree_editor = UserFactory()
    tree_editor.groups.add(all_permissions_on_the_tree())
    return {
        **{name: cast.user(name) for name in ("teacher", "mentor", "methodist", "deputy")},
        "participant": cast.user("psychologist"),
        "director": cast.user("director"),
        "colleague": cast.user("colleague"),
        "their_teacher": other.user("teacher"),
        "their_director": other.user("director"),
        "superuser": UserFactory(is_staff=True, is_superuser=True),
        "tree_editor": tree_editor,
        **by_hand,
    }


def _hired(cast: Cast) -> Any:
    """Return one more person of the school with an account."""
    person = StaffFactory(school=cast.school, account=True)
    roles.sync_groups(person)
    return person


def _draft_words(cast: Cast) -> dict[str, str]:
    """Write a canary into every text of the cast's draft; return path → canary."""
    draft = cast.route.get_latest_revision_as_object()
    words = {f"waiting.{name}": f"Wkn{name}q" for name in canaries.texts(RoutePage)}
    for path, word in words.items():
        setattr(draft, path.removeprefix("waiting."), word)
    actions.save_draft(draft, cast.user("mentor"))
    return words


def _concluding(cast: Cast, year: int, step: str) -> dict[str, str]:
    """Open a former year's route whose conclusion waits at a step; return path → canary."""
    make_route(
        cast,
        start_on=dt.date(year, 9, 1),
        end_on=dt.date(year + 1, 5, 30),
        decision_date=dt.date(year, 9, 1),
    )
    add_participant(cast)
    approve(cast)
    return canaries.plant_waiting_conclusion(cast, step)


def build() -> World:
    """Make it all through the real acts; takes a few seconds, so once a module."""
    cast, other = make_cast(), make_cast()
    today = timezone.localdate()
    delegate, removed = _hired(cast), _hired(cast)
    make_route(other)

    waiting = make_route(
        cast,
        start_on=dt.date(2024, 9, 1),
        end_on=dt.date(2025, 5, 30),
        decision_date=dt.date(2024, 9, 1),
    )
    add_participant(cast)
    words = _draft_words(cast)
    draft = make_route(
        cast,
        start_on=dt.date(2023, 9, 1),
        end_on=dt.date(2024, 5, 30),
        decision_date=dt.date(2023, 9, 1),
    )
    add_participant(cast)
    asked: dict[str, Any] = {}
    for step, year in (("teacher", 2021), ("director", 2022)):
        words |= _concluding(cast, year, step)
        asked[f"at_{step}"] = cast.conclusion
    route = make_route(cast)
    add_participant(cast)
    second = actions.assign(
        cast.route, cast.user("deputy"), staff=removed, role="mentor", since=dt.date(2025, 9, 1)
    )
    actions.end_assignment(second, cast.user("deputy"), until=today, basis="Приказ № 7")
    words |= canaries.plant(cast)
    record_words, rows = plant_records(cast)
    words |= record_words
    words |= canaries.plant_conclusion(cast)
    waiting = RoutePage.objects.get(pk=waiting.pk)
    approval.submit(waiting, cast.user("mentor"))
    delegations.appoint(
        cast.school,
        cast.user("director"),
        person=delegate,
        since=today,
        until=today + dt.timedelta(days=14),
        basis="Приказ № 8",
    )
    home = Site.objects.get(is_default_site=True).root_page
    world = World(
        cast=cast,
        other=other,
        route=RoutePage.objects.get(pk=route.pk),
        waiting=RoutePage.objects.get(pk=waiting.pk),
        draft=RoutePage.objects.get(pk=draft.pk),
        home=home,
        users={**_people(cast, other), "delegate": delegate.user, "removed": removed.user},
        canaries=words,
    )
    public = roles.public_collection()
    consented, said = plant_consent(cast)
    assert not set(said.values()) & set(words.values()), "a canary sings at one place"
    world.canaries |= said
    world.things = {
        **rows,
        "translation": translated(home),
        "conclusion": cast.conclusion,
        "dossier": ready_dossier(cast),
        **asked,
        "criteria": sets_in_use(cast.school)[0],
        **consented,
        "image": wagtail_factories.ImageFactory(title="Фасад школы", collection=public),
        "document": get_document_model().objects.create(
            title="Положение",
            file=ContentFile(b"%PDF-1.4", name="polozhenie.pdf"),
            collection=public,
            # Wagtail writes both when somebody first looks at the document, whoever it is.
            file_size=8,
            file_hash="0" * 40,
        ),
        "redirect": Redirect.objects.create(old_path="/old", redirect_page=home),
    }
    world.enter()
    return world
