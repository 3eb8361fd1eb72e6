"""Where in a Word document a template's tags stand, told as a person would look for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
#: docxtpl's own: which element disappears with the tag («{%tr»), or is told apart («{{r»).
_REACH = re.compile(r"^(\{[{%])(?:tr|tc|p|r)(?=\s)")
_MERGE = re.compile(r"^\{%\s*(?:vm|hm)\s*%\}$")
_CELL = re.compile(r"^\{%\s*(?:colspan|cellbg)\s+(.*?)%\}$", re.DOTALL)
#: Word types curly quotes; docxtpl reads them as plain ones, and so do we.
_QUOTES = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in Jinja's spelling, and where it stands. ``text`` is "" for a loose bracket."""

    place: str
    text: str
    shown: str


def tags_of(document: Document) -> Iterator[list[Tag]]:
    """Yield the tags of each part of a document in their order: the text, headers, footers."""
    yield list(_tags(document.element.body, ""))
    seen = set()
    for section in document.sections:
        for words, parts in (
            (_("header"), (section.header, section.first_page_header, section.even_page_header)),
            (_("footer"), (section.footer, section.first_page_footer, section.even_page_footer)),
        ):
            for part in parts:
                if part.is_linked_to_previous or part.part.partname in seen:
                    continue
                seen.add(part.part.partname)
                yield list(_tags(part._element, words))


def _tags(element: Any, where: str) -> Iterator[Tag]:
    for place, paragraph in _paragraphs(element, where):
        text = "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
        for found in TAG.findall(text):
            yield Tag(place, _plain(found), found)
        rest = TAG.sub("", text)
        for bracket in ("{{", "}}", "{%", "%}"):
            if bracket in rest:
                yield Tag(place, "", rest.strip())
                break


def _plain(found: str) -> str:
    """Return a tag without docxtpl's additions to Jinja, on one line."""
    tag = _REACH.sub(r"\1", " ".join(found.split())).translate(_QUOTES)
    if _MERGE.match(tag):
        return "{# #}"
    return _CELL.sub(r"{{ \1 }}", tag)


def _paragraphs(element: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Yield every paragraph below an element with its place, as it is counted on the page."""
    paragraph = table = 0
    for child in element:
        if child.tag == qn("w:p"):
            paragraph += 1
            yield _said(where, _("paragraph %(no)s") % {"no": paragraph}), child
        elif child.tag == qn("w:tbl"):
            table += 1
            for row, tr in enumerate(child.findall(qn("w:tr")), start=1):
                for cell, tc in enumerate(tr.findall(qn("w:tc")), start=1):
                    numbers = {"table": table, "row": row, "cell": cell}
                    words = _("table %(table)s, row %(row)s, cell %(cell)s") % numbers
                    for each in tc.iter(qn("w:p")):
                        yield _said(where, words), each
        elif child.tag == qn("w:sdt"):
            for content in child.iter(qn("w:sdtContent")):
                yield from _paragraphs(content, where)


def _said(where: str, words: str) -> str:
    return f"{where}, {words}" if where else words
