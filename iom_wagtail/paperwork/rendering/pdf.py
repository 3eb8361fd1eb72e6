"""Papers as PDF/UA-1 by typst: tagged, searchable, with the fonts of the wheel alone.

A paper enters a form of ``forms/typst/`` as JSON: texts are values there, never markup. Nothing
outside the forms' folder can be read, no font of the machine is used, nothing is fetched.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import segno
import typst

from iom_wagtail.paperwork.rendering.hyphens import plain_hyphens
from iom_wagtail.paperwork.rendering.texts import is_wide, printable

if TYPE_CHECKING:
    from iom_wagtail.paperwork.papers.parts import Paper

ROOM = Path(__file__).resolve().parents[1]
FORMS = ROOM / "forms" / "typst"
FONTS = ROOM / "fonts"

#: One paper at a time: typst divides it between the cores by itself, and two at once would only
#: need twice the memory.
_turn = Lock()
#: What of a paper never stands in a table.
_OUTSIDE = {"edition", "grifs", "address", "sha256"}
_APPROVED = re.compile(r"\bутверждена (\d\d)\.(\d\d)\.(\d{4})")


class PdfRenderer:
    """Writes papers as PDF, by the form of their kind."""

    def render(self, paper: Paper) -> bytes:
        """Return the PDF of a paper: the same bytes whenever and wherever it is printed."""
        values = json.dumps(values_of(paper), ensure_ascii=False)
        with _turn:
            written = typst.compile(
                str(FORMS / f"{paper.kind}.typ"),
                root=str(FORMS),
                font_paths=_fonts(),
                ignore_system_fonts=True,
                sys_inputs={"paper": values},
                pdf_standards=["ua-1"],
                # No clock: the form sets the day of approval, or none.
                timestamp=0,
            )
        return plain_hyphens(written)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def values_of(paper: Paper) -> dict[str, Any]:
    """Return what a form gets: the paper's fields, the day of approval, where it is compared.

    ``address`` and ``sha256`` are those of the edition, unless the paper has its own; ``qr`` is
    the drawn code of the address, "" without one, as in a draft. ``wide`` is whether a narrow
    column may have to break a word anywhere: most papers have none, and having typst look for it
    in every cell takes 16 MB.
    """
    values = printable(asdict(paper))
    values["wide"] = is_wide([text for name, text in values.items() if name not in _OUTSIDE])
    edition = paper.edition
    signed = edition is not None and not edition.draft
    for name in ("address", "sha256"):
        values.setdefault(name, getattr(edition, name) if signed else "")
    found = _APPROVED.search(edition.words) if signed else None
    values["approved_on"] = [int(part) for part in reversed(found.groups())] if found else None
    values["qr"] = _qr(values["address"])
    return values


def _qr(address: str) -> str:
    if not address:
        return ""
    drawn = io.BytesIO()
    segno.make(address, micro=False).save(drawn, kind="svg", border=0)
    return drawn.getvalue().decode()
