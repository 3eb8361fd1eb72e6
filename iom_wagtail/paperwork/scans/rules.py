"""Who keeps scans of signed papers. Pure."""

from __future__ import annotations

from collections.abc import Collection

from iom_wagtail.routes.rules import Office

#: Who collects signatures: the mentor and the leaders.
KEEPERS = frozenset({Office.MENTOR, Office.DEPUTY, Office.DIRECTOR})


def may_keep(offices: Collection[Office]) -> bool:
    """Return whether somebody with these roles and offices attaches scans."""
    return not KEEPERS.isdisjoint(offices)


def may_drop(offices: Collection[Office], *, own: bool) -> bool:
    """Return whether somebody removes a scan: the deputy, or who attached it and still may."""
    return Office.DEPUTY in offices or (own and may_keep(offices))
