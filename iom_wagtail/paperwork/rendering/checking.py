"""What is wrong with a paper template: unknown placeholders, broken tags, what it doesn't print."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from jinja2 import TemplateSyntaxError
from lxml.etree import XMLSyntaxError

from iom_wagtail.paperwork.rendering.placeholders import PAPERS, sandbox
from iom_wagtail.paperwork.rendering.places import Tag, tags_of
from iom_wagtail.paperwork.rendering.reading_tags import Reader

#: What a paper without it would no longer be that paper.
IMPORTANT: dict[str, tuple[str, ...]] = {
    "passport": (
        "decided_on",
        "led_by",
        "participants",
        "groups.direction",
        "groups.rows.content",
        "groups.rows.term",
        "groups.rows.accompanied",
        "groups.rows.accompanying",
        "groups.rows.joint",
        "edition.words",
        "grifs.lines",
        "signatures.name",
    ),
    "sheet": ("of", "rows.what", "rows.who", "rows.on_behalf", "rows.when", "sha256", "address"),
    "card": (
        "subject",
        "total_experience",
        "school_experience",
        "load",
        "load_total",
        "classes",
        "taught.classes",
        "taught.programme",
        "taught.planning",
        "taught.textbook_set",
        "edition.words",
        "signatures.name",
    ),
    "attachments": ("groups.kind", "groups.rows.title"),
    "visit": ("on", "host", "visitors", "criteria.text", "criteria.score", "recommendations"),
    "checkpoint": ("name", "held_on", "held_by", "self_text", "text", "decision"),
    "meetings": ("rows.on", "rows.specialist", "rows.topic", "rows.agreed"),
    "testimonial": ("source", "author", "on", "text"),
    "analysis": (
        "rows.before",
        "rows.after",
        "rows.method",
        "rows.finding",
        "edition.words",
        "signatures.name",
    ),
    "conclusion": (
        "clauses.heading",
        "clauses.ticks.label",
        "clauses.ticks.on",
        "clauses.ticks.named",
        "clauses.text",
        "edition.words",
        "grifs.lines",
        "signatures.name",
    ),
    "extract": ("protocol", "on", "heard", "decided", "signatures.position"),
    "consent": (
        "person.label",
        "statement",
        "operator.text",
        "resource",
        "purpose",
        "rows.label",
        "silence",
        "conditions",
        "transfer",
        "terms",
        "withdrawing",
        "signatures.position",
    ),
}
COMMON = ("teacher",)

_OPENS = re.compile(r"^\{%-?\s*(for|if|with|macro|filter|call)\b")
_CLOSES = re.compile(r"^\{%-?\s*end(\w+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where; ``place`` is "" for the template as a whole."""

    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}" if self.place else self.words


def faults_of(path: Path) -> list[Fault]:
    """Return what is wrong with a template; its name says which paper it prints."""
    paper = PAPERS.get(path.stem)
    if paper is None or path.suffix != ".docx":
        known = ", ".join(f"{kind}.docx" for kind in PAPERS)
        return [Fault("", _("no paper has a template of this name; the names are: %s") % known)]
    try:
        parts = list(tags_of(Document(str(path))))
    except (PackageNotFoundError, BadZipFile, XMLSyntaxError, KeyError, ValueError):
        return [Fault("", _("this is not a Word document (.docx), or it is broken"))]
    found: list[Fault] = []
    used: set[tuple[type, str]] = set()
    for tags in parts:
        faults, seen = _read(tags, paper)
        found += faults
        used |= seen
    if any(_blocks(tags) for tags in parts):
        return found  # what stands in a broken block was not read
    return [*found, *_missing(path.stem, paper, used)]


def _read(tags: list[Tag], paper: type) -> tuple[list[Fault], set[tuple[type, str]]]:
    """Return what is wrong with the tags of one part, and which fields they print."""
    loose = [
        Fault(tag.place, _("a tag isn't closed, or isn't opened: %s") % tag.shown)
        for tag in tags
        if not tag.text
    ]
    found = [*loose, *_blocks(tags)]
    if len(found) > len(loose):
        return found, set()
    environment = sandbox()
    lines = [tag.text for tag in tags]
    while True:
        try:
            tree = environment.parse("\n".join(lines))
        except TemplateSyntaxError as error:
            tag = tags[min(error.lineno, len(tags)) - 1]
            found.append(
                Fault(tag.place, _("can't be read: %s") % f"{tag.shown} ({error.message})")
            )
            if not tag.text.startswith("{{") or not lines[tags.index(tag)]:
                return found, set()
            lines[tags.index(tag)] = ""
            continue
        break
    reader = Reader(environment, paper)
    reader.read(tree)
    for complaint in reader.complaints:
        place = tags[complaint.line - 1].place
        found.append(Fault(place, _said(complaint.kind, complaint.name, complaint.known)))
    return found, reader.used


def _said(kind: str, name: str, known: list[str]) -> str:
    words = {
        "name": _("unknown placeholder “%s”"),
        "filter": _("unknown filter “%s”"),
        "tag": _("this tag is not allowed in a template: “%s”"),
    }[kind] % name
    last = name.rpartition(".")[2]
    near = difflib.get_close_matches(last, known, n=1)
    return f"{words}; " + _("perhaps “%s”?") % near[0] if near else words


def _blocks(tags: list[Tag]) -> list[Fault]:
    """Return which blocks are left open, or closed without having been opened."""
    stack: list[tuple[str, Tag]] = []
    found = []
    for tag in tags:
        if opened := _OPENS.match(tag.text):
            stack.append((opened[1], tag))
        elif closed := _CLOSES.match(tag.text):
            if stack and stack[-1][0] == closed[1]:
                stack.pop()
            else:
                found.append(Fault(tag.place, _("closes what isn't open here: %s") % tag.shown))
    return found + [Fault(tag.place, _("is never closed: %s") % tag.shown) for _name, tag in stack]


def _missing(kind: str, paper: type, used: set[tuple[type, str]]) -> Iterator[Fault]:
    for path in (*COMMON, *IMPORTANT[kind]):
        if field_of(paper, path) not in used:
            yield Fault("", _("“%s” is printed nowhere") % path)


def field_of(paper: type, path: str) -> tuple[type, str]:
    """Return the class and the field that «groups.rows.content» names; raises ``KeyError``."""
    *heads, last = path.split(".")
    for head in heads:
        paper = inner(get_type_hints(paper)[head])
    if last not in get_type_hints(paper):
        raise KeyError(path)
    return paper, last


def inner(hint: Any) -> Any:
    """Return the dataclass inside a hint («tuple[Row, ...]», «Row | None»), else the hint."""
    return next((each for each in get_args(hint) if is_dataclass(each)), hint)
