"""What the journal offers to Wagtail's hooks; registered in ``wagtail_hooks.py``."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from iom_wagtail.journal.office import menu
from iom_wagtail.journal.office.menu import lines_menu_item
from iom_wagtail.journal.visits import office as visits
from iom_wagtail.journal.visits.office import criteria_menu_item

#: Registered in ``wagtail_hooks.py`` beside the functions below.
__all__ = [
    "criteria_menu_item",
    "lines_menu_item",
    "register_log_actions",
    "urls",
    "wipe_on_logout",
]


def urls() -> list[URLPattern]:
    """Return the office addresses of this room."""
    return [*visits.urls(), *menu.urls()]


def wipe_on_logout() -> SafeString:
    """Return the script that empties the browser of unsent sheets when somebody logs out."""
    return format_html(
        '<script src="{}" data-ask="{}" defer></script>',
        static("iom_wagtail/js/wipe.js"),
        _now("There is a lesson sheet here that has not been sent. Log out and lose it?"),
    )


def register_log_actions(actions: Any) -> None:
    """Name the log actions of this room; their data holds keys, never names or texts."""
    actions.register_action("iom_wagtail.record", _("Write a record"), _("Wrote a record"))
    actions.register_action("iom_wagtail.stop", _("Stop a route"), _("Stopped the route"))
    actions.register_action("iom_wagtail.resume", _("Resume a route"), _("Resumed the route"))
    actions.register_action(
        "iom_wagtail.criteria",
        _("Change a set of criteria"),
        _("Changed the school's criteria for lessons"),
    )
    actions.register_action(
        "iom_wagtail.attach", _("Attach material"), _("Attached material to the card")
    )
    actions.register_action(
        "iom_wagtail.detach", _("Remove material"), _("Removed material from the card")
    )
