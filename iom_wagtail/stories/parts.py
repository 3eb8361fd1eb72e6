"""The text of a page as frozen values: what templates, feeds, copies and the search read.

Read from what the field stores, past Wagtail's blocks: those would ask for the pictures of every
kind of block by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html
from wagtail.whitelist import DEFAULT_ELEMENT_RULES, Whitelister, attribute_rule, check_url

from iom_wagtail.routes.gate import hidden_among
from iom_wagtail.school.words import ru_typography
from iom_wagtail.stories.letters import one_line, tidy
from iom_wagtail.stories.photos import shape_specs

_TAG = re.compile(r"(<[^>]*>)")
_BLOCK_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
_EMBED = re.compile(r"<embed\b[^>]*>(?:</embed>)?", re.IGNORECASE)
_LINK_ID = re.compile(r'\bid="(\d{1,18})"')
#: What may stand in a text as Wagtail stores it; anything else goes through the whitelist first.
_USUAL = re.compile(
    r"""<(?:/?(?:p|h2|h3|b|strong|i|em|ol|ul|li)(?:\ data-block-key="\w*")?>|br\ ?/?>|/a>
    |a(?:\ (?:href="(?:https?://|mailto:|tel:|/|\#)[^"<>]*"|linktype="\w+"|id="\d+"))+>)""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a text; ``image`` is None when it has been deleted, its words stay."""

    image: Any
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words."""

    text: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An achievement, or a figure before and after."""

    title: str
    detail: str = ""
    before: str = ""
    after: str = ""

    @property
    def what(self) -> str:
        """What was measured."""
        return self.title


@dataclass(frozen=True, slots=True)
class Video:
    """A way to a video elsewhere."""

    url: str
    title: str
    image: Any
    alt: str


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a text: its kind and its value, as ``stories/blocks/<kind>.html`` shows it."""

    kind: str
    value: Any

    @property
    def template(self) -> str:
        """The template that shows it."""
        return f"iom_wagtail/stories/blocks/{self.kind}.html"


def _items(value: Any) -> list[dict[str, Any]]:
    """Return the values of a stored list, whichever way Wagtail wrote it."""
    rows = [row["value"] if _wrapped(row) else row for row in value or ()]
    return [row for row in rows if isinstance(row, dict)]


def _wrapped(row: Any) -> bool:
    return isinstance(row, dict) and row.get("type") == "item" and "value" in row


def pictures_wanted(raw: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the key of each picture of a stored text, with the sizes in which it is shown."""
    for block in raw:
        value = block["value"]
        match block["type"]:
            case "picture":
                found, shape = [value], "wide"
            case "gallery":
                found, shape = _items(value), "half"
            case "video":
                found, shape = [value], "video"
            case _:
                continue
        yield from ((one["image"], shape_specs(shape)) for one in found if one.get("image"))


def read(raw: Iterable[Mapping[str, Any]], images: Mapping[int, Any]) -> list[Part]:
    """Return a stored text as parts; ``images`` are its pictures by key."""
    return [
        Part(block["type"], value)
        for block in raw
        if (value := _value(block["type"], block["value"], images))
    ]


def _value(kind: str, value: Any, images: Mapping[int, Any]) -> Any:
    match kind:
        case "text":
            return safe_html(value or "")
        case "quote":
            return Quote(tidy(value.get("text")), one_line(value.get("who")))
        case "picture":
            return _picture(value, images)
        case "gallery":
            return tuple(_picture(one, images) for one in _items(value))
        case "achievements":
            return tuple(
                Line(one_line(one.get("title")), one_line(one.get("detail")))
                for one in _items(value)
            )
        case "figures":
            return tuple(
                Line(
                    one_line(one.get("what")),
                    before=one_line(one.get("before")),
                    after=one_line(one.get("after")),
                )
                for one in _items(value)
            )
        case "video":
            url = web_address(value.get("url"))
            title, alt = one_line(value.get("title")), one_line(value.get("alt"))
            return Video(url, title, images.get(value.get("image")), alt) if url else None
    return None


def _picture(value: Mapping[str, Any], images: Mapping[int, Any]) -> Picture:
    image = images.get(value.get("image"))
    return Picture(image, one_line(value.get("alt")), one_line(value.get("caption")))


def web_address(url: object) -> str:
    """Return an address that leads to a page of the web; "" for anything else."""
    found = one_line(url)
    return found if re.match(r"https?://[^\s/]", found, re.IGNORECASE) else ""


def _own_link(tag: Any) -> None:
    """Keep what a link of Wagtail's own is stored with, or the address if it is harmless."""
    attribute_rule({"href": check_url, "linktype": True, "id": True})(tag)


class _StoryWhitelister(Whitelister):
    element_rules = {
        **{
            name: DEFAULT_ELEMENT_RULES[name]
            for name in ("[document]", "b", "br", "em", "h2", "h3", "i", "li", "ol", "p", "strong")
        },
        "ul": DEFAULT_ELEMENT_RULES["ul"],
        "a": _own_link,
    }


_whitelister = _StoryWhitelister()


def safe_html(source: str) -> SafeString:
    """Return a stored rich text as HTML: paragraphs, lists, links, nothing that acts.

    The editor lets nothing else in; what came by another way goes through a whitelist here. A
    foreign frame is never shown, and no link leads to a route.
    """
    source = _EMBED.sub("", tidy(source))
    pieces = _TAG.split(source)
    usual = all(_USUAL.fullmatch(tag) for tag in pieces[1::2])
    if not usual or any("<" in words for words in pieces[::2]):
        source = _whitelister.clean(source)
    if "linktype=" in source:
        source = expand_db_html(_without_private(source))
    pieces = _TAG.split(source)
    pieces[::2] = [ru_typography(words) for words in pieces[::2]]
    return mark_safe("".join(pieces))


def _without_private(source: str) -> str:
    """Let links to private pages of ours lead nowhere: not even an address of one is told."""
    keys = {int(key) for key in _LINK_ID.findall(source)}
    hidden = hidden_among(AnonymousUser(), keys)
    return _LINK_ID.sub(lambda m: 'id="0"' if int(m[1]) in hidden else m[0], source)


def plain_words(html: str) -> str:
    """Return the words of HTML, a line for each paragraph."""
    lines = unescape(strip_tags(_BLOCK_END.sub("\n", html))).split("\n")
    return "\n".join(line for line in map(one_line, lines) if line)


def words_in(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the words of a text, part by part."""
    for part in parts:
        match part.value:
            case Quote(text=text, who=who):
                yield f"{text} {who}"
            case Video(title=title, alt=alt):
                yield f"{title} {alt}"
            case Picture() as picture:
                yield f"{picture.alt} {picture.caption}"
            case str() as html:
                yield plain_words(html)
            case tuple() as rows:
                for row in rows:
                    yield (
                        f"{row.alt} {row.caption}"
                        if isinstance(row, Picture)
                        else f"{row.title} {row.detail}"
                    )
