"""The office's list of records: for whom, of which school, in which files; case 25."""

from __future__ import annotations

import csv
import datetime as dt
import io
from uuid import UUID

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from iom_wagtail.journal.achievements.models import Achievement
from iom_wagtail.journal.diary.actions import write_entry
from iom_wagtail.journal.meetings.models import Consultation
from iom_wagtail.journal.office.export import neutral
from iom_wagtail.journal.office.kinds import KINDS
from iom_wagtail.journal.progress.actions import set_progress
from iom_wagtail.journal.progress.models import ItemProgress
from iom_wagtail.journal.results.actions import record_result
from iom_wagtail.journal.testimonials import models as testimonials
from iom_wagtail.journal.visits.models import LessonVisit
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 2)
FORMULA = '=HYPERLINK("https://evil.example","Открой")'
LEADERS = ("deputy", "methodist", "director")


def address(**query):
    return reverse("iom_lines", query=query)


def write_everything(cast, text):
    """Write a record of each kind, each with the text in it."""
    data = cast.route.version_in_force().data
    route, own = cast.route, {"route": cast.route, "created_by": cast.mentor}
    own["changed_by"] = cast.mentor
    item, cut = (UUID(data[part][0]["uuid"]) for part in ("programme", "checkpoints"))
    mentor = cast.user("mentor")
    set_progress(route, mentor, item, status="done", done_on=DAY, actual_result=text)
    record_result(route, mentor, cut, held_on=DAY, decision=text)
    LessonVisit.objects.create(**own, visited_on=DAY, topic=text, subject="Алгебра")
    Consultation.objects.create(**own, held_on=DAY, topic=text, result="Решили")
    Achievement.objects.create(**own, kind="contest", happened_on=DAY, title=text, level="district")


@pytest.fixture
def written(cast):
    write_everything(cast, "Тайное слово")
    return cast


def words(response):
    return response.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("who", LEADERS)
def test_leaders_read_the_records_of_their_school(written, enter, who):
    html = words(enter(who).get(address()))
    assert html.count("Тайное слово") == 5 and "5 записей" in html
    assert "Лебедева" in html and "02.03.2026" in html and "Конкурс: Тайное слово" in html


@pytest.mark.parametrize("who", ["mentor", "teacher", "psychologist", "colleague"])
@pytest.mark.parametrize("export", ["", "xlsx", "csv"])
def test_nobody_else_opens_it(written, enter, who, export):
    response = enter(who).get(address(export=export))
    assert response.status_code == 302
    assert "iom/journal" not in words(enter(who).get("/admin/"))


def test_another_schools_leaders_see_their_own_only(written, client):
    other = factories.make_cast()
    for who in LEADERS:
        client.force_login(other.user(who))
        assert "Тайное слово" not in words(client.get(address()))
        assert b"\xd0\xa2\xd0\xb0\xd0\xb9" not in client.get(address(export="csv")).content


def test_a_superuser_without_a_school_has_no_list(written, client):
    root = get_user_model().objects.create_superuser("root", "root@example.invalid", "pw")
    client.force_login(root)
    assert client.get(address()).status_code == 302


def test_diaries_testimonials_and_assessments_are_not_in_it(written, enter):
    secret = "Личное признание"
    write_entry(written.route, written.user("teacher"), happened_on=DAY, text=secret, to_all=True)
    testimonials.Testimonial.objects.create(
        route=written.route,
        source="psychologists",
        given_on=DAY,
        text=secret,
        created_by=written.mentor,
        changed_by=written.mentor,
    )
    cut = UUID(written.route.version_in_force().data["checkpoints"][0]["uuid"])
    record_result(written.route, written.user("mentor"), cut, text=secret)
    record_result(written.route, written.user("teacher"), cut, self_text=secret)
    for export in ("", "csv"):
        assert secret not in words(enter("deputy").get(address(export=export)))


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_one_kind_at_a_time(written, enter, kind):
    assert words(enter("deputy").get(address(kind=kind))).count("Тайное слово") == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "Лебедева"}, 5),
        ({"q": "лебедева 1"}, 5),
        ({"q": "Воробьёва"}, 0),
        ({"since": "02.03.2026", "until": "02.03.2026"}, 5),
        ({"since": "03.03.2026"}, 0),
        ({"until": "01.03.2026"}, 0),
        ({"since": "вчера"}, 5),
        ({"kind": "diary"}, 5),
        ({"page": "99"}, 5),
    ],
)
def test_filters(written, enter, query, found):
    html = words(enter("methodist").get(address(**query)))
    assert html.count("Тайное слово") == found


def test_removed_records_are_not_listed(written, enter):
    ItemProgress.objects.update(removed_at=dt.datetime(2026, 3, 3, tzinfo=dt.UTC))
    assert words(enter("deputy").get(address())).count("Тайное слово") == 4


def test_the_list_is_paged_in_sql(written, enter, django_assert_max_num_queries):
    Achievement.objects.bulk_create(
        Achievement(
            route=written.route,
            kind="course",
            happened_on=DAY + dt.timedelta(days=1),  # before all others, whatever their uuids
            title=f"Курс {number}",
            created_by=written.mentor,
            changed_by=written.mentor,
        )
        for number in range(600)
    )
    browser = enter("deputy")
    browser.get(address())
    with django_assert_max_num_queries(24):
        html = words(browser.get(address(page=2, kind="achievement")))
    assert html.count("Курс ") == 50 and "kind=achievement&amp;page=3" in html
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(browser.get(address(export="xlsx")).streaming_content))
    )
    assert book.active.max_row == 606


# --- case 25 ----------------------------------------------------------------------------


@pytest.fixture
def hostile(cast):
    write_everything(cast, FORMULA)
    return cast


def test_case_25_no_cell_of_the_xlsx_is_a_formula_and_dates_are_dates(hostile, enter):
    response = enter("deputy").get(address(export="xlsx"))
    assert "no-store" in response["Cache-Control"]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert sum(FORMULA in str(cell.value) for cell in cells) == 5
    assert {row[0].value.date() for row in sheet.iter_rows(min_row=2)} == {DAY}


def test_case_25_no_cell_of_the_csv_begins_a_formula(hostile, enter):
    text = enter("deputy").get(address(export="csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 6 and rows[1][0] == "02.03.2026"
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert sum(FORMULA in cell for cell in cells) == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ('"=1+1', "'\"=1+1"),
        ("+7 900", "'+7 900"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("5 = 5", "5 = 5"),
        ("", ""),
        ("Обычный текст", "Обычный текст"),
    ],
)
def test_case_25_neutral(text, expected):
    assert neutral(text) == expected


def test_control_characters_do_not_break_the_workbook(cast, enter):
    write_everything(cast, "а\x0bб" * 10)
    response = enter("deputy").get(address(export="xlsx"))
    assert response.status_code == 200 and b"".join(response.streaming_content)
