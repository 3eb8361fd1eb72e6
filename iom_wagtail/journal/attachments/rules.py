"""Rules of the journal: who adds, who removes, what titles files get. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from iom_wagtail.journal.records.rules import past_day_problem
from iom_wagtail.journal.rules import Right, allows
from iom_wagtail.routes.rules import Office

LONGEST_TITLE = 200


def may_attach(offices: Collection[Office]) -> bool:
    """Return whether somebody with these roles and offices adds material."""
    return allows(offices, Right.ATTACH)


def may_detach(offices: Collection[Office], *, own: bool) -> bool:
    """Return whether somebody removes material: the deputy, or who added it and still adds."""
    return Office.DEPUTY in offices or (own and may_attach(offices))


def titles(typed: str, names: Sequence[str]) -> list[str]:
    """Return the titles of files sent together.

    The one that was typed, numbered when the files are several; without one, the files' own
    names (they come neutral, with an extension).
    """
    typed = " ".join(typed.split())
    if not typed:
        return [name.rpartition(".")[0][:LONGEST_TITLE] or name for name in names]
    if len(names) == 1:
        return [typed[:LONGEST_TITLE]]
    return [
        f"{typed[: LONGEST_TITLE - 5]}, {number}" for number, _name in enumerate(names, start=1)
    ]


def attachment_problem(*, dated_on: dt.date, today: dt.date, known: bool) -> dict[str, str]:
    """Return what is wrong with a new attachment, a message a field; empty when nothing is.

    ``known``: the same file lies at the route already (sent twice, or a second time later).
    """
    problems = {}
    if wrong := past_day_problem(dated_on, today):
        problems["dated_on"] = wrong
    if known:
        problems["files"] = _("This very file is attached already.")
    return problems
