"""Whichever door a publication comes through, a missing consent is told in words, never a 500."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail_localize.models import Translation, TranslationSource

from iom_wagtail.school.roles import GroupCode, group
from iom_wagtail.stories.exceptions import ConsentMissing
from tests.stories.editing import edit
from tests.stories.made import english, fresh, index_of, make_consent, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(cast):
    return make_story(
        cast.school, {"person": cast.teacher, "shown_name": "А. И."}, title="Первый год"
    )


@pytest.fixture
def boss(enter):
    return enter("superuser")


def refused(answer, cast):
    """Whether the answer leads to the editor and names whose consent to what is missing."""
    page = answer.content.decode().replace("\u00a0", " ")
    name = cast.teacher.short_name.replace("\u00a0", " ")
    return "Страница не опубликована" in page and f"{name}: нет согласия на имя" in page


def test_publishing_in_bulk(boss, cast, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = boss.post(f"{url}?id={page.pk}&next=/admin/", {}, follow=True)
    assert answer.redirect_chain[0][0] == edit(page) and refused(answer, cast)
    assert not fresh(page).live


def test_publishing_in_bulk_with_what_lies_below(boss, cast, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = f"{url}?id={index_of(cast.school).pk}&next=/admin/"
    answer = boss.post(query, {"include_descendants": "on"}, follow=True)
    assert refused(answer, cast) and not fresh(page).live


def test_the_admins_api(boss, page, cast):
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "publish"])
    answer = boss.post(url)
    assert answer.status_code == 409 and "нет согласия на имя" in answer.json()["detail"]
    assert not fresh(page).live


def test_a_workflow_decided_on_the_dashboard(boss, cast, page):
    task = GroupApprovalTask.objects.create(name="Редактор")
    task.groups.add(group(GroupCode.SITE_EDITOR))
    workflow = Workflow.objects.create(name="Публикация")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(page, cast.user("site_editor"))
    step = state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", step.pk])
    answer = boss.post(url, {"next": "/admin/"}, follow=True)
    assert refused(answer, cast) and not fresh(page).live
    state.refresh_from_db()
    assert state.status == "in_progress"  # it waits as before
    make_consent(cast.teacher)
    boss.post(url, {"next": "/admin/"})
    assert fresh(page).live


def test_a_copy_published_at_once(boss, cast, page):
    consent = make_consent(cast.teacher)
    page.get_latest_revision().publish()
    consent.delete()
    answer = boss.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Копия",
            "new_slug": "kopiya",
            "new_parent_page": page.get_parent().pk,
            "publish_copies": "on",
        },
        follow=True,
    )
    assert answer.status_code == 200 and refused(answer, cast)
    assert not type(page).objects.filter(slug="kopiya").exists()


def test_case_16_a_translation_published_by_localize(
    boss, cast, page, django_capture_on_commit_callbacks
):
    from tests.stories.made import translated

    make_consent(cast.teacher)
    page.get_latest_revision().publish()
    translated(page.get_parent().specific)
    source, _created = TranslationSource.get_or_create_from_instance(fresh(page))
    translation = Translation.objects.create(source=source, target_locale=english())
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    cast.teacher.consents.all().delete()
    with pytest.raises(ConsentMissing), django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert not fresh(target).live


def test_a_script_gets_the_same_as_json(boss, cast, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = boss.post(
        f"{url}?id={page.pk}&next=/admin/", {}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert answer.status_code == 409 and answer.json()["success"] is False


def test_the_message_leads_to_where_a_consent_is_recorded(enter, cast, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor = enter("site_editor")
    answer = editor.post(f"{url}?id={page.pk}&next=/admin/", {}, follow=True)
    link = f"{reverse('iom_consent_add')}?person={cast.teacher.pk}"
    assert refused(answer, cast) and f'href="{link}"' in answer.content.decode()
    told = answer.content.decode().split("Страница не опубликована")[1][:600]
    assert link in told


def test_case_26_a_title_is_shown_as_text_in_the_message(boss, cast):
    page = make_story(
        cast.school,
        {"person": cast.teacher, "shown_name": "А. И."},
        title="<script>alert(26)</script>",
    )
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = boss.post(f"{url}?id={page.pk}&next=/admin/", {}, follow=True)
    assert "<script>alert(26)" not in answer.content.decode()
