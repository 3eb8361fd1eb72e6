"""The page of attachments: exact statuses by role, the form, and what it costs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageLogEntry

from iom_wagtail.journal.attachments.models import Attachment
from tests.factories import approve, make_route
from tests.files import samples
from tests.journal.attachments.conftest import sent
from tests.routes.entering import enter

ON_ROUTE = ["teacher", "mentor", "psychologist", "methodist", "deputy", "director"]
OUTSIDE = ["colleague", "other director", "other mentor", "site_editor", "technician"]
NBSP = "\u00a0"
CANARY = ["Работы 5 «А»", "Лебедева", "Сравнение"]


def words(response) -> str:
    """Return a page with plain spaces."""
    return response.text.replace(NBSP, " ")


def table(**groups):
    """Return a status for every role from ``s200=[roles]`` and the like."""
    return {role: int(key[1:]) for key, roles in groups.items() for role in roles}


READ = table(s200=[*ON_ROUTE, "superuser"], s404=OUTSIDE, s302=["anonymous"])
ADD = table(
    s302=["teacher", "mentor", "deputy", "anonymous"],
    s403=["psychologist", "methodist", "director", "superuser"],
    s404=OUTSIDE,
)
REMOVE = table(
    s302=["teacher", "deputy", "anonymous"],
    s403=["mentor", "psychologist", "methodist", "director", "superuser"],
    s404=OUTSIDE,
)


def test_case_19_statuses_of_the_page_and_of_a_file(cast, everybody, attach, address):
    row = attach("teacher")
    for url in (address, row.get_absolute_url()):
        got = {}
        for role, user in everybody.items():
            for method in ("get", "head"):
                response = getattr(enter(user), method)(url)
                got[role] = response.status_code
            if got[role] != 200:
                body = enter(user).get(url).content.decode(errors="replace")
                assert not [word for word in CANARY if word in body], role
        assert got == READ


def test_statuses_of_adding(everybody, address):
    got = {}
    for role, user in everybody.items():
        before = Attachment.objects.count()
        file = samples.upload(samples.pdf(role.encode()), "план.pdf")
        got[role] = enter(user).post(address, sent(file)).status_code
        added = role in ("teacher", "mentor", "deputy")
        assert Attachment.objects.count() == before + added, role
    assert got == ADD


def test_statuses_of_removing(everybody, attach, address):
    got = {}
    for role, user in everybody.items():
        Attachment.objects.all().delete()
        row = attach("teacher")
        got[role] = enter(user).post(address, {"remove": row.uuid}).status_code
        assert Attachment.objects.exists() is (role not in ("teacher", "deputy")), role
    assert got == REMOVE


def test_case_19_by_direct_media_address_and_by_guessed_name(cast, everybody, attach):
    row = attach()
    other = make_route(cast, filled=False, teacher=cast.colleague, mentor=cast.psychologist)
    guesses = [
        f"/media/{row.file.name}",
        f"/media/attachments/{row.file_name}",
        f"/private/{row.file.name}",
        f"/static/{row.file.name}",
        f"/documents/{row.pk}/{row.file_name}",
        f"/routes/{cast.route.pk}/attachments/{row.pk}/",
        f"/routes/{cast.route.pk}/attachments/{'0' * 8}-0000-0000-0000-{'0' * 12}/",
        reverse("iom_route_attachment", args=[other.pk, row.uuid]),
    ]
    for role in ("colleague", "anonymous", "teacher"):
        for url in guesses:
            response = enter(everybody[role]).get(url, follow=True)
            # A well-formed address of a file asks who is there, before it says anything.
            login = role == "anonymous" and url in guesses[-2:]
            assert response.status_code == (200 if login else 404), (role, url)
            assert "Сравнение" not in response.text.replace(url, "")


def test_case_11_access_to_files_ends_with_the_part_in_the_route(cast, attach):
    from django.utils import timezone

    from iom_wagtail.routes import actions

    row = attach()
    client = enter(cast.user("psychologist"))
    assert client.get(row.get_absolute_url()).status_code == 200
    part = cast.route.assignments.get(staff=cast.psychologist)
    actions.end_assignment(part, cast.user("deputy"), until=timezone.localdate())
    assert client.get(row.get_absolute_url()).status_code == 404


def test_a_superusers_reading_is_logged(everybody, attach):
    row = attach()
    enter(everybody["superuser"]).get(row.get_absolute_url())
    assert PageLogEntry.objects.filter(action="iom_wagtail.read").count() == 1


def test_a_file_is_handed_out_as_it_came(cast, attach):
    content = samples.picture("JPEG")
    row = attach(content=content, file_name="Доска.jpg")
    client = enter(cast.user("mentor"))
    response = client.get(row.get_absolute_url())
    assert response.getvalue() == content
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    part = client.get(row.get_absolute_url(), headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.getvalue()) == (206, content[:10])


def test_several_files_at_once(cast, address):
    files = [samples.upload(samples.pdf(word), f"{word.decode()}.pdf") for word in (b"a", b"b")]
    given = sent(after=files, title="Срез", by_whom="методист", note="Две части")
    response = enter(cast.user("teacher")).post(address, given, follow=True)
    assert "Приложены 2 файла." in words(response)
    rows = Attachment.objects.order_by("pk")
    assert [row.title for row in rows] == ["Срез", "Срез"]
    assert len({row.batch for row in rows}) == 1
    assert {(row.moment, row.by_whom, row.note) for row in rows} == {
        ("after", "методист", "Две части")
    }


def test_a_good_file_is_kept_and_its_neighbour_refused_by_name(cast, address):
    good, bad = samples.upload(samples.pdf(), "а.pdf"), samples.upload(samples.EXE, "б<b>.pdf")
    response = enter(cast.user("teacher")).post(address, sent(good, bad, note="Набрано"))
    assert response.status_code == 200
    assert "«б_b_.pdf»: Программы не принимаются." in words(response)
    assert "Набрано</textarea>" in response.text
    assert [row.file_name for row in Attachment.objects.all()] == ["а.pdf"]


def test_errors_keep_what_was_typed(cast, address):
    given = sent(title="Срез", dated_on="2999-01-01", by_whom="методист")
    response = enter(cast.user("teacher")).post(address, given)
    assert response.status_code == 200
    for text in (
        "Выберите хотя бы один файл.",
        "Этот день ещё не наступил.",
        'value="Срез"',
        'value="2999-01-01"',
        'value="методист"',
    ):
        assert text in words(response)
    assert not Attachment.objects.exists()


def test_case_31_the_browsers_word_on_the_type_counts_for_nothing(cast, address):
    client = enter(cast.user("teacher"))
    lie = samples.upload(samples.EXE, "фото.jpg", "image/jpeg")
    assert "Программы не принимаются." in words(client.post(address, sent(lie)))
    honest = samples.upload(samples.pdf(), "план.pdf", "text/html")
    client.post(address, sent(honest))
    row = Attachment.objects.get()
    assert client.get(row.get_absolute_url())["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("план.pdf.exe", samples.pdf()),
        ("план.exe.pdf", samples.EXE),
        ("план.docx", samples.EXE),
        ("план.pdf.html", b"<!doctype html><script>alert(1)</script>"),
        ("план.pdf", b"<!doctype html><script>alert(1)</script>"),
    ],
)
def test_case_31_two_extensions_and_wrong_contents_are_refused(cast, address, name, content):
    response = enter(cast.user("teacher")).post(address, sent(samples.upload(content, name)))
    assert response.status_code == 200 and 'class="error"' in response.text
    assert not Attachment.objects.exists()


def test_case_27_a_drawing_with_a_script_is_refused(cast, address):
    client = enter(cast.user("teacher"))
    for name in ("рисунок.svg", "рисунок.png"):
        response = client.post(address, sent(samples.upload(samples.SVG, name)))
        assert "рисунки с кодом (HTML, SVG, XML) не принимаются" in words(response)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("bomb", [samples.pixel_bomb, samples.zip_bomb])
def test_case_30_bombs_get_a_sentence(cast, address, bomb):
    file = samples.upload(bomb(), "работа")
    response = enter(cast.user("teacher")).post(address, sent(file))
    assert response.status_code == 200 and 'class="error"' in response.text
    assert not Attachment.objects.exists()


def test_a_large_file_gets_a_sentence(cast, address, settings):
    settings.IOM_WAGTAIL = {**settings.IOM_WAGTAIL, "max_file_mb": 1}
    large = samples.upload(samples.pdf() + b"\n" * 1024 * 1024, "план.pdf")
    response = enter(cast.user("teacher")).post(address, sent(large))
    assert "Файл слишком большой (2 МБ): можно не больше 1 МБ." in words(response)


def test_hostile_words_are_only_words(cast, attach, address):
    attach(title="<script>alert(1)</script>", note="<img src=x onerror=alert(1)>", by_whom="<b>")
    page = enter(cast.user("mentor")).get(address)
    assert "<script>alert" not in page.text and "<img src=x" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_the_form_is_shown_to_those_who_add(everybody, address):
    for role in ON_ROUTE:
        shown = 'type="file"' in enter(everybody[role]).get(address).text
        assert shown is (role in ("teacher", "mentor", "deputy")), role


def test_a_nonsense_key_is_a_404(cast, address):
    assert enter(cast.user("teacher")).post(address, {"remove": "x"}).status_code == 404


def test_kinds_stand_in_the_order_of_the_regulation(cast, attach, address):
    attach(kind="other", content=samples.pdf(b"1"))
    attach(kind="pupils", content=samples.pdf(b"2"))
    attach(kind="tests", content=samples.pdf(b"3"))
    page = enter(cast.user("mentor")).get(address).text
    heads = ["работ учащихся</h2>", "тестов</h2>", "Другие материалы</h2>"]
    assert sorted(heads, key=page.index) == heads


def test_queries_do_not_grow_with_the_files(cast, attach, address):
    client = enter(cast.user("teacher"))
    attach(content=samples.pdf(b"first"))
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    for number in range(30):
        attach("mentor", content=samples.pdf(str(number).encode()), dated_on=dt.date(2025, 10, 2))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= 12


def test_the_route_page_leads_here(cast, address):
    client = enter(cast.user("teacher"))
    url = reverse("iom_route", args=[cast.route.pk])
    assert f'href="{address}"' in client.get(url).text
    approve(cast)
    assert f'href="{address}"' in client.get(url).text
