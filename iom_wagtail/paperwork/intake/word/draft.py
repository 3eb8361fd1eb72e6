"""What a file was understood to say: a route's draft as plain values, and where each piece went."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from iom_wagtail.paperwork.intake.word.blocks import Piece
from iom_wagtail.paperwork.intake.word.people import Named


@dataclass(slots=True)
class Row:
    """What rows of all tables share: what to look at."""

    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Objective(Row):
    """A task."""

    text: str = ""
    help_kinds: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Taught(Row):
    """A programme by class (5.2)."""

    classes: str = ""
    programme: str = ""
    planning: str = ""
    textbook_set: str = ""


@dataclass(slots=True)
class Difficulty(Row):
    """A difficulty (4.1)."""

    kind: str = ""
    text: str = ""
    severity: int | None = None
    methods: list[str] = field(default_factory=list)
    method_other: str = ""


@dataclass(slots=True)
class Item(Row):
    """An item of the programme (5.1); it answers difficulties by their numbers in the file."""

    content: str = ""
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    due_words: str = ""
    activity_accompanied: str = ""
    activity_accompanying: str = ""
    activity_joint: str = ""
    direction: str = ""
    expected_result: str = ""
    answers: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Checkpoint(Row):
    """A checkpoint (3.1); who holds it stays as written until somebody looks."""

    kind: str = ""
    kind_other: str = ""
    title: str = ""
    planned_on: dt.date | None = None
    held_by: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """A piece of the file: its place, its words, where they went, what to look at."""

    place: str
    text: str
    went: tuple[str, ...]
    remark: str = ""
    kept: bool = True


@dataclass(slots=True)
class Draft:
    """A route as it stands in the file; ``values`` holds the page's own fields by name."""

    teacher: Named | None = None
    mentor: Named | None = None
    participants: list[Named] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    objectives: list[Objective] = field(default_factory=list)
    taught_programmes: list[Taught] = field(default_factory=list)
    difficulties: list[Difficulty] = field(default_factory=list)
    programme_items: list[Item] = field(default_factory=list)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)

    @property
    def note(self) -> str:
        """What has no place in the route, a piece a line."""
        return "\n".join(self.notes)

    def plain(self) -> dict[str, Any]:
        """Return everything but the traces as JSON values; blank ones are left out."""
        return _plain({name: value for name, value in asdict(self).items() if name != "traces"})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _plain(each) for key, each in value.items()}
        return {key: each for key, each in found.items() if each not in ("", None, [], {}, ())}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | bool | None) else str(value)


class Book:
    """Keeps account of every piece: a piece nobody placed is found at the end."""

    def __init__(self) -> None:
        self._went: dict[Piece, list[str]] = {}
        self._remarks: dict[Piece, list[str]] = {}
        self._form: dict[Piece, None] = {}

    def placed(self, piece: Piece, went: str, remark: str = "") -> None:
        """Record where a piece, or a part of it, went."""
        places = self._went.setdefault(piece, [])
        if went not in places:
            places.append(went)
        self.remark(piece, remark)

    def remark(self, piece: Piece, remark: str) -> None:
        """Record what to look at."""
        remarks = self._remarks.setdefault(piece, [])
        if remark and remark not in remarks:
            remarks.append(remark)

    def words_of_form(self, piece: Piece) -> None:
        """Record that a piece, or a part of it, only names a place of the form."""
        self._form[piece] = None

    def knows(self, piece: Piece) -> bool:
        """Whether somebody placed the piece."""
        return piece in self._went or piece in self._form

    def trace(self, piece: Piece) -> Trace:
        """Return what became of a piece."""
        went = self._went.get(piece, [])
        remark = " ".join(self._remarks.get(piece, []))
        if not went:
            return Trace(
                str(piece.place), piece.text, (_("words of the form"),), remark, kept=False
            )
        return Trace(str(piece.place), piece.text, tuple(went), remark)
