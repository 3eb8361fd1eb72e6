"""Pupils' marks from a list: what counts, what doesn't, what the figures are; no database."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.paperwork.intake.marks import carried, rules
from iom_wagtail.paperwork.intake.marks.reading import read_marks
from iom_wagtail.paperwork.intake.marks.rules import NotAMark, compare, note_of, read_mark
from tests.paperwork.table.books import calculated, read, upload, xlsx


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def found(rows, **kwargs):
    return read_marks(read(xlsx(rows, **kwargs)))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("5", "5"), ("4,5", "4.5"), ("4.5", "4.5"), ("4+", "4"), ("3-", "3"), ("85 %", "85"),
        ("17 баллов", "17"), ("17 б.", "17"), ("", None), ("н", None), ("Н/Б", None), ("—", None),
        ("отсутствовала", None), ("болел", None),
    ],
)  # fmt: skip
def test_marks_as_teachers_write_them(text, mark):
    assert read_mark(text) == (None if mark is None else Decimal(mark))


@pytest.mark.parametrize("text", ["отлично", "5/4", "12 из 20", "04.05.2025", "5000", "²", "x5"])
def test_what_is_no_mark(text):
    with pytest.raises(NotAMark):
        read_mark(text)


def test_the_figures_of_a_class():
    pairs = [(Decimal(b), Decimal(a)) for b, a in [(3, 4), (3, 3), (4, 3), (2, 4)]]
    figures = compare(pairs)
    assert (figures.count, figures.before, figures.after) == (4, Decimal("3.0"), Decimal("3.5"))
    assert (figures.better, figures.same, figures.worse, figures.share) == (2, 1, 1, 50)


def test_a_half_is_rounded_up_as_people_count():
    figures = compare([(Decimal(3), Decimal(4))] * 3 + [(Decimal(4), Decimal(4))])
    assert rules.written(figures.before) == "3,3"  # 3.25


def test_nobody_is_no_class():
    with pytest.raises(ValueError, match="no pairs"):
        compare([])


def test_the_note_in_russian():
    figures = compare([(Decimal(3), Decimal(4))] * 14 + [(Decimal(4), Decimal(4))] * 9)
    with override("ru"):
        assert note_of(figures, one_sided=0, unread=0) == (
            "Средний балл до: 3,4; после: 4,0; улучшили результат 14 из 23."
        )
        assert note_of(figures, one_sided=2, unread=1).endswith(
            "Не учтены 2 ученика с одной отметкой. "
            "Не учтена 1 строка, которую не удалось прочитать."
        )


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=40))
def test_everybody_is_counted_once(marks):
    figures = compare([(Decimal(b), Decimal(a)) for b, a in marks])
    assert figures.better + figures.same + figures.worse == figures.count == len(marks)
    assert 0 <= figures.share <= 100


def test_a_list_with_a_title_absent_pupils_and_sums_under_it():
    marks = found(
        [
            ["Контрольные работы, 7 «А»"],
            [None],
            ["№", "Ученик", "Входная работа", "Итоговая работа"],
            [1, "И. А.", 3, 4],
            [2, "П. Б.", 4, "н"],
            [3, "С. В.", "3+", 5],
            [4, "К. Г.", None, None],
            [None, "Средний балл", 3.3, 4.5],
        ],
        first_column=2,
    )
    assert marks.pairs == [(3, 4), (3, 5)]
    assert (marks.one_sided, marks.summaries, marks.faults) == (1, [8], [])
    assert (marks.before, marks.after) == ("D «Входная работа»", "E «Итоговая работа»")


@pytest.mark.parametrize(
    "head",
    [("до", "после"), ("Было", "Стало"), ("начало года", "конец года"), ("Балл до", "Балл после")],
)
def test_headings_that_are_understood(head):
    assert found([["Ученик", *head], ["А", 3, 4]]).pairs == [(3, 4)]


def test_a_heading_that_names_both_is_neither():
    assert found([["Рост от входной до итоговой", "До", "После"], ["x", 3, 4]]).pairs == [(3, 4)]


def test_a_list_without_such_columns_says_what_is_needed():
    with pytest.raises(FileRefused, match="“до”"):
        found([["Ученик", "Отметка"], ["А", 3]])


def test_a_list_without_a_pair_is_refused():
    with pytest.raises(FileRefused, match="nothing to compare"):
        found([["Ученик", "До", "После"], ["А", 3, None]])


def test_a_cell_that_is_no_mark_is_named_by_row_and_column_and_never_by_the_pupil():
    marks = found([["Ученик", "До", "После"], ["Иванова Анна", "отл", 4], ["Петров", 3, 4]])
    assert marks.pairs == [(3, 4)] and marks.bad_rows == {2}
    assert marks.faults == ["Row 2, column B: a mark, points or per cent as a number are needed"]


def test_an_error_value_is_named():
    data = calculated(xlsx([["У", "До", "После"], ["А", "=A9", 4], ["Б", 3, 4]]), {"B2": "#N/A"})
    assert "#N/A" in read_marks(read(data)).faults[0]


def test_two_scales_are_noticed():
    assert rules.seem_of_two_scales([(Decimal(3), Decimal(60)), (Decimal(4), Decimal(85))])
    assert not rules.seem_of_two_scales([(Decimal(3), Decimal(5))])


def test_a_file_travels_whole_and_nothing_else_does():
    text = carried.packed(upload(b"\x00\xffabc"))
    assert carried.unpacked(text, "т.xlsx").read() == b"\x00\xffabc"
    assert carried.unpacked("не base64", "т.xlsx") is None
    assert carried.unpacked("", "т.xlsx") is None
    assert carried.unpacked("A" * (carried.MOST_BYTES * 2), "т.xlsx") is None
