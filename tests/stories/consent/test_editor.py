"""The editor says field by field what is missing, saves any draft, and chooses only own people."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from iom_wagtail.stories.models import SuccessStoryPage
from tests.stories.editing import add, edit, row, story
from tests.stories.made import fresh, index_of, make_celebration, make_consent, make_story, today

pytestmark = pytest.mark.django_db

PUBLISH, SUBMIT = {"action-publish": "1"}, {"action-submit": "1"}


@pytest.fixture
def editor(enter):
    return enter("site_editor")


@pytest.fixture
def page(cast):
    return make_story(cast.school, {"person": cast.teacher, "shown_name": "А. И. Лебедева"})


def words(answer):
    return answer.content.decode().replace("\u00a0", " ")


def errors(answer):
    """Return the messages of the form's fields and rows, by the field."""
    form = answer.context["form"]
    found = {name: list(told) for name, told in form.errors.items()}
    for number, inner in enumerate(form.formsets["people"].forms):
        found |= {f"{number}.{name}": list(told) for name, told in inner.errors.items()}
    return found


def test_a_draft_is_saved_whatever_it_shows(editor, cast):
    rows = [row(cast.teacher, shown_name="А. И.", in_picture=True), row(), row(cast.mentor)]
    answer = editor.post(add(index_of(cast.school)), story(*rows, words="Урок Орловой"))
    page = SuccessStoryPage.objects.get()
    assert answer["Location"] == edit(page) and not page.live
    assert len(page.get_latest_revision_as_object().people.all()) == 3


@pytest.mark.parametrize("button", [PUBLISH, SUBMIT], ids=["publish", "submit"])
def test_what_is_missing_is_said_at_each_field(editor, cast, page, button):
    make_consent(cast.teacher, fields=["position"])
    rows = [
        row(cast.teacher, shown_name="А. И.", shown_position="учитель", in_picture=True),
        row(cast.mentor),
        row(shown_name="Кто-то"),
    ]
    answer = editor.post(edit(page), story(*rows, lead="Об уроке Орловой", **button))
    found = errors(answer)
    name = cast.teacher.short_name.replace("\u00a0", " ")
    told = {key: [text.replace("\u00a0", " ") for text in texts] for key, texts in found.items()}
    assert told["0.shown_name"] == [
        f"{name}: нет согласия на имя. Запишите согласие или оставьте имя пустым."
    ]
    assert told["0.in_picture"][0].startswith(f"{name}: нет согласия на фотографии.")
    assert "0.shown_position" not in told
    assert "«Орловой»" in told["lead"][0] and told["2.shown_name"][0].startswith(
        "Выберите, кто это"
    )
    assert "Не все разрешили" in told["__all__"][0] and not fresh(page).live
    assert fresh(page).current_workflow_state is None


def test_a_new_page_is_asked_too(editor, cast):
    answer = editor.post(
        add(index_of(cast.school)), story(row(cast.teacher, shown_name="А. И."), **PUBLISH)
    )
    assert "0.shown_name" in errors(answer) and not SuccessStoryPage.objects.exists()


def test_words_in_blocks_are_told_with_their_place(editor, cast, page):
    answer = editor.post(edit(page), story(row(cast.teacher), words="Спасибо Лебедевой", **PUBLISH))
    [told] = errors(answer)["body"]
    assert "блок 1" in told and "«Лебедевой»" in told


def test_with_all_consents_the_page_goes_out(editor, cast, page):
    make_consent(cast.teacher, valid_until=today(40))
    answer = editor.post(edit(page), story(row(cast.teacher, shown_name="А. И."), **PUBLISH))
    assert answer.status_code == 302 and fresh(page).shown_until == today(40)


def test_a_page_that_will_outlive_a_consent_is_not_scheduled(editor, cast, page):
    make_consent(cast.teacher, valid_until=today(5))
    later = f"{today(9):%d.%m.%Y} 10:00"
    rows = [row(cast.teacher, shown_name="А. И.")]
    answer = editor.post(edit(page), story(*rows, go_live_at=later, **PUBLISH))
    assert "0.shown_name" in errors(answer) and fresh(page).scheduled_revision is None


def test_returning_and_cancelling_ask_nobody(enter, cast, page):
    """Whoever finds that a consent is missing must be able to send the page back."""
    make_consent(cast.teacher)
    cast.school.director_approves_stories = True
    cast.school.save()
    editor = enter("site_editor")
    rows = [row(cast.teacher, shown_name="А. И.")]
    assert editor.post(edit(page), story(*rows, **SUBMIT)).status_code == 302
    waiting = fresh(page).current_workflow_state
    assert waiting is not None
    cast.teacher.consents.all().delete()
    boss = enter("superuser")
    decided = {"action-workflow-action": "1", "workflow-action-extra-data": "{}"}
    asked = boss.post(edit(page), story(*rows, **decided, **{"workflow-action-name": "approve"}))
    assert "0.shown_name" in errors(asked)
    boss.post(edit(page), story(*rows, **decided, **{"workflow-action-name": "reject"}))
    assert fresh(page).workflow_states.get().status == "needs_changes"
    boss.post(edit(page), story(*rows, **{"action-cancel-workflow": "1"}))
    assert not fresh(page).live


def test_case_16_only_people_of_the_own_school_are_chosen(editor, cast, other, page):
    theirs = make_consent(school=other.school, other_name="Чужой Гость")
    ours = make_consent(school=cast.school)
    for wrong in (row(other.teacher), {**row(), "consent": theirs.pk}):
        answer = editor.post(edit(page), story(wrong))
        assert {"0.person", "0.consent"} & set(errors(answer))
    shown = words(editor.get(edit(page)))
    assert "Чужой Гость" not in shown and f"Ахмадов Тимур Русланович (№ {ours.pk})" in shown
    answer = editor.post(edit(page), story({**row(), "consent": ours.pk, "shown_name": "Тимур"}))
    assert answer.status_code == 302


def panel(browser, page):
    html = BeautifulSoup(browser.get(edit(page)).content, "html.parser")
    return html.select_one(".iom-consents")


def test_the_panel_tells_who_is_shown_with_what(editor, cast):
    make_consent(cast.teacher, fields=["full_name"], valid_until=today(40))
    page = make_story(
        cast.school,
        {"person": cast.teacher, "shown_name": "А. И."},
        {"person": cast.mentor, "shown_name": "М. В.", "in_picture": True},
        {"person": cast.colleague},
        lead="С Воробьёвой",
    )
    found = panel(editor, page)
    first, second, third = found.select(".iom-rows li")
    assert "iom-mark--yes" in str(first) and f"по {today(40):%d.%m.%Y}" in first.text
    assert second.text.count("нет согласия") == 2
    [link] = second.select("a")
    assert link["href"] == f"{reverse('iom_consent_add')}?person={cast.mentor.pk}"
    assert "без имени" in third.text and "«Воробьевой»" in found.text.replace("ё", "е")
    assert found.select_one(f'a[href="{reverse("iom_anonymise", args=[page.pk])}"]')


def test_whoever_records_no_consents_is_told_who_does(enter, cast, page):
    found = panel(enter("superuser"), page)
    assert "Согласия записывают директор" in found.text
    assert not found.select(f'a[href^="{reverse("iom_consent_add")}"]')


def test_an_empty_page_says_what_the_panel_is_for(editor, cast):
    page = make_celebration(cast.school)
    assert "пока никого нет" in panel(editor, page).text
    url = add(page.get_parent(), "celebrationpage")
    assert "пока никого нет" in words(editor.get(url))


def test_case_21_the_public_page_leads_to_no_consent_and_no_route(cast, client):
    consent = make_consent(cast.teacher, conditions="Зкн-условие")
    page = make_story(cast.school, {"person": cast.teacher, "shown_name": "А. И."}, live=True)
    html = client.get(page.url).content.decode()
    assert "Зкн-условие" not in html and "/consents/" not in html and "/admin/" not in html
    assert (
        not re.search(rf"№.{consent.pk}\b", html)
        and "/routes/" not in html.split("<main")[1].split("</main")[0]
    )
