"""Which scans somebody reads: those of papers they may have, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iom_wagtail.paperwork.exceptions import NoPaper
from iom_wagtail.paperwork.kinds import offers

if TYPE_CHECKING:
    from iom_wagtail.paperwork.scans.models import SignedScan
    from iom_wagtail.paperwork.sources import Sources


def readable(sources: Sources) -> list[SignedScan]:
    """Return the scans of the route whose papers the reader may have, in the order they came."""
    try:
        there = {(offer.kind.code, offer.uuid) for offer in offers(sources)}
    except NoPaper:
        return []
    return [scan for scan in sources.all_scans if (scan.paper, scan.record) in there]
