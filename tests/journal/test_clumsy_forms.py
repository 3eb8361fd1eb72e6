"""What people do to forms: empty, too long, impossible days and numbers, twice, too late.

Every kind of record answers in clear Russian, saves nothing half, and gives back what was typed.
"""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.apps import apps
from django.utils import timezone

from iom_wagtail.journal.records.models import Record
from iom_wagtail.routes.choices import StopReason
from iom_wagtail.routes.models import RoutePage
from iom_wagtail.routes.stopping import stop_route
from tests.journal.forms import SENT, at_again, typed
from tests.journal.written import WRITTEN, write

pytestmark = pytest.mark.django_db
CHANGED = [kind for kind, form in SENT.items() if form.again]
ONE_A_ROW = ("itemprogress", "checkpointresult")
REFUSED = "Ничего не сохранено"
BY_FILES = "Посмотрите на отмеченные поля"


def model_of(kind):
    return apps.get_model("iom_wagtail", kind)


def plain(response):
    """Return a page's text and values as a person reads them."""
    return unescape(response.content.decode()).replace("\u00a0", " ")


def errors(response):
    """Return the messages at the fields, and that of the form as a whole."""
    html = plain(response)
    return " ".join(
        re.sub(r"<[^>]+>", " ", "".join(re.findall(r'class="error".*?</span>', html))).split()
    ) + " ".join(re.findall(r'role="alert".*?</div>', html, re.S))


def rows(kind):
    return model_of(kind).objects.count()


def check_refused(response, kind, before):
    """Check that a form came back in words and nothing was saved; return the page's text."""
    text = plain(response)
    assert response.status_code == 200
    assert REFUSED in text or BY_FILES in text
    assert rows(kind) == before
    return text


def test_every_kind_has_its_form():
    own = {model._meta.model_name for model in apps.get_models() if issubclass(model, Record)}
    assert own == set(WRITTEN) == set(SENT) - {"attachment"}


@pytest.mark.parametrize("kind", SENT)
def test_what_is_typed_properly_is_taken(cast, enter, kind):
    where, before = SENT[kind].where(cast), rows(kind)
    assert enter(SENT[kind].who).post(where, typed(kind, cast)).status_code == 302
    assert rows(kind) == before + 1


@pytest.mark.parametrize("kind", SENT)
def test_an_empty_form(cast, enter, kind):
    where, before = SENT[kind].where(cast), rows(kind)
    check_refused(enter(SENT[kind].who).post(where, SENT[kind].act), kind, before)


def fields(names):
    return [(kind, name) for kind, form in SENT.items() for name in getattr(form, names)]


@pytest.mark.parametrize(("kind", "name"), fields("texts"))
def test_too_long_a_text_is_told_and_given_back(cast, enter, kind, name):
    long = "Ы" * 20_001
    where, before = SENT[kind].where(cast), rows(kind)
    response = enter(SENT[kind].who).post(where, typed(kind, cast, **{name: long}))
    text = check_refused(response, kind, before)
    assert long in text and re.search("символ|знак", errors(response))


@pytest.mark.parametrize("day", ["31.02.2026", "вчера", "2026-13-01", "2126-01-01", "0206-02-01"])
@pytest.mark.parametrize(("kind", "name"), [*fields("days"), *fields("ahead")])
def test_an_impossible_day_is_told_and_given_back(cast, enter, kind, name, day):
    where, before = SENT[kind].where(cast), rows(kind)
    response = enter(SENT[kind].who).post(where, typed(kind, cast, **{name: day}))
    text = check_refused(response, kind, before)
    assert f'value="{day}"' in text
    assert re.search("[а-я]", errors(response))
    for other in SENT[kind].texts:
        if value := str(typed(kind, cast).get(other, "")):
            assert value.splitlines()[0] in text


def test_an_item_is_not_moved_into_another_century(cast, enter):
    where = SENT["itemprogress"].where(cast)
    body = typed("itemprogress", cast, status="moved", moved_to="2126-01-01", reason="Карантин")
    text = check_refused(enter("mentor").post(where, body), "itemprogress", 0)
    assert 'value="2126-01-01"' in text and "Карантин" in text


@pytest.mark.parametrize("number", ["-5", "0.5", "1e9", "99999999999999999999", "много"])
@pytest.mark.parametrize(("kind", "name"), fields("numbers"))
def test_an_impossible_number_is_told_and_given_back(cast, enter, kind, name, number):
    if (name, number) == ("amount", "0.5"):
        number = "0.555"  # half a rouble is a sum
    where, before = SENT[kind].where(cast), rows(kind)
    response = enter(SENT[kind].who).post(where, typed(kind, cast, **{name: number}))
    text = check_refused(response, kind, before)
    assert name == "score" or f'value="{number}"' in text
    assert re.search("[а-я]", errors(response))


# --- twice, and in two tabs ---------------------------------------------------------------


def form_key(client, where):
    """Return the hidden key of a new record's form, as the browser got it."""
    html = client.get(where).content.decode()
    return dict(re.findall(r'name="(key)" value="([^"]+)"', html))


@pytest.mark.parametrize("kind", SENT)
def test_a_form_sent_twice_is_one_record(cast, enter, kind):
    where, before = SENT[kind].where(cast), rows(kind)
    client = enter(SENT[kind].who)
    body = typed(kind, cast) | form_key(client, where)
    for _time in range(2):
        response = client.post(where, fresh(body))
        assert response.status_code == (302 if _time == 0 or kind != "attachment" else 200)
    assert rows(kind) == before + 1


def fresh(body):
    """Return a body whose files can be read again."""
    for value in body.values():
        if hasattr(value, "seek"):
            value.seek(0)
    return body


#: Kinds whose form carries a key; the others know by themselves that they were sent before.
KEYED = [k for k in SENT if k in WRITTEN and k not in ("lessonvisit", *ONE_A_ROW)]


@pytest.mark.parametrize("kind", KEYED)
def test_another_text_under_the_same_key_is_not_lost(cast, enter, kind):
    """Who goes back in the browser and writes something else has written something else."""
    where, before = SENT[kind].where(cast), rows(kind)
    client = enter(SENT[kind].who)
    body = typed(kind, cast) | form_key(client, where)
    assert client.post(where, body).status_code == 302
    assert client.post(where, {**body, SENT[kind].texts[0]: "Совсем другое"}).status_code == 302
    assert rows(kind) == before + 2


@pytest.mark.parametrize("kind", CHANGED)
def test_the_second_of_two_tabs_is_told_and_keeps_what_was_typed(cast, enter, kind):
    record, form = write(cast, kind), SENT[kind]
    where, client = at_again(kind, record), enter(WRITTEN[kind].who)
    first, second = form.texts[-1], form.texts[0]
    body = typed(kind, cast) | form.act | {"seen": record.edition}
    assert client.post(where, {**body, first: "Из первой вкладки"}).status_code in (200, 302)
    record.refresh_from_db()
    assert record.edition == 2
    response = client.post(where, {**body, second: "Из второй вкладки"})
    text = check_refused(response, kind, rows(kind))
    assert "Из второй вкладки" in text and "изменил" in errors(response).lower()
    record.refresh_from_db()
    assert record.edition == 2
    assert 'name="seen" value="2"' in text
    assert client.post(where, {**body, second: "Из второй вкладки", "seen": 2}).status_code == 302


# --- too late -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", SENT)
def test_a_route_stopped_in_the_middle_gives_back_what_was_typed(cast, enter, kind):
    where, before = SENT[kind].where(cast), rows(kind)
    client, body = enter(SENT[kind].who), typed(kind, cast)
    stop_route(
        cast.route, cast.user("deputy"), reason=StopReason.LEAVE, stopped_on=timezone.localdate()
    )
    response = client.post(where, body)
    text = plain(response)
    assert response.status_code == 403 and rows(kind) == before
    assert "Маршрут приостановлен" in text
    check_given_back(text, kind, body)


@pytest.mark.parametrize("kind", [k for k in SENT if SENT[k].who != "deputy"])
def test_a_part_in_the_route_ended_in_the_middle(cast, enter, kind):
    where, before = SENT[kind].where(cast), rows(kind)
    client, body = enter(SENT[kind].who), typed(kind, cast)
    cast.route.assignments.filter(staff=getattr(cast, SENT[kind].who)).update(until="2026-01-01")
    response = client.post(where, body)
    text = plain(response)
    assert response.status_code == 404 and rows(kind) == before
    assert cast.route.title not in text
    check_given_back(text, kind, body)


def check_given_back(text, kind, body):
    for name in SENT[kind].texts:
        if value := body.get(name):
            assert value.splitlines()[0] in text, name


def test_who_may_no_longer_write_gets_the_words_back(cast, enter):
    """A mentor has become a participant while the progress of an item was being typed."""
    client, where = enter("mentor"), SENT["achievement"].where(cast)
    row = RoutePage.objects.get(pk=cast.route.pk).assignments.get(staff=cast.mentor)
    type(row).objects.filter(pk=row.pk).update(role="participant")
    response = client.post(where, typed("achievement", cast))
    assert response.status_code == 403
    check_given_back(plain(response), "achievement", typed("achievement", cast))
