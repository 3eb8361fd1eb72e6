"""Who sees a conclusion: its route's people once it is approved, the draft's readers before."""

from __future__ import annotations

import pytest
from wagtail.models import Page, PagePermissionTester

from iom_wagtail.approval import actions as approval
from iom_wagtail.outcome.models import ConclusionPage
from iom_wagtail.routes import actions
from iom_wagtail.routes.gate import hidden_among, without_hidden
from tests.factories import UserFactory, agree_to_conclusion, fresh_conclusion, make_cast

pytestmark = pytest.mark.django_db

PEOPLE = ("teacher", "mentor", "psychologist", "methodist", "deputy", "director", "colleague")
DRAFT = {"mentor", "methodist", "deputy", "director"}
ROUTE = DRAFT | {"teacher", "psychologist"}


def seen_by(cast):
    """Return who sees the conclusion; the gate's answer and the chooser's are the same."""
    found = set()
    for who in PEOPLE:
        user = cast.user(who)
        sees = ConclusionPage.objects.visible_to(user).exists()
        pages = Page.objects.filter(pk=cast.conclusion.pk)
        assert (hidden_among(user, [cast.conclusion.pk]) == set()) is sees
        assert without_hidden(pages, user).exists() is sees
        if sees:
            found.add(who)
    return found


def test_the_draft_is_for_those_who_read_drafts(opened):
    assert seen_by(opened) == DRAFT


def test_the_teacher_sees_it_at_the_own_step_and_then_once_it_is_approved(opened):
    cast = opened
    seen = []
    approval.submit(fresh_conclusion(cast), cast.user("mentor"))
    for who in ("deputy", "teacher", "director"):
        seen.append(seen_by(cast))
        agree_to_conclusion(cast, who)
    assert seen == [DRAFT, DRAFT | {"teacher"}, DRAFT]
    assert seen_by(cast) == ROUTE


def test_an_approved_one_follows_its_route(approved):
    cast = approved
    row = cast.route.assignments.get(staff=cast.psychologist)
    actions.end_assignment(row, cast.user("deputy"), until=row.since)
    assert seen_by(cast) == ROUTE - {"psychologist"}
    other = make_cast()
    for who in ("director", "deputy", "teacher"):
        assert not ConclusionPage.objects.visible_to(other.user(who)).exists()


def test_a_superuser_reads_it_and_it_concerns_none(approved):
    boss = UserFactory(is_superuser=True, is_staff=True)
    assert ConclusionPage.objects.visible_to(boss).exists()
    assert not approved.conclusion.concerns(boss)
    boss.is_active = False
    assert not ConclusionPage.objects.visible_to(boss).exists()


def rights(page, user):
    tester = page.permissions_for_user(user)
    plain = [
        name
        for name in dir(PagePermissionTester)
        if name.startswith("can_") and name not in ("can_copy_to", "can_move_to")
    ]
    allowed = {name for name in plain if getattr(tester, name)()}
    targets = {"can_copy_to", "can_move_to"}
    return allowed | {name for name in targets if getattr(tester, name)(page.get_parent())}


READS = {"can_edit", "can_view_revisions"}
WRITES = READS | {"can_submit_for_moderation"}


def test_wagtails_views_are_open_as_the_roles_say(opened):
    page = opened.conclusion
    expected = {who: READS if who in DRAFT else set() for who in PEOPLE}
    expected |= {"mentor": WRITES, "deputy": WRITES}
    assert {who: rights(page, opened.user(who)) for who in PEOPLE} == expected
    boss = UserFactory(is_superuser=True, is_staff=True)
    assert rights(page, boss) == READS


def test_nobody_submits_what_is_approved(approved):
    page = fresh_conclusion(approved)
    assert {who for who in PEOPLE if rights(page, approved.user(who)) - READS} == set()
