"""Papers made for tests of rendering: every field told, or every field blank; no database."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any

from iom_wagtail.paperwork.papers import happened, outcome, parts, programme, sheet

#: The class of a paper by its kind.
PAPERS: dict[str, type[parts.Paper]] = {
    "passport": programme.Passport,
    "card": programme.Card,
    "sheet": sheet.Sheet,
    "visit": happened.Visit,
    "checkpoint": happened.CheckpointNote,
    "meetings": happened.MeetingLog,
    "attachments": happened.AttachmentList,
    "testimonial": happened.TestimonialPaper,
    "analysis": outcome.Analysis,
    "conclusion": outcome.Conclusion,
    "extract": outcome.Extract,
}
_NAMES = {
    name: value
    for module in (parts, programme, happened, outcome, sheet)
    for name, value in vars(module).items()
}
ADDRESS = "https://school.example/s/chu5g9vct/"
APPROVED = parts.Edition(False, "Редакция 2, утверждена 26.12.2025", ADDRESS, "8e" * 32)
DRAFT = parts.Edition(True, "Проект, не утверждён")


def paper(
    kind: str,
    text: Callable[[str], str] | None = None,
    *,
    edition: parts.Edition | None = APPROVED,
    rows: int = 2,
) -> Any:
    """Return a paper of a kind whose every text is what ``text`` says for the field's path.

    Without ``text`` each field gets words of its own. Tuples have ``rows`` elements.
    """
    made = _make(PAPERS[kind], kind, text or words_of(), rows)
    return dataclasses.replace(made, kind=kind, edition=edition if _has_edition(kind) else None)


def blank(kind: str) -> Any:
    """Return a paper about which nothing is known yet, but its title."""
    made = paper(kind, lambda path: "", edition=DRAFT, rows=0)
    return dataclasses.replace(made, title="Название")


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and text of every text of a paper, in the order of its fields."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from texts(each, f"{path}.{index}")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name), f"{path}.{field.name}")


def words_of() -> Callable[[str], str]:
    """Return a maker of texts that are told apart: «Текст двадцать первый» would be too long."""
    numbers = iter(range(1, 10_000))
    return lambda path: f"Сведения о{next(numbers)} школьника"


def _has_edition(kind: str) -> bool:
    return kind in {"passport", "card", "sheet", "analysis", "conclusion"}


def _make(kind: Any, path: str, text: Callable[[str], str], rows: int) -> Any:
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind, _NAMES)
        return kind(
            **{name: _make(hint, f"{path}.{name}", text, rows) for name, hint in hints.items()}
        )
    if typing.get_origin(kind) is tuple:
        (each, _) = typing.get_args(kind)
        return tuple(_make(each, f"{path}.{index}", text, rows) for index in range(rows))
    if typing.get_origin(kind) is types.UnionType:
        return None
    if kind is bool:
        return path.endswith((".0.acquainted", ".0.on", "numbered"))
    if kind is int:
        return 7
    return text(path)
