"""Factories of the suite: schools, people with accounts, routes opened through the real act."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page, Site

from iom_wagtail.approval.rules import Document, Step
from iom_wagtail.outcome import actions as outcome
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.outcome.opening import open_conclusion
from iom_wagtail.routes import actions
from iom_wagtail.routes.choices import Role
from iom_wagtail.routes.models import (
    Checkpoint,
    Difficulty,
    ProgrammeItem,
    RouteIndexPage,
    RoutePage,
)
from iom_wagtail.routes.opening import Opening, open_route
from iom_wagtail.school.models import School, StaffMember

PASSWORD = "correct-horse-9"


class UserFactory(factory.django.DjangoModelFactory):
    """An account that logs in with ``PASSWORD``."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    first_name, last_name = "Имя", "Фамилия"
    email = factory.LazyAttribute(lambda o: f"{o.username}@example.invalid")
    password = factory.django.Password(PASSWORD)


class SchoolFactory(factory.django.DjangoModelFactory):
    """A school on a site of its own, with its private index at the tree's root."""

    class Meta:
        model = School
        skip_postgeneration_save = True

    short_name = factory.Sequence(lambda n: f"Школа № {n}")
    full_name = factory.LazyAttribute(lambda o: f"Муниципальная {o.short_name}")
    place = "с. Заречное"

    @factory.lazy_attribute
    def site(self) -> Site:
        """The default site for the first school, an own one for each other."""
        default = Site.objects.filter(is_default_site=True, iom_school__isnull=True).first()
        if default is not None:
            return default
        host = f"{uuid.uuid4().hex[:8]}.example"
        root = Page.get_first_root_node()
        home = root.add_child(instance=Page(title="Сайт", slug=f"home-{uuid.uuid4().hex[:8]}"))
        return Site.objects.create(hostname=host, root_page=home, is_default_site=False)

    @factory.post_generation
    def index(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Make the school's index the way the set-up does."""
        from iom_wagtail.routes.placement import ensure_index

        if not RouteIndexPage.objects.filter(school=self).exists():
            ensure_index(self)


class StaffFactory(factory.django.DjangoModelFactory):
    """A person of a school; ``account=True`` gives an account."""

    class Meta:
        model = StaffMember

    class Params:
        account = factory.Trait(user=factory.SubFactory(UserFactory))

    school = factory.SubFactory(SchoolFactory)
    surname = factory.Sequence(lambda n: f"Фамилия{n}")
    given_name = "Имя"
    patronymic = "Отчество"
    position = "учитель"


@dataclass
class Cast:
    """Everybody a school's story needs; each has an account. ``school`` and ``route`` too."""

    school: School
    director: StaffMember
    deputy: StaffMember
    methodist: StaffMember
    mentor: StaffMember
    teacher: StaffMember
    psychologist: StaffMember
    colleague: StaffMember
    route: RoutePage | None = None
    conclusion: ConclusionPage | None = None

    def user(self, name: str) -> Any:
        """Return the account of a member of the cast, fresh: without cached permissions."""
        return get_user_model().objects.get(pk=getattr(self, name).user_id)


def make_cast(school: School | None = None, **kwargs: Any) -> Cast:
    """Return a school with its leaders and a few people, without a route."""
    from iom_wagtail.school.roles import setup_roles, sync_groups

    school = school or SchoolFactory(**kwargs)
    names = {
        "director": ("Соколов", "директор"),
        "deputy": ("Дроздова", "заместитель директора"),
        "methodist": ("Журавлёва", "методист"),
        "mentor": ("Орлова", "учитель математики"),
        "teacher": ("Лебедева", "учитель математики"),
        "psychologist": ("Синицына", "педагог-психолог"),
        "colleague": ("Воробьёва", "учитель"),
    }
    people = {
        key: StaffFactory(school=school, surname=surname, position=position, account=True)
        for key, (surname, position) in names.items()
    }
    school.director, school.deputy = people["director"], people["deputy"]
    school.save()
    school.methodists.set([people["methodist"]])
    setup_roles()
    for person in people.values():
        sync_groups(person)
    return Cast(school=school, **people)


def make_route(cast: Cast, *, filled: bool = True, **kwargs: Any) -> RoutePage:
    """Open a route for the cast's teacher; ``filled`` makes it ready for submission."""
    route = open_route(
        cast.school,
        cast.user("deputy"),
        Opening(
            **{
                "teacher": cast.teacher,
                "mentor": cast.mentor,
                "start_on": dt.date(2025, 9, 1),
                "end_on": dt.date(2026, 5, 29),
                "decision_date": dt.date(2025, 9, 1),
                "decision_basis": "Приказ № 1",
                **kwargs,
            }
        ),
    )
    if filled:
        fill(route, cast)
    route = RoutePage.objects.get(pk=route.pk)
    cast.route = route
    return route


def fill(route: RoutePage, cast: Cast, *, items: int = 2, checkpoints: int = 2) -> None:
    """Write a small draft that may be submitted: a difficulty, items, a checkpoint a half-year."""
    route.refresh_from_db()
    year = route.start_on.year
    draft = route.get_latest_revision_as_object()
    draft.goal = "Уверенно вести уроки"
    draft.subject, draft.education = "Математика", "Педагогический университет"
    draft.load_words, draft.load_hours, draft.classes = "18 ч в неделю", 18, "5 «А»"
    draft.diagnosed_on = dt.date(year, 9, 19)
    draft.diagnosed_by = [cast.mentor.pk]
    difficulty = Difficulty(
        sort_order=0, kind="method", text="Цель урока", severity=3, methods=["lessons"]
    )
    draft.difficulties = [difficulty]
    draft.programme_items = [
        ProgrammeItem(
            sort_order=number,
            content=f"Пункт {number + 1}",
            due_from=dt.date(year, 9, 2),
            due_to=dt.date(year + 1, 3, 1),
            activity_joint="Обсуждают",
            difficulties=[str(difficulty.uuid)],
        )
        for number in range(items)
    ]
    draft.checkpoints = [
        Checkpoint(
            sort_order=number,
            kind="interview",
            title="Собеседование",
            planned_on=planned_on,
            held_by=[cast.deputy.pk],
        )
        for number, planned_on in enumerate(
            [dt.date(year, 12, 20), dt.date(year + 1, 5, 20)][:checkpoints]
        )
    ]
    actions.save_draft(draft, cast.user("mentor"))


def approve(cast: Cast, route: RoutePage | None = None) -> Any:
    """Lead the latest draft through every step; return the ``ApprovedVersion``."""
    from iom_wagtail.approval import actions as approval

    route = RoutePage.objects.get(pk=(route or cast.route).pk)
    approval.submit(route, cast.user("mentor"))
    version = None
    for name in ("deputy", "teacher", "director"):
        version = approval.agree(route, cast.user(name), revision_id=route.latest_revision_id)
    cast.route = RoutePage.objects.get(pk=route.pk)
    return version


def add_participant(cast: Cast, name: str = "psychologist") -> Any:
    """Put a member of the cast on the route as a participant."""
    return actions.assign(
        cast.route,
        cast.user("deputy"),
        staff=getattr(cast, name),
        role=Role.PARTICIPANT,
        duty="педагог-психолог",
        since=dt.date(2025, 9, 1),
    )


def make_conclusion(cast: Cast, *, filled: bool = True, who: str = "mentor") -> ConclusionPage:
    """Open the conclusion of the cast's route; ``filled`` makes it ready for submission."""
    page = open_conclusion(RoutePage.objects.get(pk=cast.route.pk), cast.user(who))
    if filled:
        conclude(cast, page)
    return fresh_conclusion(cast, page)


def fresh_conclusion(cast: Cast, page: ConclusionPage | None = None) -> ConclusionPage:
    """Return the cast's conclusion as it is now."""
    cast.conclusion = ConclusionPage.objects.get(pk=(page or cast.conclusion).pk)
    return cast.conclusion


def conclude(
    cast: Cast, page: ConclusionPage, *, states: tuple[str, ...] = (), **values: Any
) -> None:
    """Write a draft of a conclusion; one problem resolved, none left, unless told otherwise."""
    draft = ConclusionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    rows = list(draft.outcome_rows.all())
    for number, row in enumerate(rows):
        row.after, row.method = "Цель проверяема", "Анализ 10 конспектов"
        row.state = states[number] if number < len(states) else "resolved"
    draft.outcome_rows = rows
    given = {
        "concluded_on": dt.date(2026, 5, 22),
        "result": "success",
        "problems_state": "all",
        "further": ["no"],
        "open_items_note": "Перенесены на осень",
        **values,
    }
    for name, value in given.items():
        setattr(draft, name, value)
    outcome.save_draft(draft, cast.user("mentor"))


def agree_to_conclusion(cast: Cast, *names: str) -> Any:
    """Let members of the cast say yes one after another; return what the last one put in force.

    Whoever signs does so by an order of today.
    """
    from iom_wagtail.approval import actions as approval
    from iom_wagtail.approval.waiting import waiting_step

    version = None
    for name in names:
        page = fresh_conclusion(cast)
        signs = waiting_step(page) == Step.DIRECTOR
        order = Document("64-од", timezone.localdate()) if signs else None
        version = approval.agree(
            page, cast.user(name), revision_id=page.latest_revision_id, document=order
        )
    fresh_conclusion(cast)
    return version


def approve_conclusion(cast: Cast) -> Any:
    """Lead the conclusion's draft through every step; return the ``ApprovedVersion``."""
    from iom_wagtail.approval import actions as approval

    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    version = agree_to_conclusion(cast, "deputy", "teacher", "director")
    cast.route = RoutePage.objects.get(pk=cast.route.pk)
    return version
