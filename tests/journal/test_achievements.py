"""Achievements by kind, encouragements, and the sum that few see."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from iom_wagtail.journal.achievements import actions, rules
from iom_wagtail.journal.achievements.forms import AchievementForm, EncouragementForm
from iom_wagtail.journal.achievements.models import Achievement, Encouragement
from iom_wagtail.journal.choices import AchievementKind
from iom_wagtail.journal.exceptions import NotAllowed, RecordChanged, WrongRecord
from tests.factories import UserFactory

DAY = dt.date(2026, 4, 16)
TODAY = dt.date(2026, 5, 1)
ON_ROUTE = ("teacher", "mentor", "psychologist", "methodist", "deputy", "director")
ACHIEVERS = {"teacher", "mentor", "deputy"}
ENCOURAGERS = {"deputy", "director"}
SEE_SUMS = {"teacher", "deputy", "director"}
#: A sum that stands nowhere else, as people and as machines write it.
CANARY, SPELLINGS = Decimal("48271.39"), ("48271", "48 271", "48 271", "48\u202f271", "271,39")


@pytest.mark.parametrize("kind", AchievementKind)
def test_the_fields_of_each_kind(kind):
    """Every field of another kind is pointed out; nothing else is."""
    full = {
        "kind": kind,
        "happened_on": DAY,
        "level": "school",
        "stage": "очный",
        "preparation": ["Шаг"],
        "hours": 36,
        "certificate": "№ 5",
    }
    foreign = {name for name, kinds in rules.ONLY_FOR.items() if kind not in kinds}
    assert set(rules.problems(full, today=TODAY)) == foreign


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"kind": "talk"}, set()),
        ({"kind": "course"}, {"hours"}),
        ({"kind": "course", "hours": 36}, set()),
        ({"kind": "talk", "happened_on": TODAY + dt.timedelta(days=1)}, {"happened_on"}),
    ],
)
def test_what_an_achievement_needs(values, wrong):
    assert set(rules.problems({"happened_on": DAY, **values}, today=TODAY)) == wrong


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"kind": "moral"}, set()),
        ({"kind": "moral", "amount": 5}, {"amount"}),
        ({"kind": "moral", "order_no": "5"}, set()),
        ({"kind": "material"}, {"order_no"}),
        ({"kind": "material", "order_no": "5", "amount": 5}, set()),
        ({"kind": "moral", "given_on": TODAY + dt.timedelta(days=1)}, {"given_on"}),
    ],
)
def test_what_an_encouragement_needs(values, wrong):
    assert set(rules.encouragement_problems({"given_on": DAY, **values}, today=TODAY)) == wrong


def test_words_of_an_achievement():
    assert rules.heading("contest", "Дебют") == "Конкурс: Дебют"
    assert rules.heading("free_microphone", "Первый месяц") == "«Свободный микрофон»: Первый месяц"
    assert rules.heading("other", "Поход") == "Поход"
    assert rules.reach("district", "очный этап") == "Муниципальный уровень, очный этап"
    assert rules.reach("", "очный этап") == "Очный этап"
    assert rules.reach("", "") == ""


def test_steps_come_one_a_line():
    data = {"kind": "contest", "title": "Т", "happened_on": "16.04.2026"}
    form = AchievementForm({**data, "preparation": "  Тема \n\n Пробный  урок\n"})
    assert form.is_valid() and form.cleaned_data["preparation"] == ["Тема", "Пробный урок"]
    assert "Тема\nПробный" in str(AchievementForm(initial=form.cleaned_data)["preparation"])
    for text in ("я" * 301, "шаг\n" * 31):
        assert "preparation" in AchievementForm({**data, "preparation": text}).errors


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("5000", "5000"), ("5 000,50", "5000.50"), ("5\u00a0000 ₽", "5000"), ("", None)],
)
def test_a_sum_is_written_as_people_write_it(typed, amount):
    form = EncouragementForm(
        {"kind": "material", "title": "Т", "given_on": "16.04.2026", "amount": typed}
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["amount"] == (Decimal(amount) if amount else None)


def test_a_sum_of_nothing_is_refused():
    for typed in ("-5", "0", "пять"):
        data = {"kind": "material", "title": "Т", "given_on": "16.04.2026", "amount": typed}
        assert "amount" in EncouragementForm(data).errors


def achieve(cast, who="teacher", **values):
    given = {"kind": "contest", "happened_on": DAY, "title": "Дебют", **values}
    return actions.achieve(cast.route, cast.user(who), **given)


def encourage(cast, who="deputy", **values):
    given = {"kind": "material", "given_on": DAY, "title": "Премия", "order_no": "44", **values}
    return actions.encourage(cast.route, cast.user(who), **given)


@pytest.mark.django_db
@pytest.mark.parametrize("who", [*ON_ROUTE, "colleague", "superuser"])
@pytest.mark.parametrize(
    ("name", "model", "writers", "data"),
    [
        (
            "iom_route_achievements",
            Achievement,
            ACHIEVERS,
            {"kind": "talk", "happened_on": "2026-04-16", "title": "Т"},
        ),
        (
            "iom_route_encouragements",
            Encouragement,
            ENCOURAGERS,
            {"kind": "moral", "given_on": "2026-04-16", "title": "Т"},
        ),
    ],
)
def test_who_reads_and_who_writes(cast, client, name, model, writers, data, who):
    user = UserFactory(is_staff=True, is_superuser=True) if who == "superuser" else cast.user(who)
    client.force_login(user)
    address = reverse(name, args=[cast.route.pk])
    response = client.get(address)
    assert response.status_code == (404 if who == "colleague" else 200)
    assert ('name="title"' in response.content.decode()) == (who in writers)
    status = client.post(address, data).status_code
    assert status == (302 if who in writers else 404 if who == "colleague" else 403)
    assert model.objects.count() == (who in writers)


@pytest.mark.django_db
@pytest.mark.parametrize("write", [achieve, encourage])
def test_only_the_author_changes_and_a_second_saver_is_told(cast, write):
    row = write(cast)
    with pytest.raises(NotAllowed):
        actions.change(row, cast.user("mentor"), title="Чужое")
    author = cast.user("teacher" if write is achieve else "deputy")
    actions.change(row, author, seen=1, title="Первое окно")
    with pytest.raises(RecordChanged):
        actions.change(row, author, seen=1, title="Второе окно")
    row.refresh_from_db()
    assert row.title == "Первое окно"


@pytest.mark.django_db
def test_a_change_is_checked_as_a_whole(cast):
    row = achieve(cast, stage="очный")
    with pytest.raises(WrongRecord) as refused:
        actions.change(row, cast.user("teacher"), kind="course")
    assert set(refused.value.message_dict) == {"stage", "hours"}


@pytest.mark.django_db
def test_the_page_of_an_achievement_shows_it_all(cast, enter):
    row = achieve(
        cast, level="district", stage="очный", result="призёр", preparation=["Тема", "Проба"]
    )
    address = reverse("iom_route_achievement", args=[cast.route.pk, row.uuid])
    text = enter("psychologist").get(address).content.decode().replace("\u00a0", " ")
    for word in ("Конкурс: Дебют", "Муниципальный уровень, очный", "призёр", "Тема<br>Проба"):
        assert word in text


# --- the sum ------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("who", [*ON_ROUTE, "colleague", "superuser"])
def test_the_sum_is_shown_to_few(cast, client, who):
    """On every page and in every export: nowhere but on its own page, and there to few."""
    row = encourage(cast, amount=CANARY)
    user = UserFactory(is_staff=True, is_superuser=True) if who == "superuser" else cast.user(who)
    client.force_login(user)
    pk = cast.route.pk
    own = reverse("iom_route_encouragement", args=[pk, row.uuid])
    pages = [
        reverse("iom_route", args=[pk]),
        reverse("iom_route_stream", args=[pk]),
        reverse("iom_route_stream", args=[pk]) + "?kind=encouragement",
        reverse("iom_route_encouragements", args=[pk]),
        f"/admin/pages/{pk}/edit/",
        f"/admin/pages/{pk}/history/",
        f"/admin/api/main/pages/{pk}/",
        "/admin/reports/site-history/?export=csv",
    ]
    for address in (own, *pages):
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        text = body.decode()
        seen = any(spelling in text for spelling in SPELLINGS)
        assert seen == (address == own and who in SEE_SUMS), address


@pytest.mark.django_db
def test_a_query_for_others_holds_no_sum(cast, django_assert_num_queries):
    """What a template of a reader without the right gets has no sum to show."""
    from iom_wagtail.journal.achievements.queries import encouragements

    encourage(cast, amount=CANARY)
    for who, seen in (("mentor", None), ("teacher", CANARY)):
        cast.route.reader = cast.route.permissions_for_user(cast.user(who))
        (row,) = encouragements(cast.route)
        assert row.seen_amount == seen and "amount" in row.get_deferred_fields()


@pytest.mark.django_db
def test_the_deputy_changes_the_sum_on_the_site(cast, enter):
    row = encourage(cast, amount=CANARY)
    address = reverse("iom_route_encouragement", args=[cast.route.pk, row.uuid])
    html = enter("deputy").get(address).content.decode()
    assert 'value="48271,39"' in html or 'value="48271.39"' in html
    data = {
        "act": "change",
        "seen": "1",
        "kind": "material",
        "title": "Премия",
        "given_on": "2026-04-16",
        "order_no": "44",
        "amount": "6 000",
    }
    assert enter("deputy").post(address, data).status_code == 302
    assert Encouragement.objects.get().amount == 6000
