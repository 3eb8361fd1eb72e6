"""What differs between two texts, in words. Pure, and knows no route: an outline names things.

An ``Outline`` says which values of a snapshot matter, what they are called and how they are
shown. Rows of tables are the same row when their ``uuid`` is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

Snapshot = dict[str, Any]


class Kind(StrEnum):
    """What happened to a value or a row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


def plain(value: Any, snapshot: Snapshot) -> str:
    """Show a value as it is; nothing as ""."""
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Field:
    """A value: dotted path, name, how to show it (it may look things up in its snapshot)."""

    path: str
    label: str
    show: Callable[[Any, Snapshot], str] = plain


@dataclass(frozen=True, slots=True)
class Table:
    """A list of rows: dotted path, how a row is called, what tells about it, its values.

    ``anchor`` names the place of a row on the page that shows the later text.
    """

    path: str
    name: Callable[[dict[str, Any]], str]
    title: str
    fields: tuple[Field, ...]
    anchor: Callable[[dict[str, Any]], str] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the paper with its values and tables; ``anchor`` is its place on the page."""

    label: str
    fields: tuple[Field, ...] = ()
    tables: tuple[Table, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where, which value, what it was and what it became.

    ``anchor`` is the place in the later text; "" where there is none (any more).
    """

    kind: Kind
    where: str
    label: str = ""
    before: str = ""
    after: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences within one part of the paper."""

    label: str
    rows: tuple[Change, ...]


def compare(before: Snapshot, after: Snapshot, outline: Sequence[Section]) -> list[Changes]:
    """Return the differences part by part, in the order of the paper; equal parts are left out."""
    found = []
    for section in outline:
        rows = [
            replace(change, anchor=section.anchor)
            for entry in section.fields
            if (change := _field(entry, before, after, "", before, after))
        ]
        for table in section.tables:
            rows += _table(table, before, after)
        if rows:
            found.append(Changes(section.label, tuple(rows)))
    return found


def count(changes: Sequence[Changes]) -> int:
    """Return how many differences there are in all."""
    return sum(len(part.rows) for part in changes)


def _at(values: dict[str, Any], path: str) -> Any:
    for key in path.split("."):
        values = values.get(key) if isinstance(values, dict) else None
    return values


def _field(
    entry: Field,
    old: dict[str, Any],
    new: dict[str, Any],
    where: str,
    before: Snapshot,
    after: Snapshot,
) -> Change | None:
    """Return the change of one value of a row (or of the whole snapshot), or None."""
    was, now = _at(old, entry.path), _at(new, entry.path)
    if was == now or (not was and not now):
        return None
    shown_was, shown_now = entry.show(was, before), entry.show(now, after)
    if shown_was == shown_now:
        return None
    return Change(Kind.CHANGED, where, entry.label, shown_was, shown_now)


def _table(table: Table, before: Snapshot, after: Snapshot) -> list[Change]:
    old = {row["uuid"]: row for row in _at(before, table.path) or []}
    new = {row["uuid"]: row for row in _at(after, table.path) or []}
    moved = _moved([key for key in old if key in new], [key for key in new if key in old])
    changes = []
    for key, row in new.items():
        name = table.name(row)
        anchor = table.anchor(row) if table.anchor else ""
        if key not in old:
            added = plain(row.get(table.title), after)
            changes.append(Change(Kind.ADDED, name, after=added, anchor=anchor))
            continue
        if key in moved:
            was = table.name(old[key])
            changes.append(Change(Kind.MOVED, name, before=was, after=name, anchor=anchor))
        changes += [
            replace(change, anchor=anchor)
            for entry in table.fields
            if (change := _field(entry, old[key], row, name, before, after))
        ]
    changes += [
        Change(Kind.REMOVED, table.name(row), before=plain(row.get(table.title), before))
        for key, row in old.items()
        if key not in new
    ]
    return changes


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Return the rows that changed places; those that only shifted with others did not move."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {key for block in blocks for key in new[block.b : block.b + block.size]}
    return set(new) - kept
