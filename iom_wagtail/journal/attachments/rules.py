"""Rules of the journal: who adds, who removes, what is required, what titles files get. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from iom_wagtail.journal.choices import AttachmentKind
from iom_wagtail.journal.records.rules import past_day_problem
from iom_wagtail.journal.rules import Right, allows
from iom_wagtail.routes.rules import Office

LONGEST_TITLE = 200
#: Files in one request: more are sent by a second one, into the same set.
MOST_FILES = 30


def may_attach(offices: Collection[Office]) -> bool:
    """Return whether somebody with these roles and offices adds material."""
    return allows(offices, Right.ATTACH)


def may_detach(offices: Collection[Office], *, own: bool) -> bool:
    """Return whether somebody removes material: the deputy, or who added it and still adds."""
    return Office.DEPUTY in offices or (own and may_attach(offices))


def titles(typed: str, names: Sequence[str]) -> list[str]:
    """Return the titles of files sent together.

    The one that was typed; without one, the files' own names (they come neutral, with an
    extension).
    """
    typed = " ".join(typed.split())[:LONGEST_TITLE]
    return [typed or name.rpartition(".")[0][:LONGEST_TITLE] or name for name in names]


def attachment_problem(
    *, kind: str, by_whom: str, dated_on: dt.date | None, today: dt.date, known: bool = False
) -> dict[str, str]:
    """Return what is wrong with a new attachment, a message a field; empty when nothing is.

    ``known``: the same file lies at the route already (sent twice, or a second time later).
    """
    problems = {}
    if wrong := past_day_problem(dated_on, today):
        problems["dated_on"] = wrong
    if kind == AttachmentKind.SURVEY and not by_whom.strip():
        problems["by_whom"] = _("Say who surveyed: results without it say little.")
    if known:
        problems["files"] = _("This very file is attached already.")
    return problems
