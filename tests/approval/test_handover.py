"""Whoever takes an office over is told, once, what waits for them already."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.approval import actions, delegations
from iom_wagtail.approval.handover import LISTED, NotDelivered, tell_begun
from iom_wagtail.school.actions import appoint
from iom_wagtail.school.models import School
from tests.approval.queueing import another, led_to_director
from tests.factories import (
    StaffFactory,
    UserFactory,
    agree_to_conclusion,
    approve,
    fresh_conclusion,
    make_cast,
    make_conclusion,
)
from tests.many import add_routes, let_wait

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Run what a commit sets off."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def waiting(cast):
    """A programme and another route's conclusion wait for the director, one for the deputy."""
    more = another(cast)
    approve(more)
    make_conclusion(more)
    actions.submit(fresh_conclusion(more), cast.user("mentor"))
    agree_to_conclusion(more, "deputy", "teacher")
    led_to_director(cast, days=3)
    early = another(cast, "Яшин")
    actions.submit(early.route, cast.user("mentor"))
    cast.concluded, cast.early = more, early
    return cast


def superuser():
    return UserFactory(is_superuser=True)


def name(cast, office, person):
    """Give an office to somebody, as whoever runs the site does."""
    appoint(School.objects.get(pk=cast.school.pk), office, person, superuser())


def receivers():
    return [address for letter in mail.outbox for address in letter.to]


def test_a_new_director_gets_one_letter_with_all_that_waits(waiting, commits):
    with commits():
        name(waiting, "director", waiting.methodist)
    (letter,) = mail.outbox
    assert letter.to == [waiting.methodist.user.email]
    assert "2 документа" in letter.subject.replace("\xa0", " ")
    body = letter.body.replace("\xa0", " ")
    since = timezone.localdate() - 3 * DAY
    assert f"{waiting.route.title}, ждёт с {since:%d.%m.%Y}" in body
    assert waiting.concluded.conclusion.title in body
    assert body.index(waiting.route.title + ",") < body.index(waiting.concluded.conclusion.title)
    assert waiting.early.route.title not in body
    assert reverse("iom_approvals") in body


def test_no_name_and_no_text_stands_in_it(waiting, commits):
    with commits():
        name(waiting, "director", waiting.methodist)
    (letter,) = mail.outbox
    for word in ("Лебедева", "Громов", "Уверенно вести уроки", "Цель проверяема"):
        assert word not in letter.subject + letter.body


def test_the_former_director_and_everybody_else_get_none(waiting, commits):
    with commits():
        name(waiting, "director", waiting.methodist)
    assert waiting.director.user.email not in receivers()
    assert receivers() == [waiting.methodist.user.email]


def test_nothing_waits_no_letter(cast, commits):
    with commits():
        name(cast, "director", cast.methodist)
    assert mail.outbox == []


def test_what_waits_in_another_school_is_not_told(waiting, commits):
    other = make_cast()
    with commits():
        name(other, "director", other.methodist)
    assert mail.outbox == []


def test_a_new_deputy_is_told_of_the_deputys_step(waiting, commits):
    with commits():
        name(waiting, "deputy", waiting.colleague)
    (letter,) = mail.outbox
    assert letter.to == [waiting.colleague.user.email]
    assert waiting.early.route.title in letter.body
    assert waiting.route.title + "," not in letter.body


def test_where_the_new_director_is_the_mentor_the_deputy_is_told(waiting, commits):
    """Who assesses does not sign: the deputy does, and would not have heard of it."""
    with commits():
        name(waiting, "director", waiting.mentor)
    (letter,) = mail.outbox
    assert letter.to == [waiting.deputy.user.email]
    assert waiting.route.title in letter.body


@pytest.mark.parametrize("gone", ["replaced", "closed", "decided", "without an account"])
def test_case_11_what_changed_before_the_letter_went_counts(waiting, commits, gone):
    new = waiting.methodist
    if gone == "without an account":
        new = StaffFactory(school=waiting.school)
    with commits():
        name(waiting, "director", new)
        match gone:
            case "replaced":
                School.objects.filter(pk=waiting.school.pk).update(director=waiting.director)
            case "closed":
                type(new.user).objects.filter(pk=new.user_id).update(is_active=False)
            case "decided":
                for page in (waiting.route, waiting.concluded.conclusion):
                    page = type(page).objects.get(pk=page.pk)
                    actions.withdraw(page, waiting.user("mentor"))
    assert new.user is None or new.user.email not in receivers()


def test_naming_the_same_person_again_tells_nothing(waiting, commits):
    with commits():
        name(waiting, "director", waiting.director)
        name(waiting, "methodists", [waiting.colleague])
    assert mail.outbox == []


def test_a_long_list_is_cut_and_counted(waiting, commits):
    routes = add_routes(waiting.school, LISTED, mentor=waiting.colleague)
    let_wait(routes, like=waiting.route)
    with commits():
        name(waiting, "director", waiting.methodist)
    (letter,) = mail.outbox
    assert letter.body.count(", ждёт с ") == LISTED
    assert "и ещё 2 документа" in letter.body.replace("\xa0", " ")


# --- delegations ------------------------------------------------------------------------


def delegate(cast, since, until):
    return delegations.appoint(
        School.objects.get(pk=cast.school.pk),
        cast.user("director"),
        person=cast.colleague,
        since=since,
        until=until,
        basis="Приказ № 7",
    )


def test_a_delegate_is_told_the_days_and_what_waits(waiting, commits):
    today = timezone.localdate()
    with commits():
        delegate(waiting, today, today + DAY)
    (letter,) = mail.outbox
    assert letter.to == [waiting.colleague.user.email]
    body = letter.body.replace("\xa0", " ")
    assert f"С {today:%d.%m.%Y} по {today + DAY:%d.%m.%Y} вы подписываете за директора" in body
    assert "Приказ № 7" in body
    assert waiting.route.title in body and waiting.concluded.conclusion.title in body
    assert "Лебедева" not in letter.subject + body


def test_before_the_days_begin_nothing_of_what_waits_is_told(waiting, commits):
    today = timezone.localdate()
    with commits():
        delegate(waiting, today + DAY, today + 2 * DAY)
    (letter,) = mail.outbox
    assert letter.to == [waiting.colleague.user.email]
    assert "вы подписываете за директора" in letter.body.replace("\xa0", " ")
    assert waiting.route.title not in letter.body


def test_on_the_day_the_delegate_is_told_what_waits_by_then(waiting, commits, monkeypatch):
    today = timezone.localdate()
    with commits():
        delegate(waiting, today + DAY, today + 2 * DAY)
    mail.outbox.clear()
    assert tell_begun() == 0 and mail.outbox == []
    monkeypatch.setattr(timezone, "localdate", lambda *given: today + DAY)
    assert tell_begun() == 1
    (letter,) = mail.outbox
    assert letter.to == [waiting.colleague.user.email]
    assert waiting.route.title in letter.body
    assert tell_begun() == 0 and len(mail.outbox) == 1, "once, however often the task runs"


def test_a_missed_day_is_made_up_for_and_a_passed_time_is_not(waiting, commits, monkeypatch):
    today = timezone.localdate()
    with commits():
        delegate(waiting, today + DAY, today + 3 * DAY)
    mail.outbox.clear()
    for later, told in ((4, 0), (3, 1)):
        monkeypatch.setattr(timezone, "localdate", lambda *given, n=later: today + n * DAY)
        assert tell_begun() == told


def test_who_was_told_when_it_was_settled_is_not_told_again(waiting, commits):
    today = timezone.localdate()
    with commits():
        delegate(waiting, today, today + DAY)
    assert tell_begun() == 0 and len(mail.outbox) == 1


def test_case_54_a_letter_that_did_not_go_out_goes_the_next_time(waiting, monkeypatch, caplog):
    today = timezone.localdate()
    delegate(waiting, today, today + DAY)  # its own letter waits for a commit that never comes

    def down(*given):
        raise OSError("server of Лебедева")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", down)
        with pytest.raises(NotDelivered):
            tell_begun()
    assert "Лебедева" not in caplog.text
    assert tell_begun() == 1


def test_case_12_a_delegate_whose_account_is_closed_gets_no_letter(waiting):
    today = timezone.localdate()
    delegate(waiting, today, today + DAY)
    user = waiting.colleague.user
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert tell_begun() == 0 and mail.outbox == []


def test_a_delegation_taken_back_before_the_letter_went_tells_nothing(waiting, commits):
    today = timezone.localdate()
    with commits():
        delegations.end(delegate(waiting, today, today + DAY), waiting.user("director"))
    assert mail.outbox == []
