"""Cases 26 and 29 on public pages: markup, marks of direction and links that act."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from icalendar import Calendar
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from iom_wagtail.routes.models import RoutePage
from iom_wagtail.stories.blocks import RICH_TEXT, StoryBlocks, VideoBlock
from iom_wagtail.stories.parts import safe_html
from tests.factories import make_route
from tests.stories.telling import blocks, consent, hold, tell

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(26)</script>"
HOSTILE = (
    f"{SCRIPT}<img src=x onerror=alert(26)>\"'></textarea></script>"
    "\u202eкривь\x0b {{ 7|add:7 }}"
)
SHORT = f"{SCRIPT}\u202e"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def clean(html: bytes | str) -> BeautifulSoup:
    """Return a page after looking that nothing in it acts or turns the direction of words."""
    text = html.decode() if isinstance(html, bytes) else html
    assert not set(text) & set(BIDI) and "\x0b" not in text
    page = BeautifulSoup(text, "html.parser")
    assert not page.find_all("img", src="x") and not page.find_all(onerror=True)
    for script in page.find_all("script"):
        assert script.get("src") or script["type"] == "application/ld+json"
        if not script.get("src"):
            assert "<" not in script.string
            json.loads(script.string)
    for tag in page.find_all(True):
        for name in ("href", "src", "action"):
            value = str(tag.get(name, "")).strip().lower()
            assert not value.startswith(("javascript:", "data:", "vbscript:")), tag
    return page


def listed(value):
    """Return a value as a list of blocks stores it."""
    return {"type": "item", "value": value, "id": "i"}


@pytest.fixture
def planted(told):
    """A story and a celebration with hostile text in every field."""
    consent(told.cast.colleague)
    person = {
        "person": told.cast.colleague,
        "shown_name": HOSTILE[:190],
        "shown_position": HOSTILE[:190],
    }
    item = {"image": told.picture.pk, "alt": HOSTILE[:250], "caption": HOSTILE[:250]}
    won = {"title": HOSTILE, "detail": HOSTILE}
    figure = {"what": HOSTILE, "before": SHORT, "after": SHORT}
    video = {"title": HOSTILE, "image": told.picture.pk, "alt": HOSTILE}
    body = json.dumps(
        blocks(
            ("text", f"<p>{HOSTILE}</p>"),
            ("quote", {"text": HOSTILE, "who": HOSTILE}),
            ("picture", item),
            ("gallery", [listed(item), listed(item)]),
            ("achievements", [listed(won)]),
            ("figures", [listed(figure)]),
            ("video", {"url": "https://video.example/?<x>", **video}),
        )
    )
    common = {
        "title": HOSTILE,
        "seo_title": HOSTILE,
        "search_description": HOSTILE,
        "lead": HOSTILE,
        "cover": told.picture,
        "cover_alt": HOSTILE[:250],
        "body": body,
    }
    both = ({**person, "part": "hero"}, {**person, "part": "mentor"})
    story = tell(told.index, slug="bad", subject=HOSTILE[:90], people=both, **common)
    tell(told.index, title=HOSTILE, slug="bad-too", subject=HOSTILE[:90])
    feast = hold(
        told.feasts, slug="bad", place=HOSTILE[:190], people=({**person, "honour": HOSTILE},),
        programme=((None, HOSTILE),), **common,
    )  # fmt: skip
    type(told.index).objects.filter(pk=told.index.pk).update(title=HOSTILE, lead=HOSTILE)
    type(told.feasts).objects.filter(pk=told.feasts.pk).update(title=HOSTILE, lead=HOSTILE)
    return story, feast


def test_case_26_pages_show_markup_as_text(client, planted):
    story, feast = planted
    for address in (
        "/stories/", f"/stories/?q={SCRIPT}&subject={SCRIPT}", story.url, f"{story.url}print/",
        f"{story.url}copy/", "/celebrations/", feast.url,
    ):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 200, address
        page = clean(response.content)
        assert "alert(26)" in page.find("main").get_text(), address


def test_case_26_the_feed_holds_text(client, planted):
    content = client.get("/stories/feed/").content
    assert not set(content.decode()) & set(BIDI) and b"\x0b" not in content
    feed = ET.fromstring(content)
    titles = [title.text for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert sum(SCRIPT in title for title in titles) == 3


def test_case_26_the_copy_is_clean_when_it_is_pasted(client, planted):
    story, _feast = planted
    page = clean(client.get(f"{story.url}copy/").content)
    clean(page.find("textarea").get_text())
    response = client.get(f"{story.url}copy/files/")
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        for name in archive.namelist():
            assert ".." not in name and not name.startswith("/")
        clean(archive.read("story.html"))


def test_case_26_a_calendar_holds_text_in_its_own_lines(client, planted):
    _story, feast = planted
    content = client.get(f"{feast.url}calendar/").content
    assert not set(content.decode()) & set(BIDI) and b"\x0b" not in content
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert SCRIPT in str(event["summary"])


def test_case_26_a_line_break_in_a_title_begins_no_new_line_of_a_calendar(client, told):
    feast = hold(told.feasts, title="Праздник\r\nATTENDEE:mailto:x@evil.example", slug="lines")
    calendar = Calendar.from_ical(client.get(f"{feast.url}calendar/").content)
    (event,) = calendar.walk("VEVENT")
    assert "attendee" not in event
    assert "ATTENDEE" in str(event["summary"])


# --- case 29 ------------------------------------------------------------------------------

ACTS = [
    '<a href="javascript:alert(29)">т</a>',
    '<a href="java\tscript:alert(29)">т</a>',
    '<a href="&#106;avascript:alert(29)">т</a>',
    '<a href="JaVaScRiPt:alert(29)">т</a>',
    '<a href="data:text/html,29">т</a>',
    '<a href="vbscript:x">т</a>',
    '<a href="https://ok.example" onclick="alert(29)">т</a>',
    '<a title=">" href="javascript:alert(29)">т</a>',
    "<p><img src=x onerror=alert(29)",
    "<p><svg/onload=alert(29)>",
    '<iframe src="https://evil.example"></iframe>',
    '<embed embedtype="media" url="https://video.example/1"/>',
    "<style>*{display:none}</style>",
    "<p style='position:fixed'>т</p>",
    '<form action="https://evil.example"><input name="q"></form>',
]


@pytest.mark.parametrize("source", ACTS)
def test_case_29_nothing_in_a_rich_text_acts(source):
    page = clean(str(safe_html(source)))
    for tag in page.find_all(True):
        assert tag.name in {"a", "p", "br"}
        assert set(tag.attrs) <= {"href"}
    assert "evil.example" not in str(page)


def test_case_29_a_stored_link_that_acts_is_shown_as_words(client, told):
    body = json.dumps(blocks(("text", f"<p>{''.join(ACTS[:6])}</p>")))
    story = tell(told.index, title="Ссылки", body=body)
    clean(client.get(story.url).content)
    clean(clean(client.get(f"{story.url}copy/").content).find("textarea").get_text())


def test_case_29_the_editor_strips_such_a_link_and_knows_no_frames():
    converter = ContentstateConverter(RICH_TEXT)

    def typed(kind, data):
        block = {
            "key": "a",
            "text": "ссылка",
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [{"offset": 0, "length": 6, "key": 0}],
        }
        entity = {"0": {"type": kind, "mutability": "MUTABLE", "data": data}}
        return converter.to_database_format(json.dumps({"blocks": [block], "entityMap": entity}))

    assert "javascript" not in typed("LINK", {"url": "javascript:alert(29)"})
    assert "https://ok.example" in typed("LINK", {"url": "https://ok.example"})
    assert not {"embed", "image"} & set(RICH_TEXT)
    assert "embed" not in StoryBlocks().child_blocks


@pytest.mark.parametrize("url", ["javascript:alert(29)", "data:text/html,x", "ftp://x.example/a"])
def test_case_29_a_video_lies_on_the_web(client, told, url):
    with pytest.raises(ValidationError):
        VideoBlock().child_blocks["url"].clean(url)
    given = {"url": url, "title": "Видео", "image": told.picture.pk, "alt": "Кадр"}
    story = tell(told.index, title="Видео", body=json.dumps(blocks(("video", given))))
    for address in (story.url, f"{story.url}copy/"):
        assert url not in client.get(address).text


def test_case_21_no_link_of_a_story_leads_to_a_route(client, told):
    route = make_route(told.cast)
    link = f'<p><a linktype="page" id="{route.pk}">маршрут</a></p>'
    story = tell(told.index, title="Ссылка", body=json.dumps(blocks(("text", link))))
    assert RoutePage.objects.get(pk=route.pk).url
    for address in (story.url, f"{story.url}copy/", f"{story.url}print/"):
        text = client.get(address).text
        assert "маршрут" in text and f"/routes/{route.pk}/" not in text
