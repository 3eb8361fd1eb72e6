"""A PDF as its readers get it: as plain text, and in the order of its tags with their names."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

_CHAR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


@dataclass(frozen=True)
class Tag:
    """One tagged piece of text: the names of the tags around it, from the outermost, its page."""

    path: tuple[str, ...]
    text: str
    page: int


class Pdf:
    """A PDF file, opened strictly."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content), strict=True)
        self.root = self.reader.trailer["/Root"]
        self.pages = self.reader.pages
        self._marked = [dict(_marked(page)) for page in self.pages]
        self._numbers = {page.indirect_reference.idnum: no for no, page in enumerate(self.pages)}

    @cached_property
    def text(self) -> str:
        """All text as it is drawn, marginal lines too."""
        return "\n".join(page.extract_text() for page in self.pages)

    @cached_property
    def tags(self) -> list[Tag]:
        """The tagged pieces in reading order; what is only decoration is not among them."""
        return list(self._read(self.root["/StructTreeRoot"]["/K"], (), None))

    @cached_property
    def said(self) -> str:
        """What a screen reader says, piece after piece."""
        return "\n".join(tag.text for tag in self.tags)

    def elements(self, name: str) -> list[DictionaryObject]:
        """Return the elements of the tag tree with this name."""
        return [each for each in self._walk(self.root["/StructTreeRoot"]) if each.get("/S") == name]

    def unmarked(self, page: int) -> str:
        """Return the text of a page that is decoration (an artifact)."""
        return self._marked[page].get(None, "")

    def _walk(self, node: Any) -> Iterator[DictionaryObject]:
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                yield from self._walk(each)
        elif isinstance(node, DictionaryObject):
            yield node
            if "/K" in node:
                yield from self._walk(node["/K"])

    def _read(self, node: Any, path: tuple[str, ...], page: int | None) -> Iterator[Tag]:
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                yield from self._read(each, path, page)
        elif isinstance(node, int):
            yield Tag(path, self._marked[page].get(node, ""), page)
        elif isinstance(node, DictionaryObject):
            if "/Pg" in node:
                page = self._numbers[node.raw_get("/Pg").idnum]
            if "/MCID" in node:
                yield from self._read(node["/MCID"], path, page)
            elif "/K" in node:
                yield from self._read(node["/K"], (*path, node.get("/S", "")[1:]), page)


def squeezed(text: str) -> str:
    """Return a text without what lines add to it or take away: white space and hyphens."""
    return re.sub(r"[\s\-\u200b]+", "", text).casefold()


def _marked(page: Any) -> Iterator[tuple[int | None, str]]:
    """Yield the text of every marked piece of a page by its number; of decoration by None."""
    tables = {name: _table(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    found: dict[int | None, str] = {}
    around: list[tuple[int | None, str | None]] = []
    font: dict[int, str] = {}
    for values, operator in ContentStream(page["/Contents"].get_object(), page.pdf).operations:
        if operator == b"BDC":
            marks = values[1] if isinstance(values[1], DictionaryObject) else {}
            number = marks.get("/MCID", around[-1][0] if around else None)
            instead = marks.get("/ActualText")
            if instead is not None:
                found[number] = found.get(number, "") + instead
            around.append((number, instead))
        elif operator == b"BMC":
            # The other mark without a value is /ReversedChars: inside a piece of Arabic.
            decoration = values[0] == "/Artifact" or not around
            around.append((None if decoration else around[-1][0], None))
        elif operator == b"EMC":
            around.pop()
        elif operator == b"Tf":
            font = tables[values[0]]
        elif operator in (b"Tj", b"TJ"):
            number, instead = around[-1] if around else (None, None)
            if instead is None:
                parts = values[0] if operator == b"TJ" else values
                drawn = "".join(_drawn(part, font) for part in parts)
                found[number] = found.get(number, "") + drawn
    yield from found.items()


def _drawn(part: Any, font: dict[int, str]) -> str:
    if not hasattr(part, "original_bytes"):
        return ""
    codes = part.original_bytes
    return "".join(
        font.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2)
    )


def _table(font: Any) -> dict[int, str]:
    """Return a font's table from codes to text."""
    table = font["/ToUnicode"].get_object().get_data()
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _CHAR.findall(table)
    }
