"""Tables that nobody thought of: whatever stands in a cell is in the draft, or in its note."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from iom_wagtail.paperwork.intake.word.blocks import pieces
from iom_wagtail.paperwork.intake.word.names import name_of
from iom_wagtail.paperwork.intake.word.vocabulary import is_blank
from tests.paperwork.word.raw import cell, docx, par, row, table
from tests.paperwork.word.reading import document_of, draft_of, is_of_the_form

LETTERS = "абвгдежзиклмнопрстуфхцчшщъыьэюяАБВЁёӀӏQwz0123456789 .,:;()«»№—-_/|=+😀☒☐\u00a0"
texts = st.text(LETTERS, max_size=40)
HEADS = (
    "Содержание пункта программы",
    "Срок выполнения",
    "Деятельность сопровождаемого",
    "Деятельность сопровождающего",
    "Совместная деятельность",
    "Направление",
    "Ожидаемый результат",
    "Ответственный",
    "Где собираемся",
)


def strings(value: Any) -> list[str]:
    """Return all texts below a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = [each for name, each in value.items() if name not in ("remarks", "traces")]
    if isinstance(value, list | tuple):
        return [text for each in value for text in strings(each)]
    return []


def flat(text: str) -> str:
    return " ".join(text.replace(" / ", " ").split())


def check(content: bytes) -> None:
    """Assert that every text of a file is held, but for what names places and for days."""
    draft = draft_of(content)
    everything = "\n".join(flat(text) for text in strings(asdict(draft)))
    found = list(pieces(document_of(content)))
    assert [trace.text for trace in draft.traces] == [piece.text for piece in found]
    for trace in draft.traces:
        assert trace.went
        if not trace.kept:
            assert is_blank(trace.text) or is_of_the_form(trace.text), trace
            continue
        if any(place.endswith(name_of("due").lower()) for place in trace.went):
            continue  # days are told as days; tests/paperwork/word/test_dates.py
        assert flat(trace.text).strip(" :") in everything, trace


@st.composite
def programmes(draw: st.DrawFn) -> bytes:
    """A programme with its columns in any order, some missing, with section rows and merges."""
    others = draw(st.lists(st.sampled_from(HEADS[1:]), min_size=1, unique=True))
    columns = draw(st.permutations([HEADS[0], *dict.fromkeys(["Срок выполнения", *others])]))
    rows = [row(*columns)]
    for _number in range(draw(st.integers(1, 5))):
        match draw(st.sampled_from(["plain", "section", "merged", "short"])):
            case "section":
                rows.append(row(cell(draw(texts), span=len(columns))))
            case "merged":
                span = draw(st.integers(1, len(columns)))
                rest = [draw(texts) for _column in columns[span:]]
                rows.append(row(cell(draw(texts), span=span), *map(cell, rest)))
            case "short":
                rows.append(row(*(cell(draw(texts)) for _column in columns[:2])))
            case _:
                rows.append(row(*(cell(draw(texts)) for _column in columns)))
    return docx(par(draw(texts)) + table(*rows) + par(draw(texts)))


@given(programmes())
@settings(max_examples=100)
def test_no_cell_of_a_programme_is_lost(content):
    check(content)


@given(st.lists(st.lists(texts, min_size=1, max_size=5), min_size=1, max_size=5), texts)
@settings(max_examples=100)
def test_no_cell_of_any_table_is_lost(cells, line):
    check(docx(par(line) + table(*(row(*map(cell, texts)) for texts in cells))))
