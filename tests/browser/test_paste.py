"""Cells from Word and Excel pasted into the programme, by the clipboard of a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WIDE
from tests.browser.walking import log_in
from tests.factories import fill, make_cast, make_route

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SAVE = "footer button:has-text('Сохранить черновик')"
CONTENTS = "#programme_items .item:not([hidden]) [name$='-content']"

#: What Word puts into the clipboard: conditional comments, styles, a head of two rows, list marks
#: that are texts, a deleted word, hidden text, cells merged both ways.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:""; margin:0cm} --></style></head>
<body lang=RU style='tab-interval:35.4pt'><!--StartFragment-->
<table class=MsoTableGrid border=1 style='mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0'>
  <td rowspan=2><p class=MsoNormal>№<o:p></o:p></p></td>
  <td rowspan=2><p class=MsoNormal>Содержание пункта
  программы<o:p></o:p></p></td>
  <td rowspan=2><p class=MsoNormal>Срок выполнения</p></td>
  <td colspan=3><p class=MsoNormal align=center>Деятельность</p></td>
  <td rowspan=2><p class=MsoNormal>Отметка</p></td></tr>
 <tr><td><p>сопровождаемого</p></td><td><p>сопровождающего</p></td><td><p>совместная</p></td></tr>
 <tr><td><p>1.</p></td>
  <td rowspan=2><p class=MsoNormal><span lang=RU>Цель&nbsp;урока
  и её <del>старая </del>проверка<span
  style='display:none;mso-hide:all'>скрыто</span></span><o:p></o:p></p></td>
  <td><p>до 15.10.2025&nbsp;г.</p></td>
  <td><p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span
  style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>читает</p>
  <p class=MsoListParagraph><span style='mso-list:Ignore'>·&nbsp;</span>пишет<br>конспект</p></td>
  <td><p>Даёт образец</p></td><td><p>&nbsp;</p></td><td><p>да</p></td></tr>
 <tr><td><p>2.</p></td><td><p>01.11.2025 – 28.11.2025</p></td>
  <td><p>Ведёт урок</p></td><td><p>Смотрит</p></td><td><p>Разбирают</p></td><td><p></p></td></tr>
 <tr><td><p>3.</p></td><td><p>Дневник ИОМ</p></td><td><p>в течение года</p></td>
  <td><p>Пишет</p></td><td><p></p></td><td><p></p></td><td><p></p></td></tr>
</table><!--EndFragment--></body></html>"""

EXCEL = (
    'Анализ урока\t26.09.2025\t"Первое,\r\nвторое ""в кавычках"""\r\nДневник\tв течение года\t\r\n'
)


@pytest.fixture
def cast(live_site):
    cast = make_cast()
    make_route(cast)
    fill(cast.route, cast, items=2)
    return cast


@pytest.fixture
def page(new_page, cast):
    """The programme in the route's editor, opened by its mentor."""
    page = new_page(WIDE)
    log_in(page, cast.mentor.user.username)
    page.goto(f"/admin/pages/{cast.route.pk}/edit/#tab-programme")
    page.wait_for_selector(".iom-table.is-live", state="attached")
    return page


def copy(page, *, html: str = "", plain: str = "") -> None:
    """Put a table into the browser's clipboard as a program would, by a real Ctrl+C."""
    page.evaluate(
        """([html, plain]) => document.addEventListener("copy", (event) => {
            event.preventDefault();
            if (html) event.clipboardData.setData("text/html", html);
            event.clipboardData.setData("text/plain", plain);
        }, { once: true })""",
        [html, plain],
    )
    page.keyboard.press("Control+C")


def paste(page, field: str, **what: str) -> None:
    page.focus(f"[name=programme_items-{field}]")
    copy(page, **what)
    page.keyboard.press("Control+V")


def column(page, name: str) -> list[str]:
    cells = page.locator(f"#programme_items .item:not([hidden]) [name$='-{name}']")
    return [cell.input_value() for cell in cells.all()]


def note(page):
    return page.locator("#programme_items .undo--paste")


def save(page) -> None:
    with page.expect_navigation():
        page.click(SAVE)


def test_a_table_of_word_with_its_head_lands_by_its_headings(page):
    paste(page, "1-content", html=WORD, plain="№\tСодержание")
    expect(page.locator(CONTENTS)).to_have_count(4)
    assert column(page, "content") == [
        "Пункт 1",
        "Цель урока и её проверка",
        "Цель урока и её проверка",
        "Дневник ИОМ",
    ]
    assert column(page, "due_from")[1:] == ["", "01.11.2025", ""]
    assert column(page, "due_to")[1:] == ["15.10.2025", "28.11.2025", ""]
    assert column(page, "due_words")[1:] == ["", "", "в течение года"]
    assert column(page, "activity_accompanied")[1:] == [
        "– читает\n– пишет\nконспект",
        "Ведёт урок",
        "Пишет",
    ]
    assert column(page, "activity_joint")[1:] == ["", "Разбирают", ""]
    expect(note(page)).to_contain_text("Вставлено строк: 3.")
    expect(note(page)).to_contain_text("«Отметка»")
    save(page)
    page.reload()
    assert column(page, "content")[3] == "Дневник ИОМ"
    assert column(page, "due_to")[1] == "15.10.2025"


def test_cells_of_excel_fill_from_the_cell_to_the_right_and_down(page):
    paste(page, "1-content", plain=EXCEL)
    expect(page.locator(CONTENTS)).to_have_count(3)
    assert column(page, "content") == ["Пункт 1", "Анализ урока", "Дневник"]
    assert column(page, "due_from") == ["02.09.2025", "26.09.2025", ""]
    assert column(page, "due_words") == ["", "", "в течение года"]
    assert column(page, "activity_accompanied")[1:] == ['Первое,\nвторое "в кавычках"', ""]
    assert column(page, "activity_joint") == ["Обсуждают", "Обсуждают", ""]


def test_the_pasted_cells_are_taken_back_and_later_words_stay(page):
    paste(page, "0-activity_accompanied", plain="А\tБ\nВ\tГ\nД\tЕ")
    expect(page.locator(CONTENTS)).to_have_count(3)
    page.fill("[name=programme_items-1-activity_accompanied]", "Написано после")
    note(page).get_by_role("button", name="Отменить вставку").click()
    expect(page.locator(CONTENTS)).to_have_count(2)
    assert column(page, "activity_accompanied") == ["", "Написано после"]
    assert column(page, "activity_accompanying") == ["", ""]
    assert note(page).count() == 0
    save(page)
    assert column(page, "content") == ["Пункт 1", "Пункт 2"]


def test_one_cell_and_plain_words_are_pasted_as_ever(page):
    paste(page, "0-activity_joint", html="<table><tr><td>одна</td></tr></table>", plain="одна")
    assert "одна" in column(page, "activity_joint")[0]
    paste(
        page, "1-activity_joint", html="<p>две</p><p>строки\tс табуляцией</p>", plain="две\nстроки"
    )
    assert "две\nстроки" in column(page, "activity_joint")[1]
    assert note(page).count() == 0
    assert len(column(page, "content")) == 2


def test_what_has_no_place_and_what_stands_beside_are_told(page):
    html = "<p>Пояснение</p><table><tr><td>А</td><td>Б</td></tr></table>"
    paste(page, "0-activity_joint", html=html, plain="А\tБ")
    expect(note(page)).to_contain_text("Не вставлены столбцы: 2.")
    expect(note(page)).to_contain_text("Текст вне таблицы не вставлен.")
    assert column(page, "activity_joint")[0] == "А"


def test_too_many_rows_change_nothing(page):
    paste(page, "0-content", plain="\n".join(f"Пункт\t{n}" for n in range(501)))
    expect(note(page)).to_contain_text("501")
    assert column(page, "content") == ["Пункт 1", "Пункт 2"]


def test_scripts_in_the_clipboard_stay_text(page, cast):
    html = (
        "<table><tr><td><img src=x onerror=\"document.title='взлом'\">"
        "<script>document.title='взлом'</script>А</td><td>&lt;b&gt;Б</td></tr></table>"
    )
    paste(page, "0-activity_accompanied", html=html, plain="А\tБ")
    assert column(page, "activity_accompanied")[0] == "А"
    assert column(page, "activity_accompanying")[0] == "<b>Б"
    assert "взлом" not in page.title()
