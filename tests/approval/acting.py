"""What tests of approval share: people who say yes, and what was recorded."""

from __future__ import annotations

from iom_wagtail.approval import actions
from iom_wagtail.approval.models import ApprovalEvent
from iom_wagtail.routes.models import RoutePage


def reload(cast):
    cast.route = RoutePage.objects.get(pk=cast.route.pk)
    return cast.route


def say_yes(cast, *names):
    for name in names:
        route = reload(cast)
        actions.agree(route, cast.user(name), revision_id=route.latest_revision_id)
    return reload(cast)


def steps_of(cast):
    return [(e.kind, e.step) for e in ApprovalEvent.objects.filter(page=cast.route)]
