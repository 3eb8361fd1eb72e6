"""The conclusion as its official form reads: a pure presentation of the snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import translation

from iom_wagtail.outcome.choices import (
    HEADINGS,
    NAMES_PROBLEMS,
    NUMBERS,
    Further,
    Problems,
    Result,
)
from iom_wagtail.school import words


@dataclass(frozen=True, slots=True)
class Tick:
    """One answer of a closed list and whether it is ticked."""

    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the form: its number and heading, the whole list with ticks, and the words."""

    anchor: str
    number: str
    heading: str
    ticks: tuple[Tick, ...] = ()
    words: str = ""
    lines: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was ticked or written."""
        return not (self.words or self.lines or any(tick.on for tick in self.ticks))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the analysis: its state in a word, and the finding in the writer's words."""

    no: int
    before: str
    after: str
    method: str
    state: str
    finding: str


@dataclass(frozen=True, slots=True)
class ConclusionReading:
    """Everything a reading page shows of a conclusion, beside the raw snapshot."""

    data: dict[str, Any]
    teacher: dict[str, Any] | None
    director: dict[str, Any] | None
    mentor: dict[str, Any] | None
    concluded_on: dt.date | None
    rows: tuple[Row, ...]
    clauses: tuple[Clause, ...]
    open_items: str

    @property
    def took_place(self) -> bool:
        """Whether there was an accompaniment to conclude."""
        return self.data["took_place"]


def _ticks(choices: type[models.Choices], chosen: Iterable[str]) -> tuple[Tick, ...]:
    values = set(chosen)
    return tuple(Tick(str(choice.label), choice.value in values) for choice in choices)


def _value(answer: dict[str, Any] | None) -> list[str]:
    return [answer["value"]] if answer else []


def _clause(name: str, **kwargs: Any) -> Clause:
    heading = str(HEADINGS[name])
    if name == "problems":
        heading = heading % {"blank": kwargs.pop("blank") or "____"}
    return Clause(f"c{NUMBERS[name].replace('.', '')}", NUMBERS[name], heading, **kwargs)


def _clauses(data: dict[str, Any]) -> Sequence[Clause]:
    """Return the clauses 1 and 6.2 – 6.5; the form's words are Russian for every reader."""
    problems = _value(data["problems"])
    names = bool(NAMES_PROBLEMS.intersection(problems))
    return (
        _clause("result", ticks=_ticks(Result, _value(data["result"]))),
        _clause(
            "problems",
            ticks=_ticks(Problems, problems),
            lines=tuple(data["remaining"]) if names else (),
            blank=data["diagnosis_blank"].strip(),
        ),
        _clause("reasons", words=data["reasons"]),
        _clause("further", ticks=_ticks(Further, [answer["value"] for answer in data["further"]])),
        _clause("ways", words=data["best_ways"]),
    )


def read_conclusion(data: dict[str, Any]) -> ConclusionReading:
    """Return the reading of a snapshot of a conclusion."""
    people = data["people"]
    with translation.override("ru"):
        clauses = tuple(_clauses(data))
    return ConclusionReading(
        data=data,
        teacher=people["teacher"],
        director=people["director"],
        mentor=next((person for person in people["mentors"] if person["leads"]), None),
        concluded_on=words.as_date(data["concluded_on"]),
        rows=tuple(
            Row(
                no=row["no"],
                before=row["before"],
                after=row["after"],
                method=row["method"],
                state=row["state"]["label"] if row["state"] else "",
                finding=row["finding"],
            )
            for row in data["rows"]
        ),
        clauses=clauses,
        open_items=words.numbers(item["no"] for item in data["open_items"]),
    )
