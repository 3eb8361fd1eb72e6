"""Papers made for tests of rendering, every field told or every field blank; no database."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any

from iom_wagtail.paperwork.papers import (
    attached,
    consent,
    happened,
    outcome,
    parts,
    programme,
    sheet,
)

#: The class of a paper by its kind.
PAPERS: dict[str, type[parts.Paper]] = {
    "passport": programme.Passport,
    "card": programme.Card,
    "sheet": sheet.Sheet,
    "visit": happened.Visit,
    "checkpoint": happened.CheckpointNote,
    "meetings": happened.MeetingLog,
    "attachments": attached.AttachmentList,
    "testimonial": attached.TestimonialPaper,
    "analysis": outcome.Analysis,
    "conclusion": outcome.Conclusion,
    "extract": outcome.Extract,
    "consent": consent.Consent,
}
_NAMES = {
    name: value
    for module in (parts, programme, happened, attached, outcome, sheet, consent)
    for name, value in vars(module).items()
}
ADDRESS = "https://school.example/s/chu5g9vct/"
#: The kinds that tell their edition; the others are records, which nobody approves.
EDITED = frozenset({"passport", "card", "sheet", "analysis", "conclusion"})
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
    own = {"address": APPROVED.address, "sha256": APPROVED.sha256} if kind == "sheet" else {}
    shown = edition if kind in EDITED else None
    return dataclasses.replace(made, kind=kind, edition=shown, **own)


def blank(kind: str) -> Any:
    """Return a paper about which nothing is known yet, but its title."""
    made = paper(kind, lambda path: "", edition=DRAFT, rows=0)
    return dataclasses.replace(made, title="Название")


def six_pages() -> programme.Passport:
    """Return a passport as schools have it: sixteen items, six pages in all."""
    directions = ("организация", "методика урока", "управление классом", "оценивание")
    items = tuple(
        programme.ItemRow(
            no,
            "Проектирование урока от планируемого результата",
            "Цель урока проверяема, есть задание-проверка",
            "15.09 – 24.10.2025, еженедельно",
            "Готовит 6 технологических карт по образцу, отмечает, что получилось",
            "Даёт образец и высококвалифицированные комментарии к каждой карте",
            "Разрабатывают вместе 2 урока в 5 «А», обсуждают самодиагностику",
            "1, 3",
        )
        for no in range(1, 17)
    )
    return programme.Passport(
        kind="passport",
        title="Паспорт программы индивидуального сопровождения",
        school="МБОУ «Заречная средняя школа»",
        place="с. Заречное",
        route="ИОМ 2025/26 № 1",
        year="2025/26",
        teacher="Лебедева Анна Игоревна",
        edition=APPROVED,
        grifs=tuple(
            parts.Grif(word, ("Директор", "_______________ А. Н. Соколов", "26 декабря 2025 г."))
            for word in ("ПРИНЯТО", "СОГЛАСОВАНО", "УТВЕРЖДАЮ")
        ),
        signatures=(
            parts.Signature("Наставник, учитель математики", "М. В. Орлова"),
            parts.Signature("Заместитель директора", "С. П. Дроздова"),
            parts.Signature("Учитель математики", "А. И. Лебедева", acquainted=True),
        ),
        decided_on="1 сентября 2025",
        decided_by="Приказ № 112-од от 01.09.2025",
        led_by="Орлова Марина Викторовна, учитель математики",
        participants=("Дроздова Светлана Петровна", "Журавлёва Елена Сергеевна, методист"),
        groups=tuple(
            programme.ItemGroup(directions[at // 4], items[at : at + 4]) for at in range(0, 16, 4)
        ),
        facts=tuple(
            parts.Pair(
                label, "Обеспечить уверенное проведение уроков математики в 5–7 классах. " * 2
            )
            for label in ("Цель", "Сильные стороны", "Слабые стороны", "Запросы и интересы")
        ),
        tasks=("Научиться проектировать урок от планируемого результата (методическая)",) * 4,
        diagnosed="19 сентября 2025, М. В. Орлова",
        difficulties=tuple(
            programme.DifficultyRow(
                no,
                "психолого-педагогические",
                "Обратная связь — только фронтальный вопрос, ошибки не анализируются",
                "требуют помощи",
                "собеседование с учителем, анализ уроков, анализ тетрадей учащихся",
            )
            for no in range(1, 7)
        ),
        checkpoints=tuple(
            programme.PlannedRow(
                no, "Собеседование по итогам диагностики", "собеседование", "26.09.2025", "Комиссия"
            )
            for no in range(1, 8)
        ),
    )


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
    """Return a maker of texts that are told apart, and of which none begins another."""
    numbers = iter(range(100, 1000))
    return lambda path: f"Сведения №{next(numbers)} о школьнике"


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
