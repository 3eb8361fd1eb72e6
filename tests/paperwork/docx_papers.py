"""Papers made by introspection, and what stands in a DOCX, as a reader would see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from io import BytesIO
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from docx import Document
from docx.oxml.ns import qn

from iom_wagtail.paperwork.papers.outcome import Conclusion
from iom_wagtail.paperwork.papers.parts import Paper
from iom_wagtail.paperwork.rendering.docx import DocxRenderer
from iom_wagtail.paperwork.rendering.placeholders import PAPERS

#: Fields that no form prints, with the reason.
UNPRINTED = {
    "kind": "the code in addresses and file names",
    "edition.sha256": "64 letters that the approval sheet prints; the QR code leads there",
    "clauses.text": "only a clause without answers has it; see clauses.1.text",
}


def numbered() -> Callable[[str], str]:
    """Return a maker of texts that occur once: «Слово17я»."""
    count = iter(range(100_000))
    return lambda path: f"Слово{next(count)}я"


def made(kind: str, text: Callable[[str], str], *, rows: int = 2) -> Paper:
    """Return a paper whose every text is what ``text`` answers to the path of its field."""
    paper = _made(PAPERS[kind], text, "", rows, 0)
    edition = replace(paper.edition, draft=False, address=paper.edition.address[:200])
    paper = replace(paper, kind=kind, edition=edition)
    if isinstance(paper, Conclusion) and rows:
        ticked, *others = paper.clauses
        blanks = (replace(each, ticks=()) for each in others)
        paper = replace(paper, clauses=(replace(ticked, text=""), *blanks))
    return paper


def _made(hint: Any, text: Callable[[str], str], path: str, rows: int, place: int) -> Any:
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(
            **{
                field.name: _made(
                    hints[field.name], text, f"{path}.{field.name}".strip("."), rows, place
                )
                for field in fields(hint)
            }
        )
    if get_origin(hint) is tuple:
        each = get_args(hint)[0]
        return tuple(_made(each, text, path, rows, no) for no in range(rows))
    if NoneType in get_args(hint):
        return _made(get_args(hint)[0], text, path, rows, place)
    plain = {str: lambda: text(path), int: lambda: 7001 + place, bool: lambda: place % 2 == 0}
    return plain[hint]()


def texts(value: Any, kind: type = str, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every text (or number) of a paper with the path of its field; rows don't count."""
    if is_dataclass(value):
        for field in fields(value):
            inside = f"{path}.{field.name}".strip(".")
            yield from texts(getattr(value, field.name), kind, inside)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each, kind, path)
    elif type(value) is kind and value:
        yield path, value


def draft(paper: Paper) -> Paper:
    """Return the draft of a paper."""
    return replace(
        paper, edition=replace(paper.edition, draft=True, words="Проект", address="", sha256="")
    )


def opened(paper: Paper) -> Any:
    """Return the rendered document."""
    return Document(BytesIO(DocxRenderer().render(paper)))


def parts(document: Any) -> list[Any]:
    """Return the elements of the text, the header and the footer."""
    section = document.sections[0]
    return [document.element.body, section.header._element, section.footer._element]


def paragraphs(document: Any) -> list[str]:
    """Return the text of every paragraph, with its breaks and tabs."""
    return [_read(p) for part in parts(document) for p in part.iter(qn("w:p"))]


def everything(document: Any) -> str:
    """Return all text of a document."""
    return "\n".join(paragraphs(document))


def _read(paragraph: Any) -> str:
    said = {qn("w:t"): lambda node: node.text or ""}
    said |= {qn("w:br"): lambda node: "\n", qn("w:tab"): lambda node: "\t"}
    return "".join(said[node.tag](node) for node in paragraph.iter(*said) if _shown(node))


def _shown(node: Any) -> bool:
    return node.getparent().tag == qn("w:r")  # a tab stop of the layout is no text
