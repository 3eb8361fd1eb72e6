"""Files to the card: dropped, chosen on a telephone, sent one by one, laid side by side, looked at.

With scripts and without, with a connection that breaks, and by the rules of accessibility.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from iom_wagtail.journal.attachments.models import Attachment
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_accessible import complaints
from tests.browser.walking import expect_no_sideways_scroll, expect_russian, log_in
from tests.factories import approve, make_cast, make_route
from tests.files import samples

#: The name of a photograph, and the kinds of files, in Latin letters everywhere.
LATIN = ("img", "jpg", "png", "jpeg", "pdf", "powerpoint", "svg", "txt", "xml")


def photo(name="IMG_0412.jpg", colour="red"):
    content = samples.picture("JPEG", (800, 600), colour)
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def document(name="Входная работа.pdf"):
    return {
        "name": name,
        "mimeType": "application/pdf",
        "buffer": samples.pdf(str(len(name)).encode()),
    }


DRAWING = {"name": "рисунок.png", "mimeType": "image/png", "buffer": samples.SVG}


@pytest.fixture
def cast(live_site):
    cast = make_cast()
    make_route(cast)
    approve(cast)
    return cast


def come(window, cast, name="teacher", path="attachments/"):
    """Log somebody in and open a page of the route."""
    log_in(window, cast.user(name).username)
    window.goto(f"/routes/{cast.route.pk}/{path}")
    return window


def send(window):
    window.get_by_role("button", name="Приложить", exact=True).click()


def said(window):
    return window.locator("[data-said]")


def expect_good(window):
    """Fail when the screen isn't Russian, accessible and as wide as the window."""
    expect_russian(window, LATIN)
    expect_no_sideways_scroll(window)
    assert complaints(window) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_files_from_a_telephone(new_page, cast, scripts):
    phone = new_page(PHONE, java_script=scripts)
    log_in(phone, cast.user("teacher").username)
    phone.goto(f"/routes/{cast.route.pk}/")
    phone.get_by_role("link", name="Приложения к карте").click()
    expect(phone.get_by_role("heading", name="Приложить материал")).to_be_visible()
    chooser = phone.locator("input[name=before]")
    assert chooser.get_attribute("accept").startswith("image/*")
    expect_russian(phone, LATIN)
    expect_no_sideways_scroll(phone)

    phone.set_input_files("input[name=before]", [DRAWING, photo()])
    phone.fill("textarea[name=note]", "5 «А», сентябрь")
    send(phone)
    expect(phone.get_by_text("рисунки с кодом")).to_be_visible()
    expect(phone.locator("textarea[name=note]")).to_have_value("5 «А», сентябрь")
    expect_no_sideways_scroll(phone)
    if scripts:
        expect(said(phone)).to_contain_text("Приложено: 1.")
        phone.get_by_role("button", name="Убрать: рисунок.png").click()
    phone.set_input_files("input[name=before]", [photo("IMG_0413.jpg", "blue")])
    phone.set_input_files("input[name=files]", [document()])
    send(phone)
    expect(phone.get_by_text("Приложены 2 файла.")).to_be_visible()
    expect(phone.locator(".shot")).to_have_count(3)
    expect(phone.locator(".fset")).to_have_count(1)
    expect_russian(phone, LATIN)
    expect_no_sideways_scroll(phone)

    mentor = come(new_page(PHONE), cast, "mentor")
    with mentor.expect_popup() as opened:
        mentor.get_by_role("link", name="IMG_0412").click()
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("document.images[0].naturalWidth") == 800
    link = mentor.get_by_role("link", name="Входная работа")
    expect(link).to_contain_text("Открыть в новой вкладке")
    answer = mentor.request.get(link.get_attribute("href"))
    assert answer.headers["content-disposition"].startswith("inline")
    assert (answer.status, answer.body()) == (200, document()["buffer"])


def test_before_and_after_side_by_side(new_page, cast):
    wide = come(new_page(WIDE), cast)
    wide.set_input_files("input[name=before]", [photo("5А сентябрь.jpg")])
    wide.set_input_files("input[name=after]", [photo("5А май.jpg", "green")])
    wide.fill("input[name=before_on]", "2025-09-12")
    wide.fill("input[name=title]", "Работы по дробям")
    expect(wide.locator(".chosen li")).to_have_count(2)
    expect_good(wide)
    send(wide)
    expect(wide.get_by_text("Приложены 2 файла.")).to_be_visible()
    expect(wide.get_by_role("heading", name="Работы по дробям")).to_be_in_viewport()
    before, after = wide.locator(".side").nth(0), wide.locator(".side").nth(1)
    expect(before).to_contain_text("12 сентября 2025")
    for side in (before, after):
        picture = side.get_by_role("img", name="Изображение: Работы по дробям")
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)
        expect(picture).to_have_js_property("naturalWidth", 640)
    left, right = before.bounding_box(), after.bounding_box()
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]
    expect_good(wide)
    wide.set_viewport_size(PHONE)
    left, right = before.bounding_box(), after.bounding_box()
    assert left["x"] == right["x"] and left["y"] + left["height"] <= right["y"]
    expect_good(wide)


def test_what_was_sent_is_what_one_sees_next(new_page, cast):
    """However long the page has become, and whatever stands in its address already."""
    wide = come(new_page(WIDE), cast)
    for number in range(5):
        title = f"Набор {number}"
        wide.set_input_files("input[name=after]", [photo(colour=f"#{number * 32:02x}8844")])
        wide.fill("input[name=title]", title)
        send(wide)
        expect(wide.get_by_role("heading", name=title)).to_be_in_viewport()
        expect(wide.locator("input[name=title]")).to_have_value("")
    assert len({row.batch for row in Attachment.objects.all()}) == 5


def test_the_other_side_comes_later_from_the_mentor(new_page, cast):
    phone = come(new_page(PHONE), cast)
    phone.set_input_files("input[name=before]", [photo()])
    send(phone)
    expect(phone.get_by_text("Приложен 1 файл.")).to_be_visible()
    mentor = come(new_page(PHONE), cast, "mentor")
    mentor.get_by_role("link", name="Приложить, что стало").click()
    expect(mentor.get_by_role("heading", name="Добавить файлы")).to_be_in_viewport()
    expect_good(mentor)
    mentor.set_input_files("input[name=after]", [photo("IMG_0500.jpg", "green")])
    send(mentor)
    expect(mentor.locator(".side--after .shot")).to_have_count(1)
    expect(mentor.locator(".fset")).to_have_count(1)


def test_files_are_dropped_looked_through_and_taken_off(new_page, cast):
    wide = come(new_page(WIDE), cast)
    wide.select_option("select[name=kind]", "survey")
    area = wide.locator(".drop", has=wide.locator("input[name=files]"))
    expect(wide.locator(".drop:visible")).to_have_count(1)
    files = wide.evaluate_handle(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["Цель: дроби"], "план.txt"));
          data.items.add(new File(["Цель: доли"], "сводка.txt"));
          return data;
        }"""
    )
    area.dispatch_event("dragover", {"dataTransfer": files})
    expect(area).to_have_class(re.compile("is-over"))
    area.dispatch_event("drop", {"dataTransfer": files})
    area.dispatch_event("drop", {"dataTransfer": files})  # the same ones again
    expect(area).not_to_have_class(re.compile("is-over"))
    expect(area.locator(".chosen li")).to_have_count(2)
    wide.get_by_role("button", name="Убрать: план.txt").click()
    expect(area.locator(".chosen li")).to_have_count(1)
    send(wide)
    expect(wide.get_by_text("Укажите, кто проводил опрос")).to_be_visible()
    expect(wide.locator("input[name=by_whom]")).to_be_focused()
    expect_good(wide)
    wide.fill("input[name=by_whom]", "педагог-психолог")
    send(wide)
    expect(wide.get_by_text("Приложен 1 файл.")).to_be_visible()
    expect(wide.locator(".fset")).to_contain_text("Кто проводил: педагог-психолог.")
    assert Attachment.objects.get().file_name == "сводка.txt"


def test_nothing_chosen_nothing_sent(new_page, cast):
    phone = come(new_page(PHONE), cast)
    send(phone)
    expect(said(phone)).to_have_text("Выберите хотя бы один файл.")
    expect(phone.get_by_role("button", name="Было Выбрать файлы")).to_be_focused()


def test_a_connection_that_breaks_loses_no_file(new_page, cast):
    phone = come(new_page(PHONE), cast)
    held = []
    phone.route(
        "**/attachments/",
        lambda route: held.append(route) if route.request.method == "POST" else route.fallback(),
    )
    phone.set_input_files("input[name=files]", [photo(), document()])
    send(phone)
    expect(phone.get_by_role("progressbar", name="Отправка файлов")).to_be_visible()
    expect(said(phone)).to_have_text("Отправлено: 0 из 2")
    held[0].continue_()
    expect(said(phone)).to_have_text("Отправлено: 1 из 2")
    expect(phone.locator("progress")).not_to_have_js_property("value", 0)
    held[1].abort()
    expect(said(phone)).to_contain_text("Связь прервалась")
    expect(phone.locator(".chosen li")).to_have_count(1)
    expect_good(phone)
    assert Attachment.objects.count() == 1
    phone.unroute_all()
    send(phone)
    expect(phone.get_by_text("Приложены 2 файла.")).to_be_visible()
    assert len({row.batch for row in Attachment.objects.all()}) == 1


def test_what_is_refused_stands_beside_its_file(new_page, cast, settings):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "max_file_mb": 1}
    phone = come(new_page(PHONE), cast)
    large = {"name": "план.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-" + b" " * 2**20}
    phone.set_input_files("input[name=files]", [large, DRAWING, photo()])
    row = phone.locator(".chosen li", has_text="план.pdf")
    expect(row).to_contain_text("Файл слишком большой: можно не больше 1 МБ.")
    send(phone)
    expect(said(phone)).to_contain_text("Приложено: 1. Рядом с остальными написано")
    expect(phone.locator(".chosen li", has_text="рисунок")).to_contain_text("рисунки с кодом")
    expect_good(phone)
    phone.get_by_role("link", name="Показать приложенное").click()
    expect(phone.get_by_text("Приложен 1 файл.")).to_be_visible()
    expect(phone.locator(".shot")).to_have_count(1)


def test_a_session_that_is_over_is_told_and_nothing_is_lost(new_page, cast):
    phone = come(new_page(PHONE), cast)
    phone.set_input_files("input[name=files]", [document()])
    phone.context.clear_cookies(name="sessionid")
    send(phone)
    expect(said(phone)).to_contain_text("Вы вышли из системы")
    expect(phone.locator(".chosen li")).to_have_count(1)
    tab = phone.context.new_page()
    log_in(tab, cast.user("teacher").username)
    send(phone)
    expect(phone.get_by_text("Приложен 1 файл.")).to_be_visible()


def test_a_file_chosen_before_the_scripts_are_there_is_not_lost(new_page, cast):
    phone, held = new_page(PHONE), []
    log_in(phone, cast.user("teacher").username)
    phone.route("**/upload.js", lambda route: held.append(route))
    phone.goto(f"/routes/{cast.route.pk}/attachments/", wait_until="commit")
    phone.set_input_files("input[name=files]", [photo("карта урока.jpg")])
    held[0].continue_()
    expect(phone.get_by_text("карта урока.jpg")).to_be_visible()
    send(phone)
    expect(phone.get_by_text("Приложен 1 файл.")).to_be_visible()


def test_evidence_from_the_item_and_back(new_page, cast):
    item = cast.route.version_in_force().data["programme"][0]["uuid"]
    phone = come(new_page(PHONE), cast, path=f"items/{item}/")
    phone.get_by_role("link", name="Приложить файл").click()
    expect(phone.locator("select[name=item]")).to_have_value(item)
    phone.set_input_files("input[name=files]", [photo("карта урока.jpg")])
    send(phone)
    expect(phone.get_by_text("Приложен 1 файл.")).to_be_visible()
    expect_good(phone)
    reader = come(new_page(PHONE), cast, "methodist", path="")
    reader.get_by_role("link", name="Файлы: 1").click()
    expect(reader.get_by_role("heading", name="Файлы")).to_be_in_viewport()
    expect(reader.get_by_role("link", name="карта урока.jpg")).to_be_visible()
    expect_good(reader)
    reader.goto(f"/routes/{cast.route.pk}/stream/")
    reader.get_by_role("link", name="Файл к пункту 1").click()
    expect(reader.get_by_role("heading", name="карта урока")).to_be_in_viewport()
