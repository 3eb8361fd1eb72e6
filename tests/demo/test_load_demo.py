"""The demo: every leaf of the example is stored, or waits for a named later feature."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from iom_wagtail.approval.models import ApprovalEvent, ApprovedVersion
from iom_wagtail.conf import DEMO_PASSWORD
from iom_wagtail.journal.choices import Score
from iom_wagtail.management.demo import journal, loader
from iom_wagtail.management.demo.source import example
from iom_wagtail.outcome import choices as outcome
from iom_wagtail.routes import choices
from iom_wagtail.routes.item_reading import timing_label
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.rules import Timing
from iom_wagtail.school.models import School, StaffMember
from iom_wagtail.stories.consent.models import PublicationConsent
from iom_wagtail.stories.models import SuccessStoryPage
from tests.demo.stored import derived, leaves, stored_texts
from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db

LOGINS = [
    "director",
    "deputy",
    "methodist",
    "mentor",
    "mentor2",
    "teacher",
    "teacher2",
    "psychologist",
    "editor",
    "technician",
]

#: Parts of the example that a later feature will store: path prefix → that feature.
LATER = {
    "surveys": "surveys",
    "year_calendar": "desk: calendar",
    "print_set": "paperwork",
}

#: What describes the file itself, not the school.
ABOUT_THE_FILE = (
    "_about",
    "people.*.role",
    "people.*.role_ru",
    # What a consent is called, and that the story goes by it; which fields are asserted below.
    "approvals.3.object",
    "approvals.3.teacher_consent",
    # Wagtail dates the steps of its workflow itself, and the demo is loaded at once.
    "approvals.3.submitted_at",
    "approvals.3.approved_at",
    "consents.*.kind",
    "consents.*.kind_ru",
    "consents.*.fields",
    "success_story.pupils_named",
)


def matches(path, pattern):
    parts = pattern.split(".")
    return len(path) >= len(parts) and all(
        part in ("*", have) for part, have in zip(parts, path, strict=False)
    )


def dictionary_labels():
    with translation.override("ru"):
        return {
            "difficulty_areas": dict(choices.DifficultyKind.choices),
            "diagnosis_methods": dict(choices.DiagnosisMethod.choices),
            "severity": {str(k): str(v) for k, v in choices.Severity.choices},
            "checkpoint_types": dict(choices.CheckpointKind.choices),
            "conclusion_result": dict(outcome.Result.choices),
            "conclusion_problems": dict(outcome.Problems.choices),
            "conclusion_further": dict(outcome.Further.choices),
            "item_status": {
                **{word: str(status.label) for word, status in journal.STATUSES.items()},
                "overdue": timing_label(Timing.PAST, None, dt.date(2026, 1, 1)),
            },
            "lesson_visit_scale": {
                **{str(score): str(label) for score, label in Score.choices},
                "na": f"— ({gettext('not planned in this lesson')})",
            },
        }


def test_consents_allow_what_the_file_says_field_by_field(demo):
    for row in example()["consents"]:
        consent = PublicationConsent.objects.get(person__user__username=row["subject"])
        assert set(consent.fields) == {name for name, is_given in row["fields"].items() if is_given}


def test_the_story_stands_on_the_site_by_consent_past_editor_and_director(demo):
    story = SuccessStoryPage.objects.get(people__part="hero", locale__language_code="ru")
    assert story.live and story.shown_until.isoformat() == "2027-08-31"
    (way,) = story.workflow_states.all()
    done = [state.finished_by.username for state in way.task_states.order_by("pk")]
    assert done == ["editor", "director"] and story.owner.username == "deputy"
    page = Client().get(story.get_url())
    assert page.status_code == 200 and "Анна Игоревна Лебедева" in page.text
    assert "/routes/" not in page.text.split("<main", 1)[1].split("</main>", 1)[0]


def test_every_leaf_is_stored_or_waits_for_a_named_feature(demo):
    texts = stored_texts() | derived(School.objects.get())
    labels = dictionary_labels()
    with translation.override("ru"):
        texts |= {f"Деятельность {word}" for word in ("сопровождаемого", "сопровождающего")} | {
            "Совместная деятельность",
            str(choices.Dominance("practical").label),
        }
    missing = []
    for path, leaf in leaves(example()):
        if any(matches(path, pattern) for pattern in (*LATER, *ABOUT_THE_FILE)):
            continue
        if path[0] == "dictionaries" and path[1] in labels:
            if labels[path[1]].get(path[2]) != leaf:
                missing.append((path, leaf, labels[path[1]].get(path[2])))
        elif path[-1] == "id" or "difficulties" in path or path[-1] == "difficulty":
            continue  # keys of the file: rows refer to each other by uuid, asserted below
        elif str(leaf).replace("\u00a0", " ") not in texts and leaf not in (True, None):
            missing.append((path, leaf))
    assert not missing


def test_rows_refer_to_each_other_as_in_the_file(demo):
    data = ApprovedVersion.objects.get(page__routepage__year_start=2025, number=2).data
    keys = {row["uuid"]: f"d{row['no']}" for row in data["diagnosis"]["difficulties"]}
    for row, source in zip(data["programme"], example()["programme_items"], strict=True):
        assert [keys[key] for key in row["difficulties"]] == source["difficulties"]
    people = {person.pk: person.user.username for person in StaffMember.objects.all()}
    for row, source in zip(data["checkpoints"], example()["checkpoints"], strict=True):
        assert {people[person["id"]] for person in row["held_by"]} == set(source["held_by"])


def test_the_story_of_approval_is_the_files(demo):
    route = RoutePage.objects.get(year_start=2025)
    days = [
        (e.kind, timezone.localdate(e.moment).isoformat())
        for e in ApprovalEvent.objects.filter(page=route)
        if e.kind in ("submitted", "returned", "signed")
    ]
    assert days == [
        ("submitted", "2025-09-26"),
        ("returned", "2025-09-29"),
        ("submitted", "2025-09-30"),
        ("signed", "2025-10-01"),
        ("submitted", "2025-12-25"),
        ("signed", "2025-12-26"),
    ]
    first, second = ApprovedVersion.objects.filter(page=route).order_by("number")
    item = {v.number: v.data["programme"][6]["due_to"] for v in (first, second)}
    assert item == {1: "2025-12-26", 2: "2026-01-30"}
    assert route.live and not route.has_unpublished_changes


def test_the_conclusion_is_approved_with_the_states_the_file_says_in_words(demo):
    route = RoutePage.objects.get(year_start=2025)
    version = route.conclusion.version_in_force()
    states = [row["state"]["value"] for row in version.data["rows"]]
    assert states == ["resolved", "resolved", "partly", "partly", "resolved", "resolved"]
    keys = [row["uuid"] for row in route.version_in_force().data["diagnosis"]["difficulties"]]
    assert [row["difficulty"] for row in version.data["rows"]] == keys
    assert [(row["kind"], row["name"].split()[-1]) for row in version.trail if row["name"]] == [
        ("submitted", "Дроздова"),
        ("agreed", "Орлова"),
        ("acquainted", "Лебедева"),
        ("signed", "Соколов"),
    ]
    assert timezone.localdate(version.approved_at).isoformat() == "2026-05-25"
    assert route.stage == choices.Stage.COMPLETED


def test_the_second_route_is_an_unfinished_draft_that_cannot_be_submitted(demo):
    route = RoutePage.objects.get(year_start=2026)
    draft = route.get_latest_revision_as_object()
    assert not route.live and any(problem.blocking for problem in draft.problems())


def test_everybody_has_an_account_with_the_documented_password_and_nobody_is_superuser(demo):
    users = get_user_model().objects.all()
    assert sorted(user.username for user in users) == sorted(LOGINS)
    assert all(user.check_password(DEMO_PASSWORD) for user in users)
    assert not any(user.is_superuser for user in users)


def test_loading_twice_changes_nothing(demo):
    before = (RoutePage.objects.count(), ApprovedVersion.objects.count())
    assert loader.load() is False
    assert (RoutePage.objects.count(), ApprovedVersion.objects.count()) == before
    call_command("verify_approvals")


def test_purging_removes_the_demo_and_nothing_else(demo):
    call_command("purge_demo")
    assert not RoutePage.objects.exists() and not School.objects.exists()
    assert not get_user_model().objects.exists() and not ApprovedVersion.objects.exists()


def test_purging_keeps_what_is_real(demo):
    school = School.objects.get()
    real = StaffFactory(school=school, surname="Настоящая", account=True)
    kept = loader.purge()
    assert kept and School.objects.get() == school
    assert list(StaffMember.objects.all()) == [real]
