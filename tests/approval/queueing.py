"""What tests of the queue share: browsers, further routes, forms as a browser would post them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from iom_wagtail.approval import actions
from tests.approval.acting import reload
from tests.factories import StaffFactory, make_route

QUEUE = reverse("iom_approvals")


def browser(cast, name):
    client = Client()
    client.force_login(cast.user(name))
    return client


def item(route):
    return reverse("iom_approval", args=[route.pk])


def another(cast, surname="Громов"):
    """Return a cast around a further route of the same school."""
    more = replace(cast, teacher=StaffFactory(school=cast.school, account=True, surname=surname))
    make_route(more)
    return more


def led_to_director(cast, days=0):
    moment = timezone.now() - dt.timedelta(days=days)
    actions.submit(reload(cast), cast.user("mentor"), moment=moment)
    for name in ("deputy", "teacher"):
        route = reload(cast)
        revision = route.latest_revision_id
        actions.agree(route, cast.user(name), revision_id=revision, moment=moment)
    return reload(cast)


def form_of(client, address):
    """Return what the browser would post from the decision's form, as it stands."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    form = page.select_one("form.decide")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    return form["action"], hidden


def seen(answer):
    return BeautifulSoup(answer.content, "html.parser")


def text(answer):
    return answer.text.replace("\xa0", " ")
