"""Beginning a story. It copies what was picked; nothing leads back from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from iom_wagtail.outcome.doors import tells_success
from iom_wagtail.outcome.rights import Right, allows
from iom_wagtail.stories.choices import Part
from iom_wagtail.stories.models import StoryPerson, SuccessStoryPage
from iom_wagtail.stories.placement import story_index
from iom_wagtail.stories.wizard import rules
from iom_wagtail.stories.wizard.parts import Won
from iom_wagtail.stories.wizard.sources import sources_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from iom_wagtail.routes.models import RoutePage
    from iom_wagtail.school.models import StaffMember


def may_begin(page: RoutePage, user: AbstractBaseUser) -> bool:
    """Return whether somebody tells of this route: its success is approved, and it is theirs."""
    offices = page.offices_of(user)
    return page.teacher is not None and allows(offices, Right.TELL) and tells_success(page)


@transaction.atomic
def begin_story(
    page: RoutePage,
    user: AbstractBaseUser,
    *,
    title: str,
    lead: str,
    text: str,
    won: Sequence[Won],
    quotes: Sequence[str],
    named: bool,
    mentor_named: bool,
) -> SuccessStoryPage:
    """Write the draft of a story from what its author picked; return the page.

    Raises ``PermissionDenied``: to those who don't tell of this route, and for an achievement
    that is not among what may be told of it.
    """
    if not may_begin(page, user):
        raise PermissionDenied(_("Only an approved success is told of, by those whose it is."))
    sources = sources_of(page)
    known = {one.key: one for one in sources.won}
    if any(one.key not in known for one in won):
        raise PermissionDenied(_("This achievement is not on the route."))
    won = [known[one.key] for one in won]
    teacher, mentor = sources.teacher, sources.mentor
    story = SuccessStoryPage(
        title=title,
        lead=lead,
        kind=rules.kind_of(won),
        subject=teacher.subject,
        year_start=sources.year_start,
        body=rules.body_of(text, quotes, _name(teacher) if named else "", won),
        live=False,
        has_unpublished_changes=True,
        owner=user,
    )
    story.people = [_person(teacher, Part.HERO, named)]
    if mentor is not None:
        story.people.add(_person(mentor, Part.MENTOR, mentor_named))
    story_index(page.school).add_child(instance=story)
    story.save_revision(user=user, log_action="wagtail.create")
    # By the key of the route alone: nothing in the story says where it comes from.
    log(instance=page, action="iom_wagtail.begin_story", user=user)
    return story


def _person(person: StaffMember, part: Part, named: bool) -> StoryPerson:
    return StoryPerson(
        person=person,
        part=part,
        shown_name=_name(person) if named else "",
        shown_position=person.position if named else "",
    )


def _name(person: StaffMember) -> str:
    return rules.natural_name(person.surname, person.given_name, person.patronymic)
