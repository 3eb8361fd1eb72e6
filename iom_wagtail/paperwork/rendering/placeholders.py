"""What a paper template may say: the placeholders of each paper, the filters, the sandbox.

Templates may be made by a school, so they are untrusted: they run in Jinja's sandbox and see
nothing but one frozen paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from iom_wagtail.paperwork.papers import (
    attached,
    consent,
    happened,
    outcome,
    programme,
    sheet,
)
from iom_wagtail.paperwork.papers.parts import Edition, Grif, Paper

#: Which paper a template of this name prints; both approval sheets are one paper.
PAPERS: dict[str, type[Paper]] = {
    "passport": programme.Passport,
    "sheet": sheet.Sheet,
    "card": programme.Card,
    "attachments": attached.AttachmentList,
    "visit": happened.Visit,
    "checkpoint": happened.CheckpointNote,
    "meetings": happened.MeetingLog,
    "testimonial": attached.TestimonialPaper,
    "analysis": outcome.Analysis,
    "conclusion": outcome.Conclusion,
    "extract": outcome.Extract,
    "consent": consent.Consent,
}

#: What every template may say beside the fields of its paper.
EXTRAS = ("draft", "qr", "qr_large")

#: What records show, which nobody approves: a template may ask for its fields all the same.
NO_EDITION = Edition(draft=False, words="")

TICKED, UNTICKED = "☒", "☐"

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: What XML 1.0 can't hold at all, however it is written.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return a text without what XML can't hold; every line end is "\\n"."""
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def printed(value: Any) -> Any:
    """Return a value as it goes into the document: clean, and escaped whatever a template says.

    docxtpl takes «{_{» for its own spelling of «{{», so people's words are kept out of its sight.
    """
    if not isinstance(value, str):
        return "" if value is None else value
    text = escape(clean(value)) if not isinstance(value, Markup) else Markup(clean(value))
    if "_" in text or "%" in text:
        for mine, kept in (("{_", "{&#95;"), ("_}", "&#95;}"), ("%_", "%&#95;")):
            text = Markup(str(text).replace(mine, kept))
    return text


def blank(value: Any, length: int = 30) -> Any:
    """Return a value, or a line to write on where there is none."""
    return value or "_" * length


def box(value: Any) -> str:
    """Return a box, ticked or not."""
    return TICKED if value else UNTICKED


def capital(value: str) -> str:
    """Return a text that begins with a capital letter; nothing else changes."""
    return value[:1].upper() + value[1:]


def across(grifs: Sequence[Grif], places: int = 3) -> list[Grif]:
    """Return approval blocks spread over the width: one stands at the right, two at the sides."""
    empty = [Grif("", ())] * max(0, places - len(grifs))
    return [*grifs[:-1], *empty, *grifs[-1:]]


def sandbox() -> ImmutableSandboxedEnvironment:
    """Return the environment that templates run in; an unknown name is an error."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, finalize=printed, undefined=StrictUndefined
    )
    del environment.filters["safe"]
    environment.filters.update(blank=blank, box=box, capital=capital, across=across)
    environment.globals = {}
    return environment


def names_of(paper: type[Paper] | Paper) -> Iterable[str]:
    """Return the names of a paper's own fields."""
    return (field.name for field in fields(paper))
