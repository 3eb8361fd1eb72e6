"""The end of a route as papers: analysis of outcomes and general conclusion (5.4), the extract
from the council's minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iom_wagtail.outcome.choices import NAMES_PROBLEMS, Problems
from iom_wagtail.outcome.reading import read_conclusion
from iom_wagtail.paperwork.papers.heads import (
    day_of,
    edition_of,
    grifs_of,
    head_of,
    mentor_of,
    signature_of,
)
from iom_wagtail.paperwork.papers.parts import Paper, Signature
from iom_wagtail.school import words

if TYPE_CHECKING:
    from iom_wagtail.outcome.models import CouncilDecision
    from iom_wagtail.paperwork.sources import Sources, Text


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A row of the analysis, in the columns of the form."""

    before: str
    after: str
    method: str
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis(Paper):
    """«Анализ итогов реализации программы индивидуального сопровождения учителя»."""

    on: str
    rows: tuple[OutcomeRow, ...]
    open_items: str
    open_items_note: str


@dataclass(frozen=True, slots=True)
class TickRow:
    """An answer of a closed list, ticked or not; ``named`` is what its blank asks for."""

    label: str
    on: bool
    named: str = ""


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause of the conclusion: number, heading, answers, or the words in its blank."""

    number: str
    heading: str
    ticks: tuple[TickRow, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion(Paper):
    """«Форма общего заключения о результатах индивидуального сопровождения».

    ``numbered`` keeps the regulation's own numbering (1, 6.2 … 6.5); otherwise 1 … 5.
    """

    on: str
    clauses: tuple[ClauseRow, ...]
    numbered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract(Paper):
    """«Выписка из протокола заседания педагогического совета»."""

    protocol: str
    on: str
    heard: str
    decided: tuple[str, ...]


def analysis(sources: Sources) -> Analysis:
    """Return the analysis of the conclusion that the sources hold (5.4)."""
    text = sources.need_conclusion()
    data = text.data
    return Analysis(
        **head_of(
            sources,
            text,
            "analysis",
            "Анализ итогов реализации программы индивидуального сопровождения учителя",
        ),
        edition=edition_of(text),
        signatures=_signatures(text),
        on=day_of(data["concluded_on"]),
        rows=tuple(
            OutcomeRow(
                before=row["before"],
                after=row["after"],
                method=row["method"],
                finding=_finding(row),
            )
            for row in data["rows"]
        ),
        open_items=words.numbers(item["no"] for item in data["open_items"]),
        open_items_note=data["open_items_note"],
    )


def conclusion(sources: Sources) -> Conclusion:
    """Return the general conclusion that the sources hold (5.4, clauses 1, 6.2 – 6.5)."""
    text = sources.need_conclusion()
    data = text.data
    chosen = data["problems"]["value"] if data["problems"] else ""
    remaining = "; ".join(data["remaining"]) if chosen in NAMES_PROBLEMS else ""
    naming = {str(Problems(value).label) for value in NAMES_PROBLEMS if value == chosen}
    return Conclusion(
        **head_of(
            sources,
            text,
            "conclusion",
            "Общее заключение о результатах индивидуального сопровождения",
        ),
        edition=edition_of(text),
        grifs=grifs_of(text),
        signatures=_signatures(text, acquainted=True),
        on=day_of(data["concluded_on"]),
        numbered=text.numbered,
        clauses=tuple(
            ClauseRow(
                number=clause.number if text.numbered else str(order),
                heading=clause.heading,
                ticks=tuple(
                    TickRow(tick.label, tick.on, remaining if tick.label in naming else "")
                    for tick in clause.ticks
                ),
                text=clause.words,
            )
            for order, clause in enumerate(read_conclusion(data).clauses, start=1)
        ),
    )


def extract(sources: Sources, row: CouncilDecision) -> Extract:
    """Return the extract from the council's minutes about an approved conclusion."""
    text = sources.need_conclusion()
    return Extract(
        **head_of(
            sources, text, "extract", "Выписка из протокола заседания педагогического совета"
        ),
        signatures=(
            Signature("Председатель педагогического совета", ""),
            Signature("Секретарь", ""),
        ),
        protocol=row.protocol_no,
        on=day_of(row.held_on),
        heard="О результатах индивидуального сопровождения молодого специалиста",
        decided=tuple(words.lines(row.decision)),
    )


def _signatures(text: Text, *, acquainted: bool = False) -> tuple[Signature, ...]:
    people = text.data["people"]
    lines = [mentor_of(text), signature_of(people["deputy"])]
    if acquainted:
        lines.append(signature_of(people["teacher"], acquainted=True))
    return tuple(line for line in lines if line)


def _finding(row: dict[str, Any]) -> str:
    """Return the finding in the writer's words, with the state before it unless they say it."""
    state = row["state"]["label"] if row["state"] else ""
    if state.casefold() in row["finding"].casefold():
        return row["finding"]
    return ". ".join(filter(None, [state[:1].upper() + state[1:], row["finding"]]))
