"""What the page of papers shows: every paper there is, part by part, and which are signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from iom_wagtail.paperwork.exceptions import NoPaper
from iom_wagtail.paperwork.kinds import Offer, offers

if TYPE_CHECKING:
    from iom_wagtail.paperwork.scans.models import SignedScan
    from iom_wagtail.paperwork.sources import Sources

#: The parts of the page, in signing order, and the kinds in each.
PARTS: tuple[tuple[Promise, frozenset[str]], ...] = (
    (pgettext_lazy("papers", "Programme"), frozenset({"passport", "sheet", "card"})),
    (
        _("During the year"),
        frozenset({"attachments", "visit", "checkpoint", "meetings", "testimonial"}),
    ),
    (
        pgettext_lazy("papers", "Outcome"),
        frozenset({"analysis", "conclusion", "conclusion-sheet", "extract"}),
    ),
)


@dataclass
class Line:
    """One paper, the scans of it as it is in force, and those of versions before."""

    offer: Offer
    version: int | None
    scans: list[SignedScan] = field(default_factory=list)
    earlier: list[SignedScan] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """What the paper is called here: a visit by its lesson, all others by their names."""
        return self.offer.label if self._labelled else self.offer.name

    @property
    def detail(self) -> str:
        """What is told beside it; "" where its name says all."""
        return self.offer.name if self._labelled else self.offer.label

    @property
    def _labelled(self) -> bool:
        return bool(self.offer.label) and self.offer.kind.called is None


@dataclass
class Part:
    """A part of the page and its papers."""

    name: Promise
    lines: list[Line]


@dataclass
class Shelf:
    """Every paper of a route for its reader, part by part."""

    parts: list[Part]

    @property
    def lines(self) -> list[Line]:
        """All papers, in signing order."""
        return [line for part in self.parts for line in part.lines]

    @property
    def final(self) -> int:
        """How many papers can be signed: a draft can't."""
        return sum(not line.offer.draft for line in self.lines)

    @property
    def signed(self) -> int:
        """Of how many papers the scan is there."""
        return sum(bool(line.scans) for line in self.lines)


def version_of(sources: Sources, offer: Offer) -> int | None:
    """Return the number of the version a paper shows; None for a draft or a record's paper."""
    text = offer.kind.shows(sources)
    return text.number if text is not None else None


def shelf_of(sources: Sources) -> Shelf:
    """Return the papers of a route for its reader; perhaps none."""
    try:
        lines = [Line(offer, version_of(sources, offer)) for offer in offers(sources)]
        _place(lines, sources.all_scans)
    except NoPaper:
        return Shelf([])
    found = (
        Part(name, [line for line in lines if line.offer.kind.code in codes])
        for name, codes in PARTS
    )
    return Shelf([part for part in found if part.lines])


def _place(lines: Iterable[Line], scans: Iterable[SignedScan]) -> None:
    known = {(line.offer.kind.code, line.offer.uuid): line for line in lines}
    for scan in scans:
        line = known.get((scan.paper, scan.record))
        if line is not None:
            (line.scans if scan.version == line.version else line.earlier).append(scan)
