"""The passport with the programme (5.1) and the card (5.2), from one text of the route."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from iom_wagtail.paperwork.papers.heads import (
    day_of,
    edition_of,
    grifs_of,
    head_of,
    mentor_of,
    signature_of,
)
from iom_wagtail.paperwork.papers.parts import Pair, Paper
from iom_wagtail.routes.choices import CheckpointKind, DiagnosisMethod
from iom_wagtail.school import words

if TYPE_CHECKING:
    from iom_wagtail.paperwork.sources import Sources, Text

#: Over rows of the programme that follow a direction and have none.
UNDIRECTED = "Без направления"


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row of the programme, in the columns of the form."""

    no: int
    content: str
    expected: str
    term: str
    accompanied: str
    accompanying: str
    joint: str
    answers: str = ""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Rows that follow each other under one direction; "" when they have none."""

    direction: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class DifficultyRow:
    """A row of the diagnosis (4.1, 4.2)."""

    no: int
    kind: str
    text: str
    severity: str
    methods: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A planned checkpoint (3.1)."""

    no: int
    title: str
    kind: str
    term: str
    held_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport(Paper):
    """«Паспорт программы индивидуального сопровождения» with its programme.

    ``groups`` is the table of 5.1. What the form doesn't ask for and the route knows stands after
    it: ``facts``, ``tasks``, ``difficulties``, ``checkpoints``.
    """

    decided_on: str
    decided_by: str
    led_by: str
    participants: tuple[str, ...]
    groups: tuple[ItemGroup, ...]
    facts: tuple[Pair, ...]
    tasks: tuple[str, ...]
    diagnosed: str
    difficulties: tuple[DifficultyRow, ...]
    checkpoints: tuple[PlannedRow, ...]


@dataclass(frozen=True, slots=True)
class TaughtRow:
    """A row of «Реализуемые программы (по классам)»."""

    classes: str
    programme: str
    planning: str
    textbook_set: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Paper):
    """«Карта индивидуального сопровождения»; ``facts`` are what the form doesn't ask for."""

    subject: str
    total_experience: str
    school_experience: str
    load: str
    load_total: str
    classes: str
    taught: tuple[TaughtRow, ...]
    facts: tuple[Pair, ...]


def passport(sources: Sources) -> Passport:
    """Return the passport of the text that the sources hold (5.1)."""
    text = sources.programme
    data = text.data
    held = data["passport"]
    people = data["people"]
    leading = [person for person in people["mentors"] if person["leads"]] or people["mentors"]
    helping = [person for person in people["mentors"] if person not in leading]
    diagnosis = data["diagnosis"]
    return Passport(
        **head_of(sources, text, "passport", "Паспорт программы индивидуального сопровождения"),
        edition=edition_of(text),
        grifs=grifs_of(text, adopted=True),
        signatures=_signatures(text),
        decided_on=day_of(held["decision_date"]),
        decided_by=held["decision_basis"],
        led_by=", ".join(_with_position(person) for person in leading),
        participants=tuple(
            _with_position(person, person.get("duty", ""))
            for person in (*helping, *people["participants"])
        ),
        groups=_groups(data["programme"], {r["uuid"]: r["no"] for r in diagnosis["difficulties"]}),
        facts=_passport_facts(held),
        tasks=tuple(_task(row) for row in held["tasks"]),
        diagnosed=_diagnosed(diagnosis),
        difficulties=tuple(_difficulty(row) for row in diagnosis["difficulties"]),
        checkpoints=tuple(_planned(row) for row in data["checkpoints"]),
    )


def card(sources: Sources) -> Card:
    """Return the card of the text that the sources hold (5.2)."""
    text = sources.programme
    held = text.data["card"]
    hours = held["load_hours"]
    return Card(
        **head_of(sources, text, "card", "Карта индивидуального сопровождения"),
        edition=edition_of(text),
        signatures=_signatures(text)[:1] + _signatures(text)[-1:],
        subject=held["subject"],
        total_experience=held["total_experience"],
        school_experience=held["school_experience"],
        load=held["load_words"],
        load_total=f"{hours.removesuffix('.0').replace('.', ',')}{words.NBSP}ч" if hours else "",
        classes=held["classes"],
        taught=tuple(
            TaughtRow(row["classes"], row["programme"], row["planning"], row["textbook_set"])
            for row in held["programmes"]
        ),
        facts=_told(Pair("Образование", held["education"]), Pair("Категория", held["category"])),
    )


def _signatures(text: Text) -> tuple[Any, ...]:
    """Return who signs: the mentors, the deputy; the teacher is acquainted."""
    people = text.data["people"]
    return tuple(
        line
        for line in (
            mentor_of(text),
            signature_of(people["deputy"]),
            signature_of(people["teacher"], acquainted=True),
        )
        if line is not None
    )


def _with_position(person: dict[str, Any], duty: str = "") -> str:
    return ", ".join(part for part in (person["full"], duty or person["position"]) if part)


def _told(*pairs: Pair) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if pair.text)


def _passport_facts(held: dict[str, Any]) -> tuple[Pair, ...]:
    consent = held["mentor_consent"]
    given = consent["given"] and "получено"
    return _told(
        Pair("Срок реализации", words.span(held["start_on"], held["end_on"])),
        Pair("Цель", held["goal"]),
        Pair("Доминанта маршрута", _label(held["dominance"])),
        Pair("Где реализуется", words.noted(_label(held["place"]), held["place_note"])),
        Pair("Достижения", held["achievements"]),
        Pair("Запросы и интересы", held["requests"]),
        Pair("Сильные стороны", held["strengths"]),
        Pair("Слабые стороны", held["weaknesses"]),
        Pair("Тема самообразования", held["self_education_topic"]),
        Pair("Согласие наставника", ", ".join(filter(None, [given, day_of(consent["date"])]))),
        Pair("Документ о согласии", consent["document"]),
        Pair("Приказ о наставничестве", consent["order"]),
    )


def _label(choice: dict[str, Any] | None) -> str:
    return choice["label"] if choice else ""


def _task(row: dict[str, Any]) -> str:
    kinds = ", ".join(map(_label, row["help_kinds"]))
    return f"{row['text']} ({kinds})" if kinds else row["text"]


def _groups(rows: list[dict[str, Any]], order: dict[str, int]) -> tuple[ItemGroup, ...]:
    """Return the rows in groups; those of no direction would else seem to be of the one above."""
    groups = [
        ItemGroup(direction, tuple(_item(row, order) for row in found))
        for direction, found in groupby(rows, key=lambda row: row["direction"])
    ]
    return (
        *groups[:1],
        *(each if each.direction else replace(each, direction=UNDIRECTED) for each in groups[1:]),
    )


def _item(row: dict[str, Any], order: dict[str, int]) -> ItemRow:
    activity = row["activity"]
    return ItemRow(
        no=row["no"],
        content=row["content"],
        expected=row["expected_result"],
        term=term_of(row),
        accompanied=activity["accompanied"],
        accompanying=activity["accompanying"],
        joint=activity["joint"],
        answers=words.numbers(order[uuid] for uuid in row["difficulties"] if uuid in order),
    )


def term_of(row: dict[str, Any]) -> str:
    """Return «01.09 – 26.09.2025, еженедельно» for a row of the programme."""
    return ", ".join(filter(None, [words.span(row["due_from"], row["due_to"]), row["due_words"]]))


def _diagnosed(diagnosis: dict[str, Any]) -> str:
    names = [person["short"] for person in diagnosis["by"]]
    people = _people(names, diagnosis["by_other"])
    return ", ".join(filter(None, [day_of(diagnosis["date"]), people]))


def _people(names: list[str], others: str) -> str:
    """Return «М. В. Орлова, С. П. Дроздова; комиссия района»: who is no name stands apart."""
    return "; ".join(filter(None, [", ".join(names), others]))


def _difficulty(row: dict[str, Any]) -> DifficultyRow:
    other = row["method_other"]
    methods = [
        m["label"] for m in row["methods"] if not (other and m["value"] == DiagnosisMethod.OTHER)
    ]
    # «и др.» of 4.2: what isn't on the list is told from what is.
    if other:
        methods.append(f"{DiagnosisMethod.OTHER.label}: {other}")
    return DifficultyRow(
        no=row["no"],
        kind=_label(row["kind"]),
        text=row["text"],
        severity=_label(row["severity"]),
        methods=", ".join(methods),
    )


def _planned(row: dict[str, Any]) -> PlannedRow:
    people = [person["short"] for person in row["held_by"]]
    return PlannedRow(
        no=row["no"],
        title=row["title"],
        kind=_form(row),
        term=words.ru_date(row["planned_on"], "short"),
        held_by=_people(people, row["held_by_other"]),
    )


def _form(row: dict[str, Any]) -> str:
    """Return the form of a checkpoint; «др.» gives way to its own words."""
    other = row["kind_other"]
    kind = row["kind"] or {}
    listed = "" if other and kind.get("value") == CheckpointKind.OTHER else kind.get("label", "")
    return words.noted(listed, other)
