"""Requests for a consultation: who asks, who answers, what the letters say."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from iom_wagtail.journal.exceptions import NotAllowed, WrongRecord
from iom_wagtail.journal.meetings import actions, queries
from iom_wagtail.journal.meetings.models import Consultation, ConsultationRequest
from tests import factories

pytestmark = pytest.mark.django_db
ON_ROUTE = ("teacher", "mentor", "psychologist", "methodist", "deputy", "director")
SECRET = "Zprivateq"


def ask(cast, name="mentor", **values):
    given = {"asked": getattr(cast, name), "topic": SECRET, "wish": SECRET, **values}
    return actions.ask(cast.route, cast.user("teacher"), **given)


@pytest.mark.parametrize("who", ON_ROUTE)
def test_only_the_teacher_asks(cast, who):
    def act():
        actions.ask(cast.route, cast.user(who), asked=cast.deputy, topic="Т")

    if who == "teacher":
        act()
        with pytest.raises(WrongRecord):
            ask(cast, "teacher")
    else:
        with pytest.raises(NotAllowed):
            act()


def letters():
    return {message.to[0]: f"{message.subject}\n{message.body}" for message in mail.outbox}


@pytest.mark.parametrize("name", ["mentor", "psychologist", "methodist", "director"])
def test_who_reads_the_route_gets_the_address_and_no_words(
    cast, name, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        row = ask(cast, name)
    (to, text), *others = letters().items()
    assert to == getattr(cast, name).user.email and not others
    assert f"/routes/{cast.route.pk}/requests/{row.uuid}/" in text
    assert SECRET not in text and "Лебедева" not in text


def test_who_is_not_on_the_route_learns_only_that_somebody_asks(
    cast, enter, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        row = ask(cast, "colleague")
    text = letters()[cast.colleague.user.email]
    for private in (SECRET, "Лебедева", cast.route.title, "/routes/", str(row.uuid)):
        assert private not in text
    told = letters()[cast.deputy.user.email]
    assert str(row.uuid) in told and SECRET not in told and "Воробьёва" not in told
    address = reverse("iom_route_request", args=[cast.route.pk, row.uuid])
    assert enter("colleague").get(address).status_code == 404
    factories.add_participant(cast, "colleague")
    assert SECRET in enter("colleague").get(address).content.decode()


def test_a_dead_mail_server_loses_no_request_and_tells_no_words(
    cast, settings, caplog, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        ask(cast)
    assert ConsultationRequest.objects.count() == 1
    assert "failed" in caplog.text and SECRET not in caplog.text


def test_the_asked_person_answers_by_writing_the_meeting(cast, enter):
    row = ask(cast, "psychologist")
    address = reverse("iom_route_request", args=[cast.route.pk, row.uuid])
    form = reverse("iom_route_meetings", args=[cast.route.pk]) + f"?request={row.uuid}"
    assert form in enter("psychologist").get(address).content.decode()
    assert form not in enter("mentor").get(address).content.decode()
    assert SECRET in enter("psychologist").get(form).content.decode()
    assert enter("mentor").get(form).status_code == 404
    data = {
        "request": row.uuid,
        "held_on": "2026-02-26",
        "specialist": cast.psychologist.pk,
        "topic": "Ответ",
    }
    assert enter("mentor").post(form, data).status_code == 404
    assert enter("psychologist").post(form, data).status_code == 302
    row.refresh_from_db()
    assert row.consultation == Consultation.objects.get() and row.answered
    assert not queries.waiting(cast.route).exists()
    html = enter("psychologist").post(form, {**data, "works": "Не пропадёт"}).content.decode()
    assert "Не пропадёт" in html and 'name="request"' not in html
    assert Consultation.objects.count() == 1
    actions.remove_meeting(row.consultation, cast.user("psychologist"))
    assert queries.waiting(cast.route).exists()


def test_the_asked_person_declines_with_a_word(cast, enter):
    row = ask(cast, "psychologist")
    address = reverse("iom_route_request", args=[cast.route.pk, row.uuid])
    post = {"act": "decline", "declined": "Лучше к методисту"}
    assert enter("mentor").post(address, post).status_code == 403
    enter("psychologist").post(address, {"act": "decline", "declined": " "})
    row.refresh_from_db()
    assert row.open
    assert enter("psychologist").post(address, post).status_code == 302
    assert "Лучше" in enter("teacher").get(address).content.decode()
    row.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.decline(row, cast.user("psychologist"), "Ещё раз")


def test_a_meeting_is_not_lost_when_its_request_was_taken_back(cast, enter):
    row = ask(cast, "psychologist")
    actions.withdraw(row, cast.user("teacher"))
    form = reverse("iom_route_meetings", args=[cast.route.pk])
    data = {"held_on": "2026-02-26", "specialist": cast.psychologist.pk, "topic": "Ответ"}
    html = enter("psychologist").post(form, {**data, "request": row.uuid}).content.decode()
    assert 'value="Ответ"' in html and 'name="request"' not in html
    assert enter("psychologist").post(form, data).status_code == 302


def test_a_request_is_not_rewritten(cast, enter):
    row = ask(cast)
    address = reverse("iom_route_request", args=[cast.route.pk, row.uuid])
    enter("teacher").post(address, {"act": "change", "topic": "Иначе", "asked": cast.deputy.pk})
    row.refresh_from_db()
    assert (row.topic, row.asked) == (SECRET, cast.mentor)


def test_requests_and_meetings_stand_in_the_stream(cast, enter):
    ask(cast)
    actions.meet(
        cast.route,
        cast.user("mentor"),
        held_on=dt.date(2026, 2, 26),
        specialist=cast.mentor,
        topic="Карта урока",
    )
    html = enter("teacher").get(reverse("iom_route_stream", args=[cast.route.pk]))
    text = html.content.decode().replace("\u00a0", " ")
    assert SECRET in text and "Карта урока" in text and "Ждёт ответа" in text


# --- the answer ---------------------------------------------------------------------------


def answer(cast, row, how):
    if how == "declined":
        actions.decline(row, cast.user("psychologist"), SECRET)
    else:
        day = dt.date(2026, 2, 26)
        actions.meet(
            cast.route,
            cast.user("psychologist"),
            request=row,
            held_on=day,
            specialist=cast.psychologist,
            topic=SECRET,
        )


@pytest.mark.parametrize("how", ["met", "declined"])
def test_the_teacher_is_told_that_there_is_an_answer_and_not_which(
    cast, how, django_capture_on_commit_callbacks
):
    row = ask(cast, "psychologist")
    with django_capture_on_commit_callbacks(execute=True):
        answer(cast, row, how)
    (to, text), *others = letters().items()
    assert to == cast.teacher.user.email and not others
    assert f"/routes/{cast.route.pk}/requests/{row.uuid}/" in text
    for private in (SECRET, "Лебедева", cast.psychologist.surname, "отклон", "состоялась"):
        assert private not in text


def test_a_teacher_who_left_meanwhile_is_not_told(cast, django_capture_on_commit_callbacks):
    row = ask(cast, "psychologist")
    with django_capture_on_commit_callbacks(execute=True):
        answer(cast, row, "met")
        assignment = cast.route.assignments.get(staff=cast.teacher)
        type(assignment).objects.filter(pk=assignment.pk).update(until=dt.date(2026, 1, 1))
    assert not letters()


def test_a_withdrawn_request_tells_nobody(cast, django_capture_on_commit_callbacks):
    row = ask(cast, "psychologist")
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(row, cast.user("teacher"))
    assert not letters()


@pytest.mark.parametrize("who", ON_ROUTE)
def test_asking_has_its_own_place_on_the_route_page_of_the_teacher(cast, enter, who):
    html = enter(who).get(reverse("iom_route", args=[cast.route.pk])).content.decode()
    link = f'href="{reverse("iom_route_requests", args=[cast.route.pk])}"'
    assert html.count(link) == (2 if who == "teacher" else 0)
