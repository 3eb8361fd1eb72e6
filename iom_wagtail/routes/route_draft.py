"""A route as plain values: what the rule of completeness reads and nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DifficultyDraft:
    """A row of the diagnosis (4.1, 4.2)."""

    uuid: str
    kind: str = ""
    text: str = ""
    severity: int | None = None
    methods: tuple[str, ...] = ()
    method_other: str = ""


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A row of the programme (5.1)."""

    content: str = ""
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    due_words: str = ""
    activities: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckpointDraft:
    """A planned checkpoint (3.1)."""

    kind: str = ""
    kind_other: str = ""
    title: str = ""
    planned_on: dt.date | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class RouteDraft:
    """A route as plain values: what the rule reads and nothing else.

    ``stopped`` names the reason in words, "" while the route runs.
    """

    stopped: str = ""
    teacher: int | None = None
    mentor: int | None = None
    start_on: dt.date | None = None
    end_on: dt.date | None = None
    decision_date: dt.date | None = None
    goal: str = ""
    tasks: tuple[str, ...] = ()
    card: dict[str, str] = field(default_factory=dict)
    diagnosed_on: dt.date | None = None
    diagnosed_by: bool = False
    difficulties: tuple[DifficultyDraft, ...] = ()
    items: tuple[ItemDraft, ...] = ()
    checkpoints: tuple[CheckpointDraft, ...] = ()
