"""Lines into the draft: checked, written as one new revision through the editor's own door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from iom_wagtail.conf import get_settings
from iom_wagtail.paperwork.intake.exceptions import DraftMoved, NotTaken
from iom_wagtail.paperwork.intake.items import rules
from iom_wagtail.paperwork.intake.items.rules import Looked, Mode
from iom_wagtail.routes.actions import save_draft
from iom_wagtail.routes.exceptions import NotAllowed
from iom_wagtail.routes.models import ProgrammeItem, RoutePage
from iom_wagtail.routes.rules import Ability
from iom_wagtail.routes.stale import find_conflict

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

#: What a line says of an item beside its term.
_TEXTS = tuple(name for name in rules.FIELDS if name != "due")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written: how many items are new, how many changed in place, how many left."""

    added: int
    changed: int
    removed: int


def obstacle(route: RoutePage, user: AbstractBaseUser) -> str:
    """Return why the draft can't be written now, or ""."""
    lock = route.get_lock()
    if lock is None or not lock.for_user(user):
        return ""
    said = strip_tags(lock.get_message(user) or "")
    return f"{said} {lock.get_description(user)}" if route.in_approval else said


@transaction.atomic
def take_items(
    route: RoutePage,
    user: AbstractBaseUser,
    looked: Sequence[Looked],
    *,
    mode: Mode,
    based_on: int,
    columns: frozenset[str] = frozenset(rules.FIELDS),
) -> Taken:
    """Write the taken lines into the latest draft and return what became of the items.

    ``based_on`` is the revision that the preview showed. Replaced items keep their uuid, their
    difficulties, and what the table had no column for (``columns``), when their content is in
    it; so nothing recorded of them is lost.

    Raises ``NotAllowed``; ``DraftMoved`` when the draft was saved since; ``NotTaken`` while in
    approval or in the archive, for a line at fault, for nothing to take and for too many items.
    """
    route = RoutePage.objects.select_for_update().get(pk=route.pk)
    if Ability.EDIT not in route.abilities_of(user):
        raise NotAllowed(_("Only the mentor and the deputy director change the draft."))
    if why := obstacle(route, user):
        raise NotTaken(why)
    _check_fresh(route, user, based_on)
    taken = [each for each in looked if each.line.taken]
    if not taken:
        raise NotTaken(_("No row is ticked: there is nothing to take."))
    if any(each.faults for each in taken):
        raise NotTaken(_("Some rows can’t be taken yet. Mend them or untick them."))
    draft = route.get_latest_revision_as_object()
    old = list(draft.programme_items.all())
    known = {}
    if mode == Mode.REPLACE:
        known = rules.matched([each.line for each in taken], [row.content for row in old])
    kept = [] if mode == Mode.REPLACE else old
    rows = list(kept)
    for place, each in enumerate(taken):
        rows.append(_item(each, old[known[place]] if place in known else None, columns))
    most = get_settings().max_rows
    if len(rows) > most:
        raise NotTaken(
            _("The programme would have %(count)d items; the most is %(most)d.")
            % {"count": len(rows), "most": most}
        )
    for place, row in enumerate(rows):
        row.sort_order = place
    draft.programme_items = rows
    save_draft(draft, user)
    return Taken(len(taken) - len(known), len(known), len(old) - len(kept) - len(known))


def _check_fresh(route: RoutePage, user: AbstractBaseUser, based_on: int) -> None:
    """Raise ``DraftMoved`` unless the draft is the one that the preview showed."""
    if route.latest_revision_id == based_on:
        return
    conflict = find_conflict(route, user, based_on, None)
    if conflict is not None:
        raise DraftMoved(
            _(
                "%(who)s saved this draft while you were looking at the table. Nothing was "
                "written. See what was changed, then press the button again."
            )
            % {"who": conflict.who},
            conflict,
        )
    raise DraftMoved(
        _(
            "You have saved this draft since, in another tab or by pressing twice. Nothing was "
            "written a second time. Look at the draft before you press the button again."
        )
    )


def _item(looked: Looked, old: ProgrammeItem | None, columns: frozenset[str]) -> ProgrammeItem:
    """Return the item that a line becomes: the one that was there, changed, or a new one."""
    item = old or ProgrammeItem()
    for name in _TEXTS:
        if old is None or name in columns:
            setattr(item, name, looked.line.values[name])
    if old is None or "due" in columns:
        item.due_from, item.due_to = looked.due.due_from, looked.due.due_to
        item.due_words = looked.due.due_words
    return item
