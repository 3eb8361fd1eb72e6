"""Rules of the diary: who reads an entry, who answers, who writes in it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from iom_wagtail.routes.rules import Office

#: Which of an entry's marks opens it to whom. A superuser has no mark: a diary is nobody's duty.
OPENED_BY: dict[str, frozenset[Office]] = {
    "to_mentor": frozenset({Office.MENTOR}),
    "to_methodist": frozenset({Office.METHODIST}),
    "to_deputy": frozenset({Office.DEPUTY}),
    "to_all": frozenset(set(Office) - {Office.SUPERUSER}),
}


def marks_for(offices: Collection[Office]) -> list[str]:
    """Return the marks, any of which opens an entry to somebody with these roles and offices."""
    return [mark for mark, readers in OPENED_BY.items() if not readers.isdisjoint(offices)]


def may_read(marks: Mapping[str, bool], offices: Collection[Office], *, own: bool) -> bool:
    """Return whether an entry with these marks is read by somebody."""
    return own or any(marks[mark] for mark in marks_for(offices))


def audience(marks: Mapping[str, bool]) -> str:
    """Return who sees an entry, in words: «Видят наставник и методист»."""
    if marks["to_all"]:
        return _("Seen by everybody on the route")
    names = {
        "to_mentor": _("the mentor"),
        "to_methodist": _("the methodist"),
        "to_deputy": _("the deputy director"),
    }
    shown = [name for mark, name in names.items() if marks[mark]]
    if not shown:
        return _("Seen by you alone")
    # Translators: «Видят: наставник, методист»
    return _("Seen by: %(names)s") % {"names": ", ".join(shown)}
