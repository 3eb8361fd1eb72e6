"""What the page of papers shows: every kind with what there is of it, and which are signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from iom_wagtail.paperwork.exceptions import NoPaper
from iom_wagtail.paperwork.kinds import KINDS, Kind, Offer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iom_wagtail.paperwork.scans.models import SignedScan
    from iom_wagtail.paperwork.sources import Sources


@dataclass
class Line:
    """One paper, the scans of it as it is in force, and those of versions before."""

    offer: Offer
    version: int | None
    scans: list[SignedScan] = field(default_factory=list)
    earlier: list[SignedScan] = field(default_factory=list)


@dataclass
class Group:
    """A kind and its papers."""

    kind: Kind
    lines: list[Line]


def version_of(sources: Sources, offer: Offer) -> int | None:
    """Return the number of the version a paper shows; None for a draft or a record's paper."""
    text = offer.kind.shows(sources)
    return text.number if text is not None else None


def groups_of(sources: Sources) -> list[Group]:
    """Return the papers of a route for its reader, by kind in signing order; perhaps none."""
    try:
        groups = [
            Group(kind, [Line(o, version_of(sources, o)) for o in kind.offers(sources)])
            for kind in KINDS.values()
        ]
        _place(groups, sources.all_scans)
    except NoPaper:
        return []
    return [group for group in groups if group.lines]


def _place(groups: Iterable[Group], scans: Iterable[SignedScan]) -> None:
    lines = {(g.kind.code, line.offer.uuid): line for g in groups for line in g.lines}
    for scan in scans:
        line = lines.get((scan.paper, scan.record))
        if line is not None:
            (line.scans if scan.version == line.version else line.earlier).append(scan)
