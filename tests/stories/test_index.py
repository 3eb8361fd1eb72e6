"""The list of stories: filters, words, pages, what bad input gets."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import quote

import pytest

from iom_wagtail.stories.models import StoryEntry, SuccessStoryPage
from tests.stories.telling import tell

pytestmark = pytest.mark.django_db
AT = "/stories/"


@pytest.fixture
def many(told):
    """Thirty stories more, of two subjects, three years and two kinds."""
    for number in range(30):
        tell(
            told.index,
            title=f"Рассказ {number}",
            subject=("Физика", "Русский язык")[number % 2],
            kind=("talk", "contest")[number % 2],
            year_start=2022 + number % 3,
            told_on=dt.date(2024, 1, 1) + dt.timedelta(days=number),
        )
    return told


def titles(response):
    """Return the titles of the cards, without the spaces that don't break."""
    found = re.findall(r"<h3><a href=\"[^\"]*\">(.*?)</a>", response.text)
    return [title.replace("\u00a0", " ") for title in found]


def test_a_card_says_what_the_story_is(client, told):
    text = client.get(AT).text.replace("\u00a0", " ")
    assert 'href="/stories/first-year/"' in text
    assert "Математика, <time" in text and "27 мая 2026" in text
    assert 'alt="Учитель у доски с карточками"' in text and ".webp" in text
    assert "1 история" in text


def test_twelve_cards_newest_first_and_the_rest_on_other_pages(client, many):
    first, last = client.get(AT), client.get(AT, {"page": 3})
    assert len(titles(first)) == 12 and titles(first)[1] == "Рассказ 29"
    assert len(titles(last)) == 7 and titles(last)[-1] == "Рассказ 0"
    assert 'rel="next"' in first.text and 'rel="next"' not in last.text
    assert '<link rel="canonical" href="http://testserver/stories/?page=3">' in last.text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"subject": "Физика"}, 15),
        ({"year": "2022"}, 10),
        ({"kind": "contest"}, 15),
        ({"subject": "Физика", "kind": "contest"}, 0),
        ({"subject": "Русский язык", "year": "2023", "kind": "contest"}, 5),
        ({"q": "рассказы физики"}, 15),
        ({"q": "рассказ 7"}, 1),
        ({"q": "РАССКАЗАМИ", "year": "2024"}, 10),
    ],
)
def test_filters_and_words_narrow_the_list(client, many, query, count):
    context = client.get(AT, query).context
    assert context["total"] == count
    assert len(context["cards"]) == min(count, 12)


def test_the_pager_keeps_what_was_asked(client, many):
    text = client.get(AT, {"subject": "Физика", "q": "рассказ"}).text
    assert f"?q={quote('рассказ')}&amp;subject={quote('Физика')}&amp;page=2" in text


def test_what_is_narrowed_can_be_reset_and_is_not_to_be_found(client, many):
    narrowed, whole = client.get(AT, {"year": "2022"}), client.get(AT)
    assert "Сбросить" in narrowed.text and "noindex" in narrowed.text
    assert "Сбросить" not in whole.text and "noindex" not in whole.text


def test_filters_offer_what_there_is(client, many):
    context = client.get(AT, {"year": "2023"}).context
    assert [one.value for one in context["subjects"]] == ["Математика", "Русский язык", "Физика"]
    assert [(one.label, one.chosen) for one in context["years"]] == [
        ("2025/2026", False),
        ("2024/2025", False),
        ("2023/2024", True),
        ("2022/2023", False),
    ]
    assert [one.value for one in context["kinds"]] == ["first_year", "contest", "talk"]


def test_nothing_found_is_said_with_a_way_back(client, told):
    text = client.get(AT, {"q": "астролябия"}).text
    assert "Ничего не нашлось" in text and 'href="/stories/"' in text


def test_an_empty_list_says_so(client, told):
    SuccessStoryPage.objects.get().unpublish()
    text = client.get(AT).text
    assert "Историй пока нет" in text and "<form" not in text.split("<main")[1]


@pytest.mark.parametrize(
    "query",
    [
        {"year": "abc"},
        {"year": "99999999999999999999"},
        {"page": "999"},
        {"page": "abc"},
        {"page": "-1"},
        {"page": "0"},
        {"q": "я" * 5000},
        {"q": "а\x00б"},
        {"q": "%_'\"\\;--"},
        {"subject": "<script>alert(26)</script>\x00"},
        {"kind": "'); DROP TABLE"},
        {"q": "\ud83d\ude42 🙂"},
    ],
    ids=range(12),
)
def test_bad_input_gets_a_page(client, many, query):
    query = {k: v.encode("utf-16", "surrogatepass").decode("utf-16") for k, v in query.items()}
    response = client.get(AT, query)
    assert response.status_code == 200
    assert "<script>alert(26)" not in response.text


def test_bytes_that_are_no_text_get_a_page(client, told):
    assert client.get(f"{AT}?q=%ff%fe%00&year=%e2%82").status_code == 200


def test_a_page_too_far_is_the_last_one(client, many):
    assert client.get(AT, {"page": "999"}).context["shown"].number == 3


# The index of the list follows the pages ---------------------------------------------------


def test_the_index_forgets_what_is_taken_down_at_once(client, told):
    assert SuccessStoryPage.objects.shown().matching("диплом").count() == 1
    SuccessStoryPage.objects.get().unpublish()
    assert not StoryEntry.objects.exists()
    assert not SuccessStoryPage.objects.shown().matching("диплом").exists()
    assert client.get(f"{AT}feed/").text.count("<entry>") == 0


def test_a_stale_entry_shows_nothing(client, told):
    """Even where rows were changed behind the index's back, the page's own state is asked."""
    SuccessStoryPage.objects.update(live=False)
    assert StoryEntry.objects.exists()
    assert titles(client.get(AT)) == []
    assert "<entry>" not in client.get(f"{AT}feed/").text


def test_what_has_run_out_is_neither_listed_nor_counted(client, told):
    SuccessStoryPage.objects.update(shown_until=dt.date(2020, 1, 1))
    response = client.get(AT)
    assert titles(response) == [] and response.context["total"] == 0
    assert client.get("/stories/first-year/").status_code == 404


def test_rebuilding_changes_nothing(told):
    from iom_wagtail.stories.listing import rebuild

    def rows():
        entry = StoryEntry.objects.values("page", "index", "told_on", "kind", "subject").get()
        return entry, sorted(StoryEntry.objects.get().words.values_list("word", flat=True))

    kept = rows()
    assert rebuild() == 1
    assert rows() == kept


def test_words_follow_the_text(told):
    story = SuccessStoryPage.objects.get()
    story.lead = "Совсем о другом: астролябия."
    story.save_revision(clean=False).publish()
    found = SuccessStoryPage.objects.shown()
    assert found.matching("астролябии").exists()
    assert not found.matching("рассказывает").exists()
    assert not found.matching("  ").exists()
