"""Putting a signed text in force: all of it, nothing beside it, and everybody hears of it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Revision, WorkflowState
from wagtail.signals import page_published, published, task_approved, workflow_approved

from iom_wagtail.approval import actions
from iom_wagtail.approval.models import ApprovedVersion
from iom_wagtail.routes import actions as route_actions
from iom_wagtail.routes.models import RoutePage
from tests.approval.acting import reload, say_yes
from tests.factories import approve

pytestmark = pytest.mark.django_db

ROWS = ("objectives", "taught_programmes", "difficulties", "programme_items", "checkpoints")


def led_to_the_director(cast):
    """Submit the latest draft and lead it to the last step; return its revision."""
    actions.submit(reload(cast), cast.user("mentor"))
    say_yes(cast, "deputy", "teacher")
    return cast.route.latest_revision


def values(page):
    """Return what a route says, fields and rows, as plain values without keys."""
    own = [field.name for field in RoutePage._meta.local_fields if not field.primary_key]
    return {name: getattr(page, name) for name in own} | {
        name: [
            {
                field.name: getattr(row, field.attname)
                for field in row._meta.fields
                if not field.primary_key
            }
            for row in getattr(page, name).all()
        ]
        for name in ROWS
    }


def test_everything_the_revision_says_is_in_force(cast):
    revision = led_to_the_director(cast)
    said = values(revision.as_object())
    assert values(cast.route) != said
    live = say_yes(cast, "director")
    assert values(live) == said
    assert (live.live, live.expired, live.has_unpublished_changes) == (True, False, False)
    assert (live.live_revision_id, live.latest_revision_id) == (revision.pk, revision.pk)
    assert live.first_published_at == live.last_published_at


def test_the_next_version_takes_the_place_of_the_last(cast):
    approve(cast)
    first = reload(cast).first_published_at
    draft = cast.route.get_latest_revision_as_object()
    draft.goal = "Другая цель"
    draft.programme_items = list(draft.programme_items.all())[1:]
    route_actions.save_draft(draft, cast.user("mentor"))
    assert reload(cast).programme_items.count() == 2
    approve(cast)
    assert cast.route.goal == "Другая цель"
    assert [item.content for item in cast.route.programme_items.all()] == ["Пункт 2"]
    again = cast.route.first_published_at  # JSON of a revision keeps milliseconds
    assert again.replace(microsecond=0) == first.replace(microsecond=0)
    assert first < cast.route.last_published_at


def test_a_revision_cannot_move_the_page(cast):
    """What a revision says of place and address is never written, whoever forged it."""
    before = reload(cast)
    revision = led_to_the_director(cast)
    content = {**revision.content, "slug": "elsewhere", "path": "00010001", "url_path": "/x/"}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    after = say_yes(cast, "director")
    for name in ("slug", "path", "depth", "url_path", "translation_key", "locale_id"):
        assert getattr(after, name) == getattr(before, name), name


def test_a_value_its_field_refuses_stops_the_signature(cast):
    """SQLite would store a text of any length; PostgreSQL would answer with an error page."""
    revision = led_to_the_director(cast)
    content = {**revision.content, "decision_basis": "я" * 301}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    with pytest.raises(ValidationError):
        say_yes(cast, "director")
    assert not reload(cast).live and not ApprovedVersion.objects.exists()


def test_everybody_who_listens_to_wagtail_hears_of_it_once(cast):
    revision = led_to_the_director(cast)
    heard = []
    signals = {
        "page": page_published, "published": published,
        "task": task_approved, "workflow": workflow_approved,
    }  # fmt: skip
    listeners = {name: lambda name=name, **kwargs: heard.append((name, kwargs)) for name in signals}
    for name, signal in signals.items():
        signal.connect(listeners[name])
    try:
        live = say_yes(cast, "director")
    finally:
        for name, signal in signals.items():
            signal.disconnect(listeners[name])
    told = dict(heard)
    assert sorted(told) == sorted(name for name, _kwargs in heard) == sorted(signals)
    assert told["page"]["instance"] == told["published"]["instance"] == live
    assert told["page"]["revision"] == told["published"]["revision"] == revision
    assert told["page"]["sender"] is told["published"]["sender"] is RoutePage
    state = told["workflow"]["instance"]
    assert told["workflow"]["sender"] is WorkflowState
    assert (state.status, state.content_object.pk) == (WorkflowState.STATUS_APPROVED, live.pk)
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_APPROVED
