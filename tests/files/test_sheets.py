"""Reading spreadsheets into rows of text; no database."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from iom_wagtail.files.exceptions import FileRefused
from iom_wagtail.files.sheets import book as bounds
from iom_wagtail.files.sheets.book import is_error, letter
from iom_wagtail.files.sheets.values import clean, seen
from iom_wagtail.files.sheets.writing import errors_book
from tests.paperwork.table.books import calculated, cells, ods, ods_row, read, repacked, xlsx


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (None, "General", ""),
        (1, "General", "1"),
        (1.0, "General", "1"),
        (3.5, "General", "3,5"),
        (0.1 + 0.2, "General", "0,3"),
        (7, "000", "007"),
        (0.85, "0%", "85 %"),
        (0.855, "0.0%", "85,5 %"),
        (True, "General", "ИСТИНА"),
        (dt.datetime(2025, 9, 1), "dd.mm.yyyy", "01.09.2025"),
        (dt.datetime(2025, 9, 1, 8, 30), "dd.mm.yyyy h:mm", "01.09.2025 08:30"),
        (dt.datetime(2025, 9, 1), "mmmm yyyy", "сентябрь 2025"),
        (dt.datetime(2025, 9, 1), "[$-419]mmmm\\ yyyy;@", "сентябрь 2025"),
        (dt.datetime(2025, 9, 1), "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "01.09.2025"),
        (dt.time(8, 30), "h:mm", "08:30"),
        (dt.timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
        ("  два\u00a0 слова \r\n и строка\u200b ", "General", "два слова\nи строка"),
    ],
)
def test_values_read_as_people_see_them(value, number_format, expected):
    assert seen(value, number_format) == expected


def test_letters_of_columns():
    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def test_chechen_letters_and_emoji_stay():
    assert clean("Ӏаламат 👍🏽 Ӏ") == "Ӏаламат 👍🏽 Ӏ"


def test_empty_rows_and_columns_in_front_keep_numbers_and_letters():
    data = xlsx([["Содержание", "Срок"], ["Открытый урок", None], [None], [None, "май"]],
                first_row=4, first_column=3)  # fmt: skip
    [sheet] = read(data).sheets
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (4, ["", "", "Содержание", "Срок"]),
        (5, ["", "", "Открытый урок"]),
        (7, ["", "", "", "май"]),
    ]


def test_what_a_file_says_of_its_own_size_is_not_believed():
    def smaller(name, content):
        return content.replace(b'ref="A1:B3"', b'ref="A1:A1"') if "worksheets" in name else content

    data = xlsx([["а", "б"], ["в", "г"], ["д", "е"]])
    assert cells(repacked(data, smaller)) == [["а", "б"], ["в", "г"], ["д", "е"]]


def test_merged_cells_are_repeated_down_where_the_row_says_more():
    data = xlsx(
        [["Тема", "Срок"], ["Урок", "май"], [None, "июнь"], ["Высокая", "июль"], [None, None]],
        merged=["A2:A3", "A4:A5"],
    )
    assert cells(data)[1:] == [["Урок", "май"], ["Урок", "июнь"], ["Высокая", "июль"]]


def test_cells_merged_across_say_how_wide_they_are():
    [sheet] = read(xlsx([["Раздел", None, None], ["а", "б", "в"]], merged=["A1:C1"])).sheets
    assert [sheet.width_at(row, 0) for row in sheet.rows] == [3, 1]


def test_a_formula_gives_the_value_its_program_calculated():
    data = calculated(xlsx([["=1+1", "=A1*2.5"]]), {"A1": "2", "B1": "5.5"})
    assert cells(data) == [["2", "5,5"]]


def test_a_formula_that_was_never_calculated_is_named():
    [row] = read(xlsx([["текст", "=1+1"]])).sheets[0].rows
    assert list(row.faults) == [1]
    assert "never calculated" in row.faults[1]


def test_an_error_value_is_named():
    data = calculated(xlsx([["текст", "=A9"]]), {"B1": "#REF!"})
    [row] = read(data).sheets[0].rows
    assert row.cells == ["текст", "#REF!"]
    assert "#REF!" in row.faults[1]
    assert is_error("#ССЫЛКА!")
    assert not is_error("# 5")


def test_hidden_sheets_are_left_out_and_the_others_come_in_order():
    def more(workbook):
        workbook.create_sheet("Пустой")
        workbook.create_sheet("Второй").append(["б"])
        hidden = workbook.create_sheet("Скрытый")
        hidden.append(["в"])
        hidden.sheet_state = "hidden"

    assert [s.name for s in read(xlsx([["а"]], more=more)).sheets] == ["Лист1", "Второй"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_text_is_read_whatever_its_encoding_and_separator(encoding, mark):
    data = mark.join(["Содержание", "Срок"]) + "\r\n" + mark.join(["Урок", "май"])
    name = "т.tsv" if mark == "\t" else "т.csv"
    assert cells(data.encode(encoding), name) == [["Содержание", "Срок"], ["Урок", "май"]]


def test_a_text_with_line_breaks_in_its_cells_and_a_told_separator():
    data = 'sep=;\r\nСодержание;Срок\r\n"Первое,\r\nвторое,\r\nтретье,\r\nчетвёртое";май\r\n'
    [sheet] = read(data.encode(), "т.csv").sheets
    assert [(r.number, r.cells) for r in sheet.rows] == [
        (2, ["Содержание", "Срок"]),
        (3, ["Первое,\nвторое,\nтретье,\nчетвёртое", "май"]),
    ]


def test_a_quotation_mark_that_nobody_closes_swallows_nothing():
    assert len(cells('а;б\n"в;г\nд;е'.encode(), "т.csv")) == 3


def test_ods_is_read_with_repeated_cells_days_and_merged_ones():
    data = ods(
        ods_row("Содержание", "Срок")
        + '<table:table-row table:number-rows-repeated="3"><table:table-cell'
        ' table:number-columns-repeated="1024"/></table:table-row>'
        + '<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Урок</text:p>'
        "<text:p>и анализ<text:line-break/>урока</text:p></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2025-09-01">'
        "<text:p>1 сен</text:p></table:table-cell></table:table-row>"
        + "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>май</text:p>"
        "</table:table-cell></table:table-row>"
        + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
        "</table:table-row>"
    )
    [sheet] = read(data, "т.ods").sheets
    assert [(r.number, r.cells) for r in sheet.rows] == [
        (1, ["Содержание", "Срок"]),
        (5, ["Урок\nи анализ\nурока", "01.09.2025"]),
        (6, ["Урок\nи анализ\nурока", "май"]),
    ]


def with_rows(data, *rows):
    """Return a workbook whose sheet goes on with these rows of XML."""

    def longer(name, content):
        tail = "".join(rows).encode()
        return content.replace(b"</sheetData>", tail + b"</sheetData>")

    return repacked(data, lambda n, c: longer(n, c) if "worksheets" in n else c)


def test_a_tail_of_empty_rows_is_left_alone():
    tail = (f'<row r="{n}" ht="5"><c r="XFD{n}" s="0"/></row>' for n in range(3, 30_000))
    assert cells(with_rows(xlsx([["а"], ["б"]]), *tail)) == [["а"], ["б"]]


def test_a_value_far_below_is_refused_with_advice():
    far = bounds.MOST_LINES + 1
    with pytest.raises(FileRefused, match="empty ones included"):
        read(with_rows(xlsx([["а"]]), f'<row r="{far}"><c r="A{far}"><v>1</v></c></row>'))


def test_a_hidden_sheet_may_be_as_long_as_it_likes():
    def more(workbook):
        hidden = workbook.create_sheet("Справочник")
        hidden.sheet_state = "hidden"
        for number in range(bounds.MOST_ROWS + 5):
            hidden.append([number])

    assert cells(xlsx([["а"]], more=more)) == [["а"]]


def test_too_many_columns_are_refused_with_the_row():
    with pytest.raises(FileRefused, match="Row 2 has more than 100 columns"):
        read(xlsx([["а"], ["б"] * 101]))


def test_a_table_without_anything_is_refused():
    with pytest.raises(FileRefused, match="nothing in the table"):
        read(xlsx([[None], ["   "]]))


def test_rows_to_mend_come_back_as_texts_and_read_again():
    data = errors_book(["ФИО", "Что исправить"], [['=HYPERLINK("http://x")', "Имя"]], "Ошибки")
    assert cells(data) == [["ФИО", "Что исправить"], ['=HYPERLINK("http://x")', "Имя"]]
    sheet = load_workbook(BytesIO(data)).active
    assert [cell.data_type for cell in sheet[2]] == ["s", "s"]
    assert sheet["B1"].font.bold
