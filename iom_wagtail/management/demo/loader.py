"""Loading and removing the demo; idempotent both."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from wagtail.models import Site

from iom_wagtail.approval import workflows
from iom_wagtail.approval.retention import erase_record
from iom_wagtail.conf import DEMO_PASSWORD
from iom_wagtail.management.demo import conclusion, journal, second, stories
from iom_wagtail.management.demo import route as full_route
from iom_wagtail.management.demo.people import DemoPerson, everybody
from iom_wagtail.management.demo.source import day, example
from iom_wagtail.routes import below
from iom_wagtail.routes.ending import the_one_door
from iom_wagtail.routes.models import RouteIndexPage, RoutePage
from iom_wagtail.school import actions, roles
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.school.signals import demo_loaded, demo_purged

#: From the example's «протокол № 1 от 29.08.2025» and «директор А. Н. Соколов, 29.08.2025».
ADOPTION_PROTOCOL = "1"
REGULATION_DAY = day("2025-08-29")
APPROVED_BY = "А. Н. Соколов"


class DemoRefused(Exception):
    """The demo can't be loaded here: the site has a school of its own."""


def logins() -> list[tuple[str, str]]:
    """Return (login, post) of every demo user, in the order of the documentation."""
    return [(person.login, person.position) for person in everybody()]


def is_loaded() -> bool:
    """Return whether the demo school exists."""
    return School.objects.filter(is_demo=True).exists()


@transaction.atomic
def load() -> bool:
    """Load the demo; return whether anything was loaded (False when it was there already).

    Raises ``DemoRefused`` when the default site belongs to a real school.
    """
    if is_loaded():
        return False
    site = Site.objects.get(is_default_site=True)
    if School.objects.filter(site=site).exists():
        raise DemoRefused("The site has a school of its own; the demo is not loaded over it.")
    roles.setup_roles()
    workflows.ensure()
    accounts = {person.login: _account(person) for person in everybody()}
    by = accounts["technician"]
    school = _school(site, by)
    staff = {p.login: _person(school, p, accounts[p.login]) for p in everybody()}
    users = {login: person.user for login, person in staff.items()}
    actions.appoint(school, "director", staff["director"], by)
    actions.appoint(school, "deputy", staff["deputy"], by)
    actions.appoint(school, "methodists", [staff["methodist"]], by)
    school.refresh_from_db()
    route = full_route.load(school, staff, users)
    journal.load(route, users)
    conclusion.load(route, users)
    second.load(school, staff, users)
    stories.load(school, route, staff, users)
    demo_loaded.send(sender=School, school=school, users=users)
    return True


def _school(site: Site, by: AbstractBaseUser) -> School:
    """Set the school up as the technician does on the first day."""
    data = example()["school"]
    return actions.create_school(
        site,
        by,
        is_demo=True,
        full_name=data["full_name"],
        short_name=data["short_name"],
        place=data["city"],
        regulation_title=data["regulation"]["title"],
        adoption_protocol=ADOPTION_PROTOCOL,
        adopted_on=REGULATION_DAY,
        approved_by=APPROVED_BY,
        approved_on=REGULATION_DAY,
        # Of the example's story the file says that the director approved it.
        director_approves_stories=True,
    )


def _account(person: DemoPerson) -> AbstractBaseUser:
    """Make an account with the documented password, in the group given by hand, if any."""
    user = get_user_model().objects.create_user(
        person.login,
        email=f"{person.login}@example.invalid",
        password=DEMO_PASSWORD,
        first_name=person.given_name,
        last_name=person.surname,
    )
    if person.group:
        user.groups.add(roles.group(person.group))
    return user


def _person(school: School, person: DemoPerson, user: AbstractBaseUser) -> StaffMember:
    """Put a person on the staff."""
    member = StaffMember.objects.create(
        school=school,
        is_demo=True,
        surname=person.surname,
        given_name=person.given_name,
        patronymic=person.patronymic,
        position=person.position,
        subject=person.subject,
        category=person.category,
        education=person.education,
        user=user,
    )
    roles.sync_groups(member)
    return member


@transaction.atomic
def purge() -> list[str]:
    """Remove the demo's routes, people, accounts and school; return what had to stay, and why.

    A route stays when a real person is on it, a demo person when something real names them,
    the demo school when it has real staff or routes.
    """
    kept: list[str] = []
    demo_routes = RoutePage.objects.filter(assignments__staff__is_demo=True).distinct()
    for route in demo_routes:
        if route.assignments.filter(staff__is_demo=False).exists():
            kept.append(f"{route.title}: a real person is on it")
            continue
        for page in [*below.pages_under(route), route]:
            erase_record([page.pk])
            with the_one_door(page):
                type(page).objects.get(pk=page.pk).delete()
    for school in School.objects.filter(is_demo=True):
        accounts = {who.user.username: who.user for who in _demo_people(school) if who.user}
        demo_purged.send(sender=School, school=school, users=accounts)
        stories.purge(school)
        _purge_school(school, kept)
    return kept


def _demo_people(school: School) -> QuerySet[StaffMember]:
    return school.staff.filter(is_demo=True).select_related("user")


def _purge_school(school: School, kept: list[str]) -> None:
    real = school.staff.filter(is_demo=False).exists() or school.routes.exists()
    if real:
        kept.append(f"{school.short_name}: it has real staff or routes")
        School.objects.filter(pk=school.pk).update(is_demo=False)
    for office in ("director", "deputy"):
        person = getattr(school, office)
        if person is not None and person.is_demo:
            setattr(school, office, None)
    school.is_demo = False
    school.save()
    for person in _demo_people(school):
        named = (person.assignments, person.delegations, person.attachments)
        if any(rows.exists() for rows in named):
            kept.append(f"{person.pk}: still named on a route")
            continue
        user = person.user
        try:
            person.delete()
        except ProtectedError:  # wrote on a real route
            kept.append(f"{person.pk}: still named on a route")
            continue
        if user is not None:
            user.delete()
    if not real:
        RouteIndexPage.objects.filter(school=school).first().delete()
        school.delete()
