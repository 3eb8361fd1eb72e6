"""The search finds what is public, in any form of a word, and nothing else."""

from __future__ import annotations

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import ContentPage, PublicText
from home.search.finding import MOST, find
from home.search.keeping import last_change, rebuild
from iom_wagtail.stories.models import SuccessStoryPage
from iom_wagtail.stories.signals import taken_down
from tests.many_stories import add_stories

pytestmark = pytest.mark.django_db


def titles(home, query):
    return [hit.title for hit in find(query, home.path).hits]


@pytest.mark.parametrize("query", ["дроби", "ДРОБЯМИ", "дробь картинка", "Дробей в картинках"])
def test_a_story_is_found_in_every_form(client, home, tell, query):
    tell()
    answer = client.get("/search/", {"q": query})
    assert answer.status_code == 200
    assert "Дроби в" in answer.text and 'href="/stories/fractions/"' in answer.text


def test_yo_and_ye_are_one_letter(home, tell):
    tell("Всё ещё ёжик", "hedgehog")
    assert titles(home, "ежик еще") == titles(home, "ЁЖИКА") == ["Всё ещё ёжик"]


def test_words_in_blocks_and_leads_are_found(home, tell):
    tell(lead="Про вулканы", body=[("text", "<p>Магнит <b>притягивает</b></p>")])
    assert titles(home, "вулкан") == titles(home, "магниты притягивает") == ["Дроби в картинках"]
    assert titles(home, "вулкан стихи") == []


def test_titles_come_first(home, tell):
    tell("Вулканы и реки", "first")
    tell("О другом", "other", lead="Вулкан")
    assert titles(home, "вулкан") == ["Вулканы и реки", "О другом"]


def test_a_content_page_is_found(home):
    page = home.add_child(instance=ContentPage(title="Сведения о школе", slug="about"))
    page.save_revision().publish()
    assert titles(home, "сведения") == ["Сведения о школе"]


def test_what_is_taken_down_is_gone_at_once(home, tell):
    page = tell()
    page.unpublish()
    assert titles(home, "дроби") == []
    assert not PublicText.objects.filter(pk=page.pk).exists()


def test_what_the_stories_room_takes_down_is_forgotten(home, tell):
    page, before = tell(), last_change()
    taken_down.send(sender=SuccessStoryPage, pages=[page], reason="")
    assert titles(home, "дроби") == []
    assert last_change() > before


def test_a_story_whose_consent_has_run_out_is_not_found(home, tell):
    page = tell()
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    SuccessStoryPage.objects.filter(pk=page.pk).update(shown_until=yesterday)
    assert PublicText.objects.filter(pk=page.pk).exists()
    assert titles(home, "дроби") == []


def test_a_draft_and_a_closed_page_are_not_found(home, stories, tell):
    page = tell()
    PageViewRestriction.objects.create(page=stories, restriction_type="login")
    assert titles(home, "дроби") == []
    PageViewRestriction.objects.all().delete()
    assert titles(home, "дроби") == [page.title]


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        '"',
        "'",
        "* OR NEAR(",
        "a AND NOT b",
        "дроби:*",
        "\\",
        "%_",
        "\0",
        "щ" * 1000,
        "&|!",
    ],
)
def test_nothing_that_is_typed_breaks_it(client, home, tell, query):
    tell()
    assert client.get("/search/", {"q": query}).status_code == 200


def test_case_26_what_is_typed_comes_back_as_text(client, home):
    answer = client.get("/search/", {"q": '"><script>alert(1)</script>'})
    assert "<script>alert(1)" not in answer.text


@pytest.mark.parametrize("number", ["0", "-1", "x", "999"])
def test_a_page_that_is_not_there_is_the_nearest(client, home, tell, number):
    tell()
    answer = client.get("/search/", {"q": "дроби", "page": number})
    assert answer.status_code == 200 and "fractions" in answer.text


def test_many_results_come_in_pages_and_never_all(
    client, home, stories, django_assert_max_num_queries
):
    add_stories(stories, MOST + 30)
    rebuild()
    client.get("/search/", {"q": "урок"})
    with django_assert_max_num_queries(6):
        answer = client.get("/search/", {"q": "урок", "page": "2"})
    assert f"Больше {MOST} страниц" in answer.text
    assert answer.text.count("/stories/story-") == 20


def test_each_language_is_searched_by_itself(client, home, english, tell):
    tell()
    assert "fractions" in client.get("/search/", {"q": "дроби"}).text
    answer = client.get("/en/search/", {"q": "дроби"})
    assert '<html lang="en"' in answer.text and "fractions" not in answer.text


def test_the_words_of_all_pages_are_written_anew(home, tell):
    tell()
    PublicText.objects.all().delete()
    assert titles(home, "дроби") == []
    assert rebuild() >= 1
    assert titles(home, "дроби") == ["Дроби в картинках"]
