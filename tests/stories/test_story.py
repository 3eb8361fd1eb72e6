"""The page of a story: what it says, to people and to programs, and the ways from it."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from iom_wagtail.stories.models import SuccessStoryPage
from tests.stories.telling import consent, tell

pytestmark = pytest.mark.django_db
AT = "/stories/first-year/"


def tree(response):
    return BeautifulSoup(response.content, "html.parser")


def words(response):
    return re.sub(r"\s+", " ", tree(response).find("main").get_text(" ").replace("\u00a0", " "))


def test_the_page_says_what_the_story_says(client, told):
    text = words(client.get(AT))
    for told_words in (
        "Математика, первый год в школе",
        "Анна Игоревна Лебедева, учитель математики",
        "27 мая 2026",
        "В сентябре урок начинался с шума.",
        "Приходят не проверять, а помогать.",
        "Диплом призёра",
        "муниципальный этап",
        "61 %",
        "82 %",
        "Запись урока",
        "Наставник — Марина Викторовна Орлова, учитель математики.",
        "Опубликовано с согласия всех, кто назван: Анна Игоревна Лебедева, Марина",
    ):
        assert told_words in text, told_words


def test_an_anonymous_story_names_nobody(client, told):
    consent(told.cast.colleague)
    told_of = {"part": "hero", "person": told.cast.colleague, "shown_position": "учитель физики"}
    story = tell(told.index, title="Без имени", people=(told_of,))
    text = words(client.get(story.url))
    assert "учитель физики" in text
    assert "Опубликовано с согласия" not in text and told.cast.colleague.surname not in text
    data = json.loads(tree(client.get(story.url)).find("script", type="application/ld+json").string)
    assert "about" not in data


def test_pictures_come_in_sizes_with_boxes_and_words(client, told):
    page = tree(client.get(AT)).find("main")
    cover, *others = page.find_all("img")
    assert cover["fetchpriority"] == "high" and "loading" not in cover.attrs
    assert len(others) == 4 and all(one["loading"] == "lazy" for one in others)
    for one in (cover, *others):
        assert one["alt"] and one["width"] and one["height"] and one["sizes"]
        assert all(".webp" in source for source in one["srcset"].split(", "))


def test_a_video_is_a_link_and_no_frame(client, told):
    page = tree(client.get(AT))
    assert page.find("a", class_="video")["href"] == "https://video.example/lesson"
    assert not page.find_all(["iframe", "object", "embed", "video"])


def test_a_picture_that_was_deleted_leaves_its_words(client, told):
    told.picture.delete()
    response = client.get(AT)
    assert response.status_code == 200
    assert "Двенадцать карточек" in words(response)
    assert client.get("/stories/").status_code == 200
    assert client.get(f"{AT}copy/").status_code == 200
    assert client.get(f"{AT}copy/files/").status_code == 200


def test_neighbours_and_stories_like_it(client, told):
    for number, day in enumerate((dt.date(2026, 5, 1), dt.date(2026, 6, 1), dt.date(2024, 1, 1))):
        tell(told.index, title=f"Сосед {number}", subject="Математика", told_on=day)
    page = tree(client.get(AT)).find("main")
    assert "Сосед\u00a00" in page.find("a", rel="prev").get_text().replace(" ", "\u00a0")
    assert "Сосед\u00a01" in page.find("a", rel="next").get_text().replace(" ", "\u00a0")
    alike = page.find("section", attrs={"aria-labelledby": "alike-h"})
    assert [card.get_text() for card in alike.find_all("h3")] == ["Сосед 2"]


def test_what_is_shared_says_title_picture_and_address(client, told):
    page = tree(client.get(AT))
    meta = {
        tag.get("property") or tag.get("name"): tag["content"]
        for tag in page.find_all("meta", content=True)
    }
    assert meta["og:type"] == "article"
    assert meta["og:title"].startswith("Первый год")
    assert meta["og:url"] == f"http://testserver{AT}"
    assert meta["og:image"].startswith("http://testserver/media/images/")
    assert meta["og:image"].endswith(".jpg") and meta["og:image:alt"]
    assert meta["description"] == "Молодой учитель рассказывает, что помогло."
    assert page.find("link", rel="canonical")["href"] == f"http://testserver{AT}"


def test_programs_read_an_article_about_who_is_named(client, told):
    data = json.loads(tree(client.get(AT)).find("script", type="application/ld+json").string)
    assert data["@type"] == "Article"
    assert data["datePublished"] == "2026-05-27"
    assert data["about"] == [
        {"@type": "Person", "name": "Анна Игоревна Лебедева", "jobTitle": "учитель математики"}
    ]
    assert data["image"]["width"] and data["publisher"]["name"]


def test_the_print_view_is_the_text_alone(client, told):
    response = client.get(f"{AT}print/")
    text = words(response)
    assert "В сентябре урок начинался с шума." in text and f"http://testserver{AT}" in text
    assert "Скопировать для другого сайта" not in text
    assert tree(response).find("meta", attrs={"name": "robots"})["content"] == "noindex"


@pytest.mark.parametrize("below", ["", "print/", "copy/", "copy/files/"])
def test_nothing_below_an_unshown_story_is_there(client, told, below):
    assert client.get(f"{AT}{below}").status_code == 200
    SuccessStoryPage.objects.update(shown_until=dt.date(2020, 1, 1))
    assert client.get(f"{AT}{below}").status_code == 404
    SuccessStoryPage.objects.update(shown_until=None, live=False)
    assert client.get(f"{AT}{below}").status_code == 404


@pytest.mark.parametrize("below", ["nope/", "copy/nope/", "feed/", "copy/files/more/"])
def test_what_is_not_below_a_story_is_not_there(client, told, below):
    assert client.get(f"{AT}{below}").status_code == 404


@pytest.mark.parametrize("shut", ["story", "index", "home"])
def test_a_page_that_was_shut_off_stays_shut_off(client, told, shut):
    page = {"story": told.story, "index": told.index, "home": told.index.get_parent()}[shut]
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for address in (AT, f"{AT}copy/", f"{AT}print/"):
        response = client.get(address)
        assert response.status_code == 302 and "/login/" in response.url, address


def test_an_alias_of_what_was_shut_off_is_shut_off(client, told):
    alias = told.story.create_alias(parent=told.index, update_slug="the-same")
    assert client.get(alias.url).status_code == 200
    PageViewRestriction.objects.create(page=told.story, restriction_type="login")
    assert client.get(alias.url).status_code == 302


def test_a_story_may_not_take_the_address_of_the_feed(told):
    from django.core.exceptions import ValidationError

    story = SuccessStoryPage(title="Лента", slug="feed")
    with pytest.raises(ValidationError) as refused:
        told.index.add_child(instance=story)
    assert "slug" in refused.value.message_dict
