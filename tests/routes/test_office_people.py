"""The people's screen, a short correction, and the menus of the editor."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from iom_wagtail.approval import actions as approval
from iom_wagtail.routes.models import RouteAssignment, RoutePage
from iom_wagtail.school.models import StaffMember
from tests import factories
from tests.routes.entering import enter

pytestmark = pytest.mark.django_db


def act(cast, name, **values):
    """Post one act as the deputy and return the answer."""
    form = {"act": name, **{f"{name}-{key}": value for key, value in values.items()}}
    address = reverse("iom_route_people", args=[cast.route.pk])
    return enter(cast.user("deputy")).post(address, form)


def test_changing_the_mentor_keeps_the_old_name_and_ends_access(cast):
    """The next request of the old mentor is a 404; the name stands in the history."""
    editor = reverse("wagtailadmin_pages:edit", args=[cast.route.pk])
    old = enter(cast.user("mentor"))
    assert old.get(editor).status_code == 200
    today = f"{timezone.localdate():%d.%m.%Y}"
    answer = act(cast, "mentor", staff=cast.colleague.pk, since=today, basis="Приказ № 9")
    assert answer.status_code == 302
    assert old.get(editor).status_code == 404
    page = enter(cast.user("deputy")).get(reverse("iom_route_people", args=[cast.route.pk]))
    assert [row.staff for row in page.context["before"]] == [cast.mentor]
    assert cast.mentor.full_name in page.text
    assert "Приказ № 9" in page.text
    assert PageLogEntry.objects.filter(
        page=cast.route.pk, action="iom_wagtail.end_assignment"
    ).exists()


def test_a_second_mentor_and_nobody_twice(cast):
    """A second mentor is added beside the leading one; the same person twice is refused."""
    assert act(cast, "second", staff=cast.colleague.pk, since="01.10.2025").status_code == 302
    again = act(cast, "second", staff=cast.colleague.pk, since="01.10.2025")
    assert again.status_code == 200
    assert "staff" in again.context["forms"]["second"].errors
    assert again.context["failed"] == "second"


def test_a_specialist_from_outside_is_entered_with_the_act(cast):
    """A short part of the same form enters the person; a refused act enters nobody."""
    person = {
        "surname": "О'Нил-Гайтукаева",
        "position": "юрист",
        "organisation": "Центр",
        "duty": "юрист",
    }
    refused = act(cast, "participant", since="не дата", **person)
    assert refused.status_code == 200
    assert not StaffMember.objects.filter(outside=True).exists()
    assert act(cast, "participant", since="01.10.2025", **person).status_code == 302
    outsider = StaffMember.objects.get(outside=True)
    assert outsider.school == cast.school
    assert RouteAssignment.objects.get(staff=outsider).duty == "юрист"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"duty": "юрист"}, "staff"),
        ({"duty": "юрист", "position": "юрист"}, "surname"),
        ({"surname": "Юрьев"}, "duty"),
    ],
)
def test_a_participant_needs_a_person_and_a_capacity(cast, values, field):
    """Each gap is named at its field."""
    answer = act(cast, "participant", since="01.10.2025", **values)
    assert field in answer.context["forms"]["participant"].errors


def test_ending_a_part(cast):
    """From the day on the person has no access; wrong days are told at the field."""
    row = cast.route.assignments.get(staff=cast.psychologist)
    wrong = act(cast, "end", row=row.pk, until="01.01.2020")
    assert wrong.status_code == 200
    assert "end-until" in wrong.text
    row.refresh_from_db()
    assert row.until is None
    today = f"{timezone.localdate():%d.%m.%Y}"
    assert act(cast, "end", row=row.pk, until=today, basis="Заявление").status_code == 302
    address = reverse("iom_route_people", args=[cast.route.pk])
    assert enter(cast.user("psychologist")).get(address).status_code == 404


def test_a_row_of_another_route_is_not_ended_here(cast):
    """A key posted by hand reaches only this route's rows."""
    other = factories.make_cast()
    factories.make_route(other)
    row = other.route.assignments.get(leads=True)
    assert act(cast, "end", row=row.pk, until="01.10.2025").status_code == 404


def mend(cast):
    """Mend a word of the approved route in its draft."""
    draft = RoutePage.objects.get(pk=cast.route.pk).get_latest_revision_as_object()
    draft.goal = "Уверенно вести уроки математики"
    draft.save_revision(user=cast.user("mentor"), clean=False)
    cast.route = RoutePage.objects.get(pk=cast.route.pk)


def test_a_correction_goes_to_the_director_with_its_reason(cast):
    """It shows what differs, asks why, and the director's yes makes version 2."""
    factories.approve(cast)
    address = reverse("iom_route_correction", args=[cast.route.pk])
    mentor = enter(cast.user("mentor"))
    assert "reason" not in mentor.get(address).text
    mend(cast)
    assert "Уверенно вести уроки математики" in mentor.get(address).text
    assert mentor.post(address, {"reason": ""}).status_code == 200
    answer = mentor.post(address, {"reason": "Пропущено слово"})
    assert answer["Location"] == reverse("iom_route_approval", args=[cast.route.pk])
    route = RoutePage.objects.get(pk=cast.route.pk)
    version = approval.agree(route, cast.user("director"), revision_id=route.latest_revision_id)
    assert (version.number, version.is_correction) == (2, True)


def test_the_editor_offers_only_what_applies_to_a_route(cast):
    """Save and send; no publish, unpublish, delete, move, copy, privacy, lock, cancel."""
    page = enter(cast.user("mentor")).get(reverse("wagtailadmin_pages:edit", args=[cast.route.pk]))
    assert 'name="action-submit"' in page.text
    assert "action-save" in page.text
    assert reverse("iom_route_people", args=[cast.route.pk]) in page.text
    for gone in ("action-publish", "action-cancel-workflow", "action-restart-workflow"):
        assert gone not in page.text
    for view in ("unpublish", "delete", "move", "copy", "lock"):
        name = f"wagtailadmin_pages:{view}"
        assert f'"{reverse(name, args=[cast.route.pk])}' not in page.text, view
    privacy = reverse("wagtailadmin_pages:set_privacy", args=[cast.route.pk])
    assert enter(cast.user("mentor")).get(privacy).status_code != 200


def test_in_approval_the_editor_leads_to_the_approval_page(cast):
    """The text is closed, and the one button says where it is decided."""
    approval.submit(cast.route, cast.user("mentor"))
    page = enter(cast.user("mentor")).get(reverse("wagtailadmin_pages:edit", args=[cast.route.pk]))
    assert f'href="{reverse("iom_route_approval", args=[cast.route.pk])}"' in page.text
    assert 'name="action-submit"' not in page.text
    assert "action-cancel-workflow" not in page.text


def test_a_correction_is_offered_for_a_newer_draft_only(cast):
    """The link stands in the menu when a version exists and the draft is newer."""
    editor = reverse("wagtailadmin_pages:edit", args=[cast.route.pk])
    link = reverse("iom_route_correction", args=[cast.route.pk])
    mentor = enter(cast.user("mentor"))
    assert link not in mentor.get(editor).text
    factories.approve(cast)
    mend(cast)
    assert link in mentor.get(editor).text
    assert link not in enter(cast.user("methodist")).get(editor).text
