"""Author → site editor → director, each in the page's own school."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, TaskState, Workflow

from iom_wagtail.school.models import StaffMember
from iom_wagtail.school.roles import GroupCode, group
from iom_wagtail.stories.exceptions import ConsentMissing
from iom_wagtail.stories.models import StoryPerson, SuccessStoryPage
from iom_wagtail.stories.moderation import rules, workflow
from iom_wagtail.stories.moderation.rules import Step
from iom_wagtail.stories.placement import story_index
from tests import factories
from tests.stories.editing import add, row
from tests.stories.editing import story as written

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(succeeded):
    teacher = succeeded.user("teacher").staff_member
    page = SuccessStoryPage(title="Первый год", live=False, owner=succeeded.user("teacher"))
    page.people = [StoryPerson(person=teacher, shown_name="Анна Игоревна Лебедева")]
    story_index(succeeded.school).add_child(instance=page)
    page.save_revision(user=succeeded.user("teacher"))
    return page


def submit(page, user):
    page.get_workflow().start(page, user)
    return SuccessStoryPage.objects.get(pk=page.pk)


def waiting(page):
    return page.current_workflow_task_state


def decide(page, user, action="approve"):
    state = waiting(page)
    state.task.specific.on_action(state, user, action)
    return SuccessStoryPage.objects.get(pk=page.pk)


@pytest.fixture
def wished(succeeded):
    succeeded.school.director_approves_stories = True
    succeeded.school.save()


def test_the_editor_alone_puts_a_story_on_the_site(succeeded, story, allow):
    allow(succeeded.teacher, "full_name")
    page = submit(story, succeeded.user("teacher"))
    assert waiting(page).task.specific.step == Step.EDITOR and not page.live
    assert decide(page, succeeded.editor.user).live


def test_where_the_school_wishes_it_the_director_has_the_last_word(succeeded, story, allow, wished):
    allow(succeeded.teacher, "full_name")
    page = decide(submit(story, succeeded.user("teacher")), succeeded.editor.user)
    assert not page.live and waiting(page).task.specific.step == Step.DIRECTOR
    with pytest.raises(PermissionDenied):
        decide(page, succeeded.editor.user)
    assert decide(page, succeeded.user("director")).live


def test_a_story_that_lacks_consents_stays_where_it_is(succeeded, story):
    page = submit(story, succeeded.user("teacher"))
    with pytest.raises(ConsentMissing) as refusal:
        decide(page, succeeded.editor.user)
    (missing,) = refusal.value.missing
    assert missing.shown.person == succeeded.teacher.pk
    page.refresh_from_db()
    assert not page.live and waiting(page).status == TaskState.STATUS_IN_PROGRESS


def test_a_returned_story_is_its_authors_again(succeeded, story):
    page = submit(story, succeeded.user("teacher"))
    author = succeeded.user("teacher")
    assert waiting(page).task.specific.locked_for_user(page, author)
    page = decide(page, succeeded.editor.user, "reject")
    assert page.permissions_for_user(author).can_edit()


@pytest.mark.parametrize("who", ["teacher", "mentor", "methodist", "colleague"])
def test_nobody_else_decides(succeeded, story, who):
    page = submit(story, succeeded.user("teacher"))
    user = factories.StaffFactory(school=succeeded.school, account=True).user
    user = user if who == "colleague" else succeeded.user(who)
    assert waiting(page).task.specific.get_actions(page, user) == []
    with pytest.raises(PermissionDenied):
        decide(page, user)


def test_case_10_nothing_waits_for_another_schools_people(succeeded, story):
    other = factories.make_cast()
    page = submit(story, succeeded.user("teacher"))
    task = waiting(page).task.specific
    assert not task.get_task_states_user_can_moderate(other.user("director"))
    assert task.get_task_states_user_can_moderate(succeeded.editor.user).count() == 1
    with pytest.raises(PermissionDenied):
        decide(page, other.user("director"))


def test_without_a_site_editor_the_leaders_decide(succeeded, story, allow):
    allow(succeeded.teacher, "full_name")
    succeeded.editor.user.groups.clear()
    page = submit(story, succeeded.user("teacher"))
    assert decide(page, succeeded.user("deputy")).live


def test_the_editors_own_story_waits_for_no_editor(succeeded, story, allow, wished):
    allow(succeeded.teacher, "full_name")
    page = submit(story, succeeded.editor.user)
    assert waiting(page).task.specific.step == Step.DIRECTOR


def test_those_who_decide_are_written_to(
    succeeded, story, mailoutbox, django_capture_on_commit_callbacks
):
    succeeded.editor.user.email = "editor@example.invalid"
    succeeded.editor.user.save()
    with django_capture_on_commit_callbacks(execute=True):
        submit(story, succeeded.user("teacher"))
    letters = [mail for mail in mailoutbox if mail.to == ["editor@example.invalid"]]
    assert len(letters) == 1 and f"/admin/pages/{story.pk}/edit/" in letters[0].body
    # The title may name somebody: the letter doesn't carry it.
    assert "Первый год" not in letters[0].body + letters[0].subject


# --- who publishes past the workflow --------------------------------------------------------


def test_an_editor_publishes_alone_unless_the_director_is_asked(succeeded, story):
    editor = succeeded.editor.user
    assert story.permissions_for_user(editor).can_publish()
    succeeded.school.director_approves_stories = True
    succeeded.school.save()
    story = SuccessStoryPage.objects.get(pk=story.pk)
    assert not story.permissions_for_user(editor).can_publish()
    index = story_index(succeeded.school)
    assert not index.permissions_for_user(editor).can_publish_subpage()


def test_the_staff_writes_and_never_publishes(succeeded, story):
    tester = story.permissions_for_user(succeeded.user("teacher"))
    assert tester.can_edit() and not tester.can_publish()
    assert not story.permissions_for_user(succeeded.user("mentor")).can_edit()
    index = story_index(succeeded.school).permissions_for_user(succeeded.user("mentor"))
    assert index.can_add_subpage() and not index.can_publish_subpage()


def test_case_10_another_schools_staff_writes_nothing_here(succeeded):
    stranger = factories.make_cast().user("teacher")
    stranger.groups.add(*succeeded.user("teacher").groups.all())
    assert StaffMember.objects.get(user=stranger).school != succeeded.school
    index = story_index(succeeded.school)
    assert not index.permissions_for_user(stranger).can_add_subpage()


def test_case_10_another_schools_staff_finds_no_draft_here(succeeded, story):
    """The group of all staff may write on every school's pages as far as Wagtail knows."""
    other = factories.make_cast()
    index = story_index(succeeded.school)
    explorer = reverse("wagtailadmin_explore", args=[index.pk])
    search = f"{reverse('wagtailadmin_pages:search')}?q=Первый"
    for who, shown in ((other.user("teacher"), False), (succeeded.user("mentor"), True)):
        who.groups.add(*succeeded.user("teacher").groups.all())
        client = Client()
        client.force_login(who)
        for address in (explorer, search):
            assert ("Первый год" in client.get(address).text) is shown, address
        assert (client.get(explorer).status_code == 200) is shown


def test_case_10_another_schools_editor_finds_no_translation_here(succeeded, story):
    other = factories.StaffFactory(school=factories.make_cast().school, account=True).user
    editors = group(GroupCode.SITE_EDITOR)
    english = story.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    home = english.get_ancestors().get(depth=2)
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.get_or_create(group=editors, page=home, permission=change)
    for who, shown in ((other, False), (succeeded.editor.user, True)):
        who.groups.add(editors)
        client = Client()
        client.force_login(who)
        address = reverse("wagtailadmin_explore", args=[english.get_parent().pk])
        assert (client.get(address).status_code == 200) is shown
        edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
        assert (client.get(edit).status_code == 200) is shown


def test_a_forged_publication_by_an_author_is_refused(succeeded, story, allow):
    allow(succeeded.teacher, "full_name")
    client = Client()
    client.force_login(succeeded.user("teacher"))
    edit = reverse("wagtailadmin_pages:edit", args=[story.pk])
    person = row(succeeded.teacher, shown_name="Анна Лебедева")
    client.post(edit, written(person, slug=story.slug, **{"action-publish": "1"}))
    assert not SuccessStoryPage.objects.get(pk=story.pk).live


def test_a_new_page_that_an_author_sends_to_be_published_is_a_draft(succeeded):
    """About nobody, so that no consent is in the way."""
    client = Client()
    client.force_login(succeeded.user("teacher"))
    address = add(story_index(succeeded.school))
    client.post(address, written(slug="forged", **{"action-publish": "1"}))
    page = SuccessStoryPage.objects.get(slug="forged")
    assert not page.live and Client().get(page.url or "/stories/forged/").status_code == 404


def test_case_46_a_step_switched_off_is_mended_before_the_next_story(succeeded, story):
    workflow.ensure()
    step = Workflow.objects.get(name=workflow.PUBLICATION).tasks.first()
    step.deactivate()
    page = submit(story, succeeded.user("teacher"))
    assert not page.live and waiting(page).task.specific.step == Step.EDITOR


# --- the rules -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "wished", "submitter", "asked"),
    [
        (Step.EDITOR, False, 1, True),
        (Step.EDITOR, False, 7, False),
        (Step.DIRECTOR, False, 1, False),
        (Step.DIRECTOR, True, 1, True),
        (Step.DIRECTOR, True, 7, False),
    ],
)
def test_whom_a_step_asks(step, wished, submitter, asked):
    found = rules.is_asked(step, director_wished=wished, submitter=submitter, deciders={7})
    assert found is asked
