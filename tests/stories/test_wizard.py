"""From a route that succeeded to a draft: what is picked comes through, and nothing else (2.2)."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.diary.models import DiaryEntry
from iom_wagtail.outcome.actions import reopen
from iom_wagtail.stories.choices import Part, StoryKind
from iom_wagtail.stories.models import SuccessStoryPage
from iom_wagtail.stories.wizard import actions, rules, sources
from iom_wagtail.stories.wizard.parts import Won
from tests.factories import fresh_conclusion

pytestmark = pytest.mark.django_db

TEXT = "В сентябре урок начинался с шума.\nК марту класс сам ставил цель."
SECRET = "ТАЙНА-диагностика"


@pytest.fixture
def cast(succeeded):
    teacher = succeeded.user("teacher").staff_member
    common = {"route": succeeded.route, "created_by": teacher, "changed_by": teacher}
    succeeded.diploma = Achievement.objects.create(
        kind="contest",
        happened_on=dt.date(2026, 4, 16),
        title="Педагогический дебют",
        level="district",
        result="Призёр",
        certificate=SECRET,
        preparation=[SECRET],
        **common,
    )
    Encouragement.objects.create(
        kind="moral", given_on=dt.date(2026, 5, 22), title="Благодарность директора", **common
    )
    Encouragement.objects.create(
        kind="material", given_on=dt.date(2026, 5, 22), title=SECRET, amount=5000, **common
    )
    succeeded.shown = DiaryEntry.objects.create(
        happened_on=dt.date(2026, 3, 11), text="Помогать, а не проверять.", to_all=True, **common
    )
    for marks in ({}, {"to_mentor": True}, {"to_deputy": True, "to_methodist": True}):
        DiaryEntry.objects.create(
            happened_on=dt.date(2026, 3, 12), text=SECRET, next_step=SECRET, **marks, **common
        )
    DiaryEntry.objects.filter(pk=succeeded.shown.pk).update(next_step=SECRET)
    return succeeded


def client_of(cast, who):
    client = Client()
    client.force_login(cast.user(who))
    return client


def address(cast):
    return reverse("iom_route_story", args=[cast.route.pk])


def filled(cast, **changed):
    key = cast.shown.uuid.hex
    values = {
        "title": "От «тише» до диплома",
        "lead": "Что помогло.",
        "text": TEXT,
        "won": [cast.diploma.uuid.hex],
        f"take_{key}": "on",
        f"words_{key}": "Помогать, а не проверять.",
        "named": "on",
        "mentor_named": "on",
    }
    return {name: value for name, value in {**values, **changed}.items() if value is not None}


def told(cast, who="teacher", **changed):
    answer = client_of(cast, who).post(address(cast), filled(cast, **changed))
    assert answer.status_code == 302, answer.text
    story = SuccessStoryPage.objects.get()
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[story.pk])
    return story


# --- what becomes of what was picked -------------------------------------------------------


def test_what_was_picked_becomes_a_draft_of_its_author(cast):
    story = told(cast)
    assert not story.live and story.owner == cast.user("teacher")
    assert story.kind == StoryKind.CONTEST and story.year_start == cast.route.year_start
    body = [(block.block_type, block.value) for block in story.body]
    assert (
        str(body[0][1])
        == "<p>В сентябре урок начинался с шума.</p><p>К марту класс сам ставил цель.</p>"
    )
    assert dict(body)["quote"]["text"] == "Помогать, а не проверять."
    (diploma,) = dict(body)["achievements"]
    assert diploma["title"] == "Педагогический дебют"
    assert diploma["detail"].startswith("Призёр") and "16 апреля 2026" in diploma["detail"].replace(
        "\xa0", " "
    )
    hero, mentor = story.people.all()
    assert (hero.part, mentor.part) == (Part.HERO, Part.MENTOR)
    teacher = cast.teacher
    assert hero.shown_name == f"{teacher.given_name} {teacher.patronymic} {teacher.surname}"


def test_whoever_is_not_named_has_neither_name_nor_position(cast):
    story = told(cast, named=None, mentor_named=None)
    assert [(row.shown_name, row.shown_position) for row in story.people.all()] == [("", "")] * 2
    assert next(block for block in story.body if block.block_type == "quote").value["who"] == ""


def test_markup_in_the_text_stays_words(cast):
    story = told(cast, text="<script>alert(1)</script>")
    assert str(story.body[0].value) == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_a_title_that_is_missing_loses_nothing(cast):
    answer = client_of(cast, "teacher").post(address(cast), filled(cast, title=""))
    assert answer.status_code == 200 and "В сентябре урок начинался с шума." in answer.text
    assert not SuccessStoryPage.objects.exists()


# --- what never comes through (case 21) ----------------------------------------------------


def test_case_21_only_whitelisted_fields_are_asked_for(cast):
    """Every text the route and its records hold, but for the chosen fields, is a canary."""
    canary = "ПТИЦА"
    allowed = {
        Achievement: set(sources.ACHIEVEMENT_FIELDS),
        DiaryEntry: set(sources.QUOTE_FIELDS),
        Encouragement: set(sources.PRAISE_FIELDS),
    }
    for kind, fields in allowed.items():
        words = {
            field.name: f"{canary}-{field.name}"[: field.max_length or 99]
            for field in kind._meta.fields
            if isinstance(field, models.CharField | models.TextField)
            and not field.choices
            and field.name not in fields
        }
        kind.objects.filter(route=cast.route).update(**words)
    page = client_of(cast, "mentor").get(address(cast))
    assert canary not in page.text and SECRET not in page.text
    story = told(cast, "mentor")
    content = str(story.latest_revision.content)
    assert canary not in content and SECRET not in content


def test_case_21_nothing_in_a_story_leads_back(cast):
    story = told(cast)
    content = str(story.latest_revision.content)
    assert "/routes/" not in content
    for row in (cast.diploma, cast.shown):
        assert row.uuid.hex not in content and str(row.uuid) not in content
    keys = {f.name for f in SuccessStoryPage._meta.get_fields() if f.is_relation}
    assert not any("route" in name for name in keys)
    log = PageLogEntry.objects.get(action="iom_wagtail.begin_story")
    assert log.page_id == cast.route.pk and str(story.pk) not in str(log.data)


def test_an_achievement_of_elsewhere_is_refused(cast):
    answer = client_of(cast, "teacher").post(address(cast), filled(cast, won=["0" * 32]))
    assert answer.status_code == 200 and not SuccessStoryPage.objects.exists()
    other = Won(key="0" * 32, kind="contest", on=dt.date(2026, 1, 1), title="?", detail="")
    with pytest.raises(PermissionDenied):
        actions.begin_story(
            cast.route,
            cast.user("teacher"),
            title="?",
            lead="",
            text="?",
            won=[other],
            quotes=[],
            named=False,
            mentor_named=False,
        )


# --- who --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("teacher", 200),
        ("mentor", 200),
        ("deputy", 200),
        ("director", 200),
        ("methodist", 404),
        ("outsider", 404),
    ],
)
def test_those_whose_success_it_is_tell_of_it(cast, who, status):
    user = cast.editor.user if who == "outsider" else cast.user(who)
    client = Client()
    client.force_login(user)
    assert client.get(address(cast)).status_code == status
    assert client.post(address(cast), filled(cast)).status_code == (302 if status == 200 else 404)


def test_the_approved_conclusion_leads_here(cast):
    page = client_of(cast, "teacher").get(reverse("iom_route_conclusion", args=[cast.route.pk]))
    assert re.search(rf'href="{address(cast)}"', page.text)


def test_a_conclusion_opened_again_tells_nothing(cast):
    reopen(fresh_conclusion(cast), cast.user("director"), "Опечатка")
    assert client_of(cast, "teacher").get(address(cast)).status_code == 404


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], StoryKind.FIRST_YEAR),
        (["course"], StoryKind.FIRST_YEAR),
        (["course", "open_lesson"], StoryKind.OPEN_LESSON),
        (["talk", "contest"], StoryKind.TALK),
    ],
)
def test_what_was_picked_says_what_kind_it_is(kinds, expected):
    day = dt.date(2026, 1, 1)
    won = [Won(key="", kind=kind, on=day, title="", detail="") for kind in kinds]
    assert rules.kind_of(won) == expected
